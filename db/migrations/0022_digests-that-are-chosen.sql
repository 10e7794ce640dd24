CREATE TABLE "digest_choices" (
	"office_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"kind" text NOT NULL,
	"off" boolean NOT NULL,
	"hour" smallint,
	CONSTRAINT "digest_choices_office_id_person_id_kind_pk" PRIMARY KEY("office_id","person_id","kind")
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "offers_about" integer[];--> statement-breakpoint
ALTER TABLE "digest_choices" ADD CONSTRAINT "digest_choices_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "digest_choices" ADD CONSTRAINT "digest_choices_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_offers" ON "deliveries" USING gin ("offers_about") WHERE offers_about is not null;