CREATE TABLE "office_hour_slots" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "office_hour_slots_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"hours_id" integer NOT NULL,
	"liaison_id" integer NOT NULL,
	"taker_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"minutes" integer NOT NULL,
	"place" text,
	"about" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"calendar_id" integer NOT NULL,
	"state" text DEFAULT 'taken' NOT NULL,
	"told_at" timestamp with time zone,
	"off_at" timestamp with time zone,
	"off_by" integer,
	"off_cause" text,
	"off_reason" text,
	"off_told_at" timestamp with time zone,
	"next_at" timestamp with time zone,
	"taker_remind_at" timestamp with time zone,
	"liaison_remind_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "office_hours" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "office_hours_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"liaison_id" integer NOT NULL,
	"weekday" text NOT NULL,
	"from_minute" integer NOT NULL,
	"until_minute" integer NOT NULL,
	"slot_minutes" integer NOT NULL,
	"place" text,
	"created_at" timestamp with time zone NOT NULL,
	"paused_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_hours_id_office_hours_id_fk" FOREIGN KEY ("hours_id") REFERENCES "public"."office_hours"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_liaison_id_people_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_taker_id_people_id_fk" FOREIGN KEY ("taker_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hour_slots" ADD CONSTRAINT "office_hour_slots_off_by_people_id_fk" FOREIGN KEY ("off_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hours" ADD CONSTRAINT "office_hours_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_hours" ADD CONSTRAINT "office_hours_liaison_id_people_id_fk" FOREIGN KEY ("liaison_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "office_hour_slots_once" ON "office_hour_slots" USING btree ("liaison_id","at") WHERE state = 'taken';--> statement-breakpoint
CREATE INDEX "office_hour_slots_ahead" ON "office_hour_slots" USING btree ("at") WHERE state = 'taken';--> statement-breakpoint
CREATE INDEX "office_hour_slots_office" ON "office_hour_slots" USING btree ("office_id","at");--> statement-breakpoint
CREATE INDEX "office_hour_slots_taker" ON "office_hour_slots" USING btree ("taker_id","at");--> statement-breakpoint
CREATE INDEX "office_hour_slots_due" ON "office_hour_slots" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "office_hour_slots_taker_remind" ON "office_hour_slots" USING btree ("taker_remind_at") WHERE taker_remind_at is not null;--> statement-breakpoint
CREATE INDEX "office_hour_slots_liaison_remind" ON "office_hour_slots" USING btree ("liaison_remind_at") WHERE liaison_remind_at is not null;--> statement-breakpoint
CREATE INDEX "office_hours_office" ON "office_hours" USING btree ("office_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "office_hours_liaison" ON "office_hours" USING btree ("liaison_id") WHERE ended_at is null;