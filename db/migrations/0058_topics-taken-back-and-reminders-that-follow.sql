ALTER TABLE "actions" ADD COLUMN "told_in" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting_topics" ADD COLUMN "taken_back_at" timestamp with time zone;