CREATE TABLE "actions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "actions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"agency_id" integer,
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"about" text NOT NULL,
	"what" text NOT NULL,
	"owner_id" integer NOT NULL,
	"due" date NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"next_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" integer,
	"result" text
);
--> statement-breakpoint
CREATE TABLE "meeting_answers" (
	"meeting_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"revision" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"objection" text,
	CONSTRAINT "meeting_answers_meeting_id_person_id_revision_pk" PRIMARY KEY("meeting_id","person_id","revision")
);
--> statement-breakpoint
CREATE TABLE "meeting_people" (
	"meeting_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"side" text NOT NULL,
	"agency_id" integer,
	CONSTRAINT "meeting_people_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_series" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "meeting_series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"code" text,
	"agency_id" integer,
	"title" text NOT NULL,
	"rhythm" jsonb NOT NULL,
	"minute" integer NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "meeting_topics" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "meeting_topics_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"meeting_id" integer NOT NULL,
	"author_id" integer NOT NULL,
	"side" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "meetings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"series_id" integer NOT NULL,
	"agency_id" integer,
	"nominal" date NOT NULL,
	"title" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"state" text DEFAULT 'planned' NOT NULL,
	"moved" boolean DEFAULT false NOT NULL,
	"reason" text,
	"sequence" integer DEFAULT 0 NOT NULL,
	"calendar_id" integer NOT NULL,
	"agenda_sent_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"said_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"said" text,
	"decisions" text,
	"written_by" integer,
	"minutes_sent_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"fixed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "attached" jsonb;--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "meetings" jsonb;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "actions" ADD CONSTRAINT "actions_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_answers" ADD CONSTRAINT "meeting_answers_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_answers" ADD CONSTRAINT "meeting_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_people" ADD CONSTRAINT "meeting_people_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_series" ADD CONSTRAINT "meeting_series_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_series" ADD CONSTRAINT "meeting_series_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_topics" ADD CONSTRAINT "meeting_topics_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_topics" ADD CONSTRAINT "meeting_topics_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_series_id_meeting_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."meeting_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_written_by_people_id_fk" FOREIGN KEY ("written_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "actions_subject" ON "actions" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "actions_open" ON "actions" USING btree ("office_id","due") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "actions_owner" ON "actions" USING btree ("owner_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "actions_due" ON "actions" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "meeting_people_person" ON "meeting_people" USING btree ("person_id","meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_series_code" ON "meeting_series" USING btree ("office_id","code",coalesce(agency_id, 0)) WHERE code is not null;--> statement-breakpoint
CREATE INDEX "meeting_series_office" ON "meeting_series" USING btree ("office_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "meeting_topics_meeting" ON "meeting_topics" USING btree ("meeting_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_once" ON "meetings" USING btree ("series_id","nominal");--> statement-breakpoint
CREATE INDEX "meetings_office" ON "meetings" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "meetings_due" ON "meetings" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "meetings_planned" ON "meetings" USING btree ("office_id") WHERE state = 'planned';