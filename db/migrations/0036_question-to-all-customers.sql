CREATE TABLE "relationship_rounds" (
	"office_id" integer NOT NULL,
	"round" date NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "relationship_rounds_office_id_round_pk" PRIMARY KEY("office_id","round")
);
--> statement-breakpoint
CREATE TABLE "relationships" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "relationships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"round" date NOT NULL,
	"next_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"skipped" text,
	"form" jsonb,
	"nameless" boolean DEFAULT false NOT NULL,
	"reminded_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"declined_at" timestamp with time zone,
	"rating" smallint,
	"rated_at" timestamp with time zone,
	"answers" jsonb,
	"comment" text,
	CONSTRAINT "relationships_once" UNIQUE("office_id","round","person_id")
);
--> statement-breakpoint
ALTER TABLE "relationship_rounds" ADD CONSTRAINT "relationship_rounds_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relationships" ADD CONSTRAINT "relationships_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "relationships_next" ON "relationships" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "relationships_person" ON "relationships" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE INDEX "relationships_agency" ON "relationships" USING btree ("office_id","agency_id","asked_at");