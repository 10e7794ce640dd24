DROP INDEX "clocks_unjudged";--> statement-breakpoint
ALTER TABLE "clocks" ALTER COLUMN "target" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "clocks_unjudged" ON "clocks" USING btree ("id") WHERE stopped_at is not null and dropped_at is null and met is null and target is not null;