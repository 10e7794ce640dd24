CREATE TABLE "alternate_reports" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alternate_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"alternate_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"from_day" date NOT NULL,
	"until_day" date NOT NULL,
	"due" date NOT NULL,
	"state" text NOT NULL,
	"counts_hours" boolean NOT NULL,
	"needs_file" boolean NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"reminded_at" timestamp with time zone,
	"late_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_by" integer,
	"minutes_saved" integer,
	"times_used" integer,
	"words" text,
	"link" text,
	"files_until" timestamp with time zone,
	"files_from" integer,
	"refused_at" timestamp with time zone,
	"refused_by" integer,
	"refused_because" text
);
--> statement-breakpoint
CREATE TABLE "alternate_views" (
	"alternate_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recommends" boolean NOT NULL,
	"because" text NOT NULL,
	"conditions" text,
	CONSTRAINT "alternate_views_alternate_id_person_id_pk" PRIMARY KEY("alternate_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "alternates" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alternates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"kind" text NOT NULL,
	"kind_name" text NOT NULL,
	"applicant_id" integer NOT NULL,
	"renews" integer,
	"state" text NOT NULL,
	"what" text NOT NULL,
	"why" text NOT NULL,
	"stake" text NOT NULL,
	"times_a_month" integer NOT NULL,
	"minutes_a_week" integer NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"view_by" timestamp with time zone,
	"decide_by" timestamp with time zone,
	"decided_at" timestamp with time zone,
	"decided_by" integer,
	"form" text,
	"conditions" text,
	"because" text,
	"instead" text,
	"from_day" date,
	"until_day" date,
	"reports" jsonb NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by" integer,
	"end_how" text,
	"end_reason" text,
	"ended_on" date,
	"next_at" timestamp with time zone,
	"view_asked_at" timestamp with time zone,
	"decision_asked_at" timestamp with time zone,
	"renewal_offered_at" timestamp with time zone,
	"week_told_at" timestamp with time zone,
	"last_day_told_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "request_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "files" ALTER COLUMN "message_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "alternates" jsonb;--> statement-breakpoint
ALTER TABLE "files" ADD COLUMN "report_id" integer;--> statement-breakpoint
ALTER TABLE "alternate_reports" ADD CONSTRAINT "alternate_reports_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_reports" ADD CONSTRAINT "alternate_reports_alternate_id_alternates_id_fk" FOREIGN KEY ("alternate_id") REFERENCES "public"."alternates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_reports" ADD CONSTRAINT "alternate_reports_sent_by_people_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_reports" ADD CONSTRAINT "alternate_reports_files_from_people_id_fk" FOREIGN KEY ("files_from") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_reports" ADD CONSTRAINT "alternate_reports_refused_by_people_id_fk" FOREIGN KEY ("refused_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_views" ADD CONSTRAINT "alternate_views_alternate_id_alternates_id_fk" FOREIGN KEY ("alternate_id") REFERENCES "public"."alternates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternate_views" ADD CONSTRAINT "alternate_views_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_applicant_id_people_id_fk" FOREIGN KEY ("applicant_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_renews_alternates_id_fk" FOREIGN KEY ("renews") REFERENCES "public"."alternates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alternates" ADD CONSTRAINT "alternates_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alternate_reports_once" ON "alternate_reports" USING btree ("alternate_id","code","from_day");--> statement-breakpoint
CREATE INDEX "alternate_reports_open" ON "alternate_reports" USING btree ("alternate_id") WHERE state <> 'sent';--> statement-breakpoint
CREATE INDEX "alternate_reports_files" ON "alternate_reports" USING btree ("files_from") WHERE files_from is not null;--> statement-breakpoint
CREATE INDEX "alternates_office" ON "alternates" USING btree ("office_id","agency_id","id");--> statement-breakpoint
CREATE INDEX "alternates_due" ON "alternates" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "alternates_open" ON "alternates" USING btree ("office_id") WHERE state in ('asked', 'granted');--> statement-breakpoint
CREATE UNIQUE INDEX "alternates_renewed_once" ON "alternates" USING btree ("renews") WHERE renews is not null and state not in ('refused', 'withdrawn');--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_report_id_alternate_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."alternate_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "files_report" ON "files" USING btree ("report_id") WHERE report_id is not null;