ALTER TABLE "recoveries" DROP CONSTRAINT "recoveries_request_id_unique";--> statement-breakpoint
ALTER TABLE "surveys" DROP CONSTRAINT "surveys_request_id_unique";--> statement-breakpoint
ALTER TABLE "recoveries" ADD COLUMN "survey_id" integer;--> statement-breakpoint
-- Until now a request had one survey, and one recovery.
UPDATE "recoveries" SET "survey_id" = "surveys"."id" FROM "surveys" WHERE "surveys"."request_id" = "recoveries"."request_id";--> statement-breakpoint
-- What was asked before resolutions were kept asked about the one that stands: nobody is asked again.
UPDATE "surveys" SET "resolved_at" = "requests"."resolved_at" FROM "requests" WHERE "requests"."id" = "surveys"."request_id" AND "surveys"."resolved_at" IS NULL;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recoveries_request" ON "recoveries" USING btree ("request_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recoveries_open_one" ON "recoveries" USING btree ("request_id") WHERE ended_at is null;--> statement-breakpoint
ALTER TABLE "surveys" ADD CONSTRAINT "surveys_resolution" UNIQUE("request_id","resolved_at");