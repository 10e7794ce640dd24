CREATE TABLE "answer_themes" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "answer_themes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"survey_id" integer,
	"relationship_id" integer,
	"theme" text NOT NULL,
	"name" text NOT NULL,
	"tagged_by" integer NOT NULL,
	"tagged_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "answer_themes" ADD CONSTRAINT "answer_themes_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_themes" ADD CONSTRAINT "answer_themes_survey_id_surveys_id_fk" FOREIGN KEY ("survey_id") REFERENCES "public"."surveys"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_themes" ADD CONSTRAINT "answer_themes_relationship_id_relationships_id_fk" FOREIGN KEY ("relationship_id") REFERENCES "public"."relationships"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_themes" ADD CONSTRAINT "answer_themes_tagged_by_people_id_fk" FOREIGN KEY ("tagged_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_themes_survey" ON "answer_themes" USING btree ("survey_id","theme") WHERE survey_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "answer_themes_relationship" ON "answer_themes" USING btree ("relationship_id","theme") WHERE relationship_id is not null;--> statement-breakpoint
CREATE INDEX "answer_themes_office" ON "answer_themes" USING btree ("office_id","tagged_at");--> statement-breakpoint
CREATE INDEX "relationships_exchange" ON "relationships" USING btree ("exchange_id") WHERE exchange_id is not null;