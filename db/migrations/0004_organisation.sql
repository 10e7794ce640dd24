CREATE TABLE "served_agencies" (
	"office_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	CONSTRAINT "served_agencies_office_id_agency_id_pk" PRIMARY KEY("office_id","agency_id")
);
--> statement-breakpoint
ALTER TABLE "agencies" DROP CONSTRAINT "agencies_office_id_offices_id_fk";
--> statement-breakpoint
DROP INDEX "absences_office";--> statement-breakpoint
DROP INDEX "agencies_code";--> statement-breakpoint
ALTER TABLE "absences" ALTER COLUMN "office_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "served_agencies" ADD CONSTRAINT "served_agencies_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "served_agencies" ADD CONSTRAINT "served_agencies_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "served_agencies_agency" ON "served_agencies" USING btree ("agency_id");--> statement-breakpoint
CREATE INDEX "absences_person" ON "absences" USING btree ("person_id");--> statement-breakpoint
CREATE TEMPORARY TABLE "kept_agencies" ON COMMIT DROP AS
	SELECT "id" AS "old_id", min("id") OVER (PARTITION BY "code") AS "id" FROM "agencies";--> statement-breakpoint
INSERT INTO "served_agencies" ("office_id", "agency_id", "active")
	SELECT a."office_id", k."id", bool_or(a."active") FROM "agencies" a JOIN "kept_agencies" k ON k."old_id" = a."id" GROUP BY a."office_id", k."id";--> statement-breakpoint
-- The name that was entered last counts, as it does with imports.
UPDATE "agencies" SET "name" = latest."name" FROM (
	SELECT DISTINCT ON (k."id") k."id", a."name" FROM "agencies" a JOIN "kept_agencies" k ON k."old_id" = a."id" ORDER BY k."id", a."active" DESC, a."id" DESC
) latest WHERE "agencies"."id" = latest."id";--> statement-breakpoint
UPDATE "requests" SET "agency_id" = k."id" FROM "kept_agencies" k WHERE "agency_id" = k."old_id" AND k."old_id" <> k."id";--> statement-breakpoint
UPDATE "assignments" SET "agency_id" = k."id" FROM "kept_agencies" k WHERE "agency_id" = k."old_id" AND k."old_id" <> k."id";--> statement-breakpoint
UPDATE "memberships" SET "agency_id" = k."id" FROM "kept_agencies" k WHERE "agency_id" = k."old_id" AND k."old_id" <> k."id";--> statement-breakpoint
-- Who was confirmed for one of them is confirmed for the agency.
UPDATE "memberships" SET "confirmed" = true WHERE "role" = 'requester' AND NOT "confirmed" AND EXISTS (
	SELECT FROM "memberships" o WHERE o."person_id" = "memberships"."person_id" AND o."agency_id" = "memberships"."agency_id" AND o."role" = 'requester' AND o."confirmed"
);--> statement-breakpoint
UPDATE "events" SET "data" = jsonb_set("data", '{agencyId}', to_jsonb(k."id")) FROM "kept_agencies" k
	WHERE "kind" IN ('agency chosen', 'agency confirmed') AND "data" -> 'agencyId' = to_jsonb(k."old_id") AND k."old_id" <> k."id";--> statement-breakpoint
DELETE FROM "agencies" USING "kept_agencies" k WHERE "agencies"."id" = k."old_id" AND k."old_id" <> k."id";--> statement-breakpoint
-- What was said in chat was entered once for each office; it counts for all of them now.
DELETE FROM "absences" a USING "absences" o WHERE a."said_in_chat" AND o."said_in_chat" AND a."id" > o."id" AND a."person_id" = o."person_id"
	AND a."from_day" = o."from_day" AND a."until_day" IS NOT DISTINCT FROM o."until_day" AND a."cover_id" IS NOT DISTINCT FROM o."cover_id";--> statement-breakpoint
UPDATE "absences" SET "office_id" = NULL WHERE "said_in_chat";--> statement-breakpoint
CREATE UNIQUE INDEX "agencies_code" ON "agencies" USING btree ("code");--> statement-breakpoint
ALTER TABLE "absences" DROP COLUMN "said_in_chat";--> statement-breakpoint
ALTER TABLE "agencies" DROP COLUMN "office_id";--> statement-breakpoint
ALTER TABLE "agencies" DROP COLUMN "active";