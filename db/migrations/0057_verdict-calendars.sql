ALTER TABLE "clocks" ADD COLUMN "broken_by" integer;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "calendar_id" integer;