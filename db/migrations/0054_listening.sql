CREATE TABLE "listening_answers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "listening_answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"round_id" integer,
	"person_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone,
	"taken_back_at" timestamp with time zone,
	"need_id" integer,
	"source" text NOT NULL,
	CONSTRAINT "listening_answers_source_unique" UNIQUE("source")
);
--> statement-breakpoint
CREATE TABLE "listening_ballots" (
	"round_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"weight" integer NOT NULL,
	"person_id" integer,
	"at" timestamp with time zone,
	"need_ids" integer[],
	CONSTRAINT "listening_ballots_round_id_agency_id_pk" PRIMARY KEY("round_id","agency_id")
);
--> statement-breakpoint
CREATE TABLE "listening_letters" (
	"kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"turn" integer DEFAULT 0 NOT NULL,
	"person_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"not_before" timestamp with time zone,
	"taken_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"failed" text,
	CONSTRAINT "listening_letters_kind_subject_id_turn_person_id_pk" PRIMARY KEY("kind","subject_id","turn","person_id")
);
--> statement-breakpoint
CREATE TABLE "listening_needs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "listening_needs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"round_id" integer,
	"name" text NOT NULL,
	"look_by" date,
	"merged_into" integer,
	"state" text DEFAULT 'heard' NOT NULL,
	"choice" text,
	"effort" text,
	"because" text,
	"instead" text,
	"again" date,
	"owner_id" integer,
	"due" date,
	"decisions" integer DEFAULT 0 NOT NULL,
	"decided_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"done_text" text,
	"votes" integer,
	"chosen_by" integer,
	"place" integer,
	"tied" boolean,
	"action_id" integer,
	"asked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "listening_rounds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "listening_rounds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"author_id" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"question" text NOT NULL,
	"why" text NOT NULL,
	"agency_ids" integer[],
	"audience" text NOT NULL,
	"shows" text NOT NULL,
	"answer_until" date NOT NULL,
	"vote_until" date NOT NULL,
	"rule" text NOT NULL,
	"choices" integer NOT NULL,
	"send_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"remind_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"reason" text,
	"ended_by" integer,
	"shown" jsonb,
	"shown_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "listening_answers" ADD CONSTRAINT "listening_answers_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_answers" ADD CONSTRAINT "listening_answers_round_id_listening_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."listening_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_answers" ADD CONSTRAINT "listening_answers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_answers" ADD CONSTRAINT "listening_answers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_answers" ADD CONSTRAINT "listening_answers_need_id_listening_needs_id_fk" FOREIGN KEY ("need_id") REFERENCES "public"."listening_needs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_ballots" ADD CONSTRAINT "listening_ballots_round_id_listening_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."listening_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_ballots" ADD CONSTRAINT "listening_ballots_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_ballots" ADD CONSTRAINT "listening_ballots_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_letters" ADD CONSTRAINT "listening_letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_letters" ADD CONSTRAINT "listening_letters_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_needs" ADD CONSTRAINT "listening_needs_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_needs" ADD CONSTRAINT "listening_needs_round_id_listening_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."listening_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_needs" ADD CONSTRAINT "listening_needs_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_rounds" ADD CONSTRAINT "listening_rounds_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_rounds" ADD CONSTRAINT "listening_rounds_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "listening_rounds" ADD CONSTRAINT "listening_rounds_ended_by_people_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "listening_answers_round" ON "listening_answers" USING btree ("round_id","person_id");--> statement-breakpoint
CREATE INDEX "listening_answers_need" ON "listening_answers" USING btree ("need_id");--> statement-breakpoint
CREATE INDEX "listening_answers_person" ON "listening_answers" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "listening_letters_person" ON "listening_letters" USING btree ("person_id","kind");--> statement-breakpoint
CREATE INDEX "listening_letters_left" ON "listening_letters" USING btree ("kind","subject_id","turn","person_id") WHERE taken_at is null;--> statement-breakpoint
CREATE INDEX "listening_letters_way" ON "listening_letters" USING btree ("kind","subject_id","turn") WHERE taken_at is not null and told_at is null and failed is null;--> statement-breakpoint
CREATE INDEX "listening_needs_round" ON "listening_needs" USING btree ("round_id");--> statement-breakpoint
CREATE INDEX "listening_needs_office" ON "listening_needs" USING btree ("office_id","state") WHERE merged_into is null;--> statement-breakpoint
CREATE INDEX "listening_needs_action" ON "listening_needs" USING btree ("action_id") WHERE action_id is not null;--> statement-breakpoint
CREATE INDEX "listening_rounds_office" ON "listening_rounds" USING btree ("office_id","id");--> statement-breakpoint
CREATE INDEX "listening_rounds_planned" ON "listening_rounds" USING btree ("send_at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "listening_rounds_remind" ON "listening_rounds" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "listening_rounds_ends" ON "listening_rounds" USING btree ("ends_at") WHERE ends_at is not null;