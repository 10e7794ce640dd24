CREATE TABLE "announcement_readers" (
	"announcement_id" integer NOT NULL,
	"person_id" integer NOT NULL,
	"agency_id" integer NOT NULL,
	"taken_at" timestamp with time zone,
	"told_at" timestamp with time zone,
	"failed" text,
	"failed_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"read_at" timestamp with time zone,
	CONSTRAINT "announcement_readers_announcement_id_person_id_pk" PRIMARY KEY("announcement_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "announcements" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "announcements_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"author_id" integer NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"line_id" integer,
	"holds_from" date,
	"read_by" date,
	"agency_ids" integer[],
	"audience" text NOT NULL,
	"send_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"remind_at" timestamp with time zone,
	"shown" jsonb,
	"shown_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD CONSTRAINT "announcement_readers_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_author_id_people_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcements" ADD CONSTRAINT "announcements_line_id_service_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."service_lines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_readers_person" ON "announcement_readers" USING btree ("person_id","announcement_id");--> statement-breakpoint
CREATE INDEX "announcement_readers_news" ON "announcement_readers" USING btree ("announcement_id",greatest("told_at", "failed_at", "read_at"));--> statement-breakpoint
CREATE INDEX "announcement_readers_left" ON "announcement_readers" USING btree ("announcement_id","person_id") WHERE taken_at is null;--> statement-breakpoint
CREATE INDEX "announcement_readers_way" ON "announcement_readers" USING btree ("announcement_id") WHERE taken_at is not null and told_at is null and failed is null and read_at is null;--> statement-breakpoint
CREATE INDEX "announcements_office" ON "announcements" USING btree ("office_id","id");--> statement-breakpoint
CREATE INDEX "announcements_planned" ON "announcements" USING btree ("send_at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "announcements_remind" ON "announcements" USING btree ("remind_at") WHERE remind_at is not null;--> statement-breakpoint
CREATE INDEX "announcements_changes" ON "announcements" USING btree ("office_id","holds_from") WHERE state = 'sent' and holds_from is not null;