CREATE TABLE "answer_words" (
	"office_id" integer NOT NULL,
	"word" text NOT NULL,
	"answer_id" integer NOT NULL,
	"asked" boolean NOT NULL,
	"line_id" integer,
	"valid_until" date NOT NULL,
	CONSTRAINT "answer_words_office_id_word_answer_id_pk" PRIMARY KEY("office_id","word","answer_id")
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"line_id" integer,
	"state" text DEFAULT 'draft' NOT NULL,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"sources" text[] DEFAULT '{}' NOT NULL,
	"valid_until" date NOT NULL,
	"owner_id" integer NOT NULL,
	"author_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"approved_by" integer,
	"approved_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"from_request" integer,
	"revision" integer DEFAULT 1 NOT NULL,
	"proposed" jsonb
);
--> statement-breakpoint
CREATE TABLE "asked_before" (
	"request_id" integer PRIMARY KEY NOT NULL,
	"office_id" integer NOT NULL,
	"answer_id" integer,
	"offered" boolean NOT NULL,
	"colleague_id" integer,
	"at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" integer,
	"helped_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "answers" jsonb;--> statement-breakpoint
ALTER TABLE "answer_words" ADD CONSTRAINT "answer_words_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_words" ADD CONSTRAINT "answer_words_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_line_id_service_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."service_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_owner_id_people_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_approved_by_people_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answers" ADD CONSTRAINT "answers_from_request_requests_id_fk" FOREIGN KEY ("from_request") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_before" ADD CONSTRAINT "asked_before_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_before" ADD CONSTRAINT "asked_before_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_before" ADD CONSTRAINT "asked_before_answer_id_answers_id_fk" FOREIGN KEY ("answer_id") REFERENCES "public"."answers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_before" ADD CONSTRAINT "asked_before_colleague_id_requests_id_fk" FOREIGN KEY ("colleague_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "asked_before" ADD CONSTRAINT "asked_before_used_by_people_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "answer_words_answer" ON "answer_words" USING btree ("answer_id");--> statement-breakpoint
CREATE INDEX "answers_office" ON "answers" USING btree ("office_id","id");--> statement-breakpoint
CREATE INDEX "answers_ending" ON "answers" USING btree ("office_id","valid_until") WHERE state = 'approved';--> statement-breakpoint
CREATE INDEX "answers_waiting" ON "answers" USING btree ("office_id","id") WHERE state = 'draft' or (state = 'approved' and proposed is not null);--> statement-breakpoint
CREATE INDEX "asked_before_answer" ON "asked_before" USING btree ("answer_id","at");--> statement-breakpoint
CREATE INDEX "asked_before_office" ON "asked_before" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "requests_joined" ON "requests" USING btree ("duplicate_of") WHERE duplicate_of is not null;