ALTER TABLE "deliveries" ADD COLUMN "sealed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "voice_words" ADD COLUMN "failed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What was said to people without a name before deliveries knew it.
UPDATE "deliveries" AS d SET "sealed" = true FROM "voices" AS v
WHERE d."key" LIKE 'voice %·%' AND v."nameless" AND v."id"::text = split_part(substr(d."key", 7), '·', 1);
