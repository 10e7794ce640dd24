CREATE TABLE "recoveries" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "recoveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"owner_id" integer,
	"owned_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" integer,
	CONSTRAINT "recoveries_request_id_unique" UNIQUE("request_id")
);
--> statement-breakpoint
CREATE TABLE "survey_stops" (
	"person_id" integer PRIMARY KEY NOT NULL,
	"stopped_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "surveys" jsonb;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "form" jsonb;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "nameless" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "remind_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "reminded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "closes_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "declined_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "answers" jsonb;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recoveries" ADD CONSTRAINT "recoveries_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_stops" ADD CONSTRAINT "survey_stops_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recoveries_open" ON "recoveries" USING btree ("office_id","opened_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "surveys_remind" ON "surveys" USING btree ("remind_at") WHERE rating is null and closed_at is null and declined_at is null;--> statement-breakpoint
CREATE INDEX "surveys_close" ON "surveys" USING btree ("closes_at") WHERE rating is null and closed_at is null and declined_at is null;--> statement-breakpoint
CREATE INDEX "surveys_office_asked" ON "surveys" USING btree ("office_id","asked_at");