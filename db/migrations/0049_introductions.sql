CREATE TABLE "known_liaisons" (
	"office_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"line_id" integer NOT NULL,
	"liaison_id" integer NOT NULL,
	CONSTRAINT "known_liaisons_office_id_agency_id_line_id_pk" PRIMARY KEY("office_id","agency_id","line_id")
);
--> statement-breakpoint
ALTER TABLE "announcements" ADD COLUMN "about" text DEFAULT 'change' NOT NULL;--> statement-breakpoint
ALTER TABLE "known_liaisons" ADD CONSTRAINT "known_liaisons_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_liaisons" ADD CONSTRAINT "known_liaisons_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_liaisons" ADD CONSTRAINT "known_liaisons_line_id_service_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."service_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_liaisons" ADD CONSTRAINT "known_liaisons_liaison_id_people_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;