ALTER TABLE "calendar_moves" ALTER COLUMN "calendar_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "filed" jsonb;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "from_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "begun" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "moves_open" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "published_by" integer;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "published_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "as_version" integer;--> statement-breakpoint
ALTER TABLE "policies" ADD COLUMN "withdrawn_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "calendar_moves" ADD COLUMN "policy_id" integer;--> statement-breakpoint
ALTER TABLE "calendar_moves" ADD CONSTRAINT "calendar_moves_policy_id_policies_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."policies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "policy_moves_once" ON "calendar_moves" USING btree ("office_id","policy_id");