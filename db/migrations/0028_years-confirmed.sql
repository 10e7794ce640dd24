CREATE TABLE "calendar_ends" (
	"office_id" integer NOT NULL,
	"year" integer NOT NULL,
	"kind" text NOT NULL,
	"told" integer[] NOT NULL,
	"named" integer[] NOT NULL,
	"count" integer NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "calendar_ends_office_id_year_kind_pk" PRIMARY KEY("office_id","year","kind")
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendar_years_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"year" integer NOT NULL,
	"days" jsonb NOT NULL,
	"source" text,
	"drafted_by" integer,
	"drafted_at" timestamp with time zone NOT NULL,
	"told" integer[],
	"confirmed_by" integer,
	"confirmed_at" timestamp with time zone,
	"calendar_id" integer,
	"replaced_at" timestamp with time zone,
	"settled" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_ends" ADD CONSTRAINT "calendar_ends_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_drafted_by_people_id_fk" FOREIGN KEY ("drafted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_years" ADD CONSTRAINT "calendar_years_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_years_office" ON "calendar_years" USING btree ("office_id","year") WHERE replaced_at is null;--> statement-breakpoint
CREATE INDEX "calendar_years_unsettled" ON "calendar_years" USING btree ("id") WHERE not settled;