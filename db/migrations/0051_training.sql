CREATE TABLE "certificates" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"course_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"session_id" integer,
	"given_on" date NOT NULL,
	"ends_on" date,
	"from_file" boolean DEFAULT false NOT NULL,
	"next_on" date
);
--> statement-breakpoint
CREATE TABLE "courses" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "courses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"about" text,
	"roles" jsonb NOT NULL,
	"prerequisite" text,
	"months" integer,
	"authority" text,
	"sessions" jsonb,
	"place" integer NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "training_answers" (
	"session_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"useful" integer NOT NULL,
	"words" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "training_answers_session_id_person_id_pk" PRIMARY KEY("session_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "training_offices" (
	"session_id" integer NOT NULL,
	"office_id" integer NOT NULL,
	"joined_at" timestamp with time zone NOT NULL,
	CONSTRAINT "training_offices_session_id_office_id_pk" PRIMARY KEY("session_id","office_id")
);
--> statement-breakpoint
CREATE TABLE "training_sessions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "training_sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"course_id" integer NOT NULL,
	"nominal" date,
	"at" timestamp with time zone NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"seats" integer NOT NULL,
	"leader_id" integer,
	"planned_by" integer,
	"shared" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"reason" text,
	"sequence" integer DEFAULT 0 NOT NULL,
	"remind_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"said_at" timestamp with time zone,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "training_sign_ups" (
	"session_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"agency_id" integer,
	"nr" integer NOT NULL,
	"state" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"tell" text,
	"told" integer DEFAULT 0 NOT NULL,
	"attended" boolean,
	CONSTRAINT "training_sign_ups_session_id_person_id_pk" PRIMARY KEY("session_id","person_id")
);
--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_session_id_training_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "courses" ADD CONSTRAINT "courses_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_answers" ADD CONSTRAINT "training_answers_session_id_training_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_answers" ADD CONSTRAINT "training_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_offices" ADD CONSTRAINT "training_offices_session_id_training_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_offices" ADD CONSTRAINT "training_offices_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_course_id_courses_id_fk" FOREIGN KEY ("course_id") REFERENCES "public"."courses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_leader_id_people_id_fk" FOREIGN KEY ("leader_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sessions" ADD CONSTRAINT "training_sessions_planned_by_people_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sign_ups" ADD CONSTRAINT "training_sign_ups_session_id_training_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."training_sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sign_ups" ADD CONSTRAINT "training_sign_ups_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "training_sign_ups" ADD CONSTRAINT "training_sign_ups_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_once" ON "certificates" USING btree ("course_id","person_id","given_on");--> statement-breakpoint
CREATE INDEX "certificates_person" ON "certificates" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "certificates_session" ON "certificates" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "certificates_next" ON "certificates" USING btree ("next_on") WHERE next_on is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "courses_code" ON "courses" USING btree ("office_id","code");--> statement-breakpoint
CREATE INDEX "training_offices_office" ON "training_offices" USING btree ("office_id");--> statement-breakpoint
CREATE UNIQUE INDEX "training_sessions_once" ON "training_sessions" USING btree ("course_id","nominal") WHERE nominal is not null;--> statement-breakpoint
CREATE INDEX "training_sessions_office" ON "training_sessions" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "training_sessions_due" ON "training_sessions" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "training_sessions_planned" ON "training_sessions" USING btree ("at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "training_sign_ups_person" ON "training_sign_ups" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "training_sign_ups_tell" ON "training_sign_ups" USING btree ("session_id") WHERE tell is not null;