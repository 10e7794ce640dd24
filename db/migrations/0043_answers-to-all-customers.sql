ALTER TABLE "relationships" ADD COLUMN "exchange_id" integer;--> statement-breakpoint
ALTER TABLE "voices" ADD COLUMN "opening" jsonb;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_exchange_id_voices_id_fk" FOREIGN KEY ("exchange_id") REFERENCES "public"."voices"("id") ON DELETE no action ON UPDATE no action;