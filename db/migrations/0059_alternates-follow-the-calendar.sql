ALTER TABLE "alternates" ADD COLUMN "calendar_id" integer;--> statement-breakpoint
UPDATE "alternates" SET "calendar_id" = o."calendar_id" FROM "offices" o WHERE o."id" = "alternates"."office_id";--> statement-breakpoint
ALTER TABLE "alternates" ALTER COLUMN "calendar_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;
