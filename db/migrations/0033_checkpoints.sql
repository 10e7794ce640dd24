CREATE TABLE "checkpoint_heads" (
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"checkpoint" integer NOT NULL,
	"position" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "checkpoint_heads_subject_kind_subject_id_checkpoint_pk" PRIMARY KEY("subject_kind","subject_id","checkpoint")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"number" integer PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"chains" integer NOT NULL,
	"root" text NOT NULL,
	"previous" text,
	"key" text,
	"signature" text
);
--> statement-breakpoint
CREATE FUNCTION "keep_row"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform refuse_change(format('%s of the table %s', lower(tg_op), tg_table_name));
end $$;--> statement-breakpoint
CREATE TRIGGER "checkpoints_kept" BEFORE UPDATE OR DELETE ON "checkpoints" FOR EACH ROW EXECUTE FUNCTION "keep_row"();--> statement-breakpoint
CREATE TRIGGER "checkpoints_kept_all" BEFORE TRUNCATE ON "checkpoints" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
CREATE TRIGGER "checkpoint_heads_kept" BEFORE UPDATE OR DELETE ON "checkpoint_heads" FOR EACH ROW EXECUTE FUNCTION "keep_row"();--> statement-breakpoint
CREATE TRIGGER "checkpoint_heads_kept_all" BEFORE TRUNCATE ON "checkpoint_heads" EXECUTE FUNCTION "keep_table"();
