CREATE TABLE "calendar_moves" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendar_moves_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"calendar_id" integer NOT NULL,
	"reason" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"finished" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sweep_failures" (
	"sweep" text NOT NULL,
	"item" text NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sweep_failures_sweep_item_pk" PRIMARY KEY("sweep","item")
);
--> statement-breakpoint
ALTER TABLE "calendar_moves" ADD CONSTRAINT "calendar_moves_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_moves" ADD CONSTRAINT "calendar_moves_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_moves_once" ON "calendar_moves" USING btree ("office_id","calendar_id");--> statement-breakpoint
CREATE INDEX "calendar_moves_open" ON "calendar_moves" USING btree ("id") WHERE not finished;--> statement-breakpoint
CREATE INDEX "clocks_unjudged" ON "clocks" USING btree ("id") WHERE stopped_at is not null and dropped_at is null and met is null;