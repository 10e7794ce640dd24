ALTER TABLE "offices" ADD COLUMN "sends_empty_digests" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "digest_choices" ADD COLUMN "empty_too" boolean;