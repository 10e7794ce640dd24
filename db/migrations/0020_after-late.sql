ALTER TABLE "escalations" DROP CONSTRAINT "escalations_clock_id_percent_pk";--> statement-breakpoint
-- Of the clocks that there are, what was taken is known by step_percent: null, not empty.
ALTER TABLE "clocks" ADD COLUMN "taken" text[];--> statement-breakpoint
ALTER TABLE "clocks" ALTER COLUMN "taken" SET DEFAULT '{}';--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "repeats" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "quiet_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "escalations" ADD COLUMN "step" text;--> statement-breakpoint
CREATE UNIQUE INDEX "escalations_once" ON "escalations" USING btree ("clock_id",coalesce("step", "percent"::text));--> statement-breakpoint
-- What is late by now is said again too, from the next opening on.
UPDATE "clocks" SET "step_at" = now() WHERE "breached_at" IS NOT NULL AND "stopped_at" IS NULL AND "dropped_at" IS NULL AND "step_at" IS NULL;
