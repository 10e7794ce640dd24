ALTER TABLE "recoveries" ADD COLUMN "step_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recoveries" ADD COLUMN "warned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "recoveries" ADD COLUMN "late_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "recoveries_step" ON "recoveries" USING btree ("step_at") WHERE ended_at is null and late_at is null;