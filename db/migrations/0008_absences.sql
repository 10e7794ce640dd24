CREATE TABLE "absence_requests" (
	"absence_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"choice" text NOT NULL,
	"to_id" integer,
	"moved_at" timestamp with time zone,
	CONSTRAINT "absence_requests_absence_id_request_id_pk" PRIMARY KEY("absence_id","request_id")
);
--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "filed" jsonb;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "planned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "asked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "begun_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "returned_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absences" ADD COLUMN "ended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "absence_requests" ADD CONSTRAINT "absence_requests_absence_id_absences_id_fk" FOREIGN KEY ("absence_id") REFERENCES "public"."absences"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_requests" ADD CONSTRAINT "absence_requests_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "absence_requests" ADD CONSTRAINT "absence_requests_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "absences_to_begin" ON "absences" USING btree ("from_day") WHERE begun_at is null and ended_at is null;--> statement-breakpoint
CREATE INDEX "absences_to_return" ON "absences" USING btree ("until_day") WHERE begun_at is not null and returned_at is null;--> statement-breakpoint
-- What has begun under the version before was dealt with then: nobody is asked about it anew.
UPDATE "absences" SET "begun_at" = now() WHERE "from_day" <= current_date;--> statement-breakpoint
UPDATE "absences" SET "returned_at" = now() WHERE "until_day" < current_date;
