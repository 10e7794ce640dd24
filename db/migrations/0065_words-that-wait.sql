CREATE TABLE "announcement_questions" (
	"request_id" integer PRIMARY KEY NOT NULL,
	"announcement_id" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "announcement_readers" ADD COLUMN "wait_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "not_before" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "latest_on" text;--> statement-breakpoint
ALTER TABLE "deliveries" ADD COLUMN "knows" text;--> statement-breakpoint
ALTER TABLE "announcement_questions" ADD CONSTRAINT "announcement_questions_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "announcement_questions" ADD CONSTRAINT "announcement_questions_announcement_id_announcements_id_fk" FOREIGN KEY ("announcement_id") REFERENCES "public"."announcements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "announcement_questions_of" ON "announcement_questions" USING btree ("announcement_id","request_id");--> statement-breakpoint
CREATE INDEX "announcement_readers_asleep" ON "announcement_readers" USING btree ("announcement_id","wait_until") WHERE taken_at is null and wait_until is not null;--> statement-breakpoint
CREATE INDEX "announcement_readers_next" ON "announcement_readers" USING btree ("announcement_id","person_id") WHERE taken_at is null and wait_until is null;--> statement-breakpoint
CREATE INDEX "deliveries_waiting" ON "deliveries" USING btree ("not_before") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_latest" ON "deliveries" USING btree ("latest_on","person_id") WHERE state = 'waiting';