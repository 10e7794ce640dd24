CREATE TABLE "pulse_counts" (
	"office_id" integer NOT NULL,
	"month" text NOT NULL,
	"answer" smallint NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "pulse_counts_office_id_month_answer_pk" PRIMARY KEY("office_id","month","answer")
);
--> statement-breakpoint
CREATE TABLE "pulses" (
	"office_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"month" text NOT NULL,
	"answered" boolean DEFAULT false NOT NULL,
	CONSTRAINT "pulses_office_id_month_person_id_pk" PRIMARY KEY("office_id","month","person_id")
);
--> statement-breakpoint
ALTER TABLE "pulse_counts" ADD CONSTRAINT "pulse_counts_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulses" ADD CONSTRAINT "pulses_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pulses" ADD CONSTRAINT "pulses_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;