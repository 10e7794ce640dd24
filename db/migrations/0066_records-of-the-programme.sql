CREATE TABLE "disposal_records" (
	"disposal_id" integer NOT NULL,
	"kind" text NOT NULL,
	"record_id" integer NOT NULL,
	"destroyed_at" timestamp with time zone,
	"kept" text,
	CONSTRAINT "disposal_records_disposal_id_kind_record_id_pk" PRIMARY KEY("disposal_id","kind","record_id")
);
--> statement-breakpoint
ALTER TABLE "disposal_records" ADD CONSTRAINT "disposal_records_disposal_id_disposals_id_fk" FOREIGN KEY ("disposal_id") REFERENCES "public"."disposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disposal_records_open" ON "disposal_records" USING btree ("disposal_id","record_id") WHERE destroyed_at is null and kept is null;--> statement-breakpoint
CREATE UNIQUE INDEX "disposal_records_destroyed" ON "disposal_records" USING btree ("kind","record_id") WHERE destroyed_at is not null;--> statement-breakpoint
-- Of what was destroyed nothing is written any more: the kind of record, and the columns that hold its words.
CREATE FUNCTION "keep_destroyed_record"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  for n in 1 .. tg_nargs - 1 loop
    if to_jsonb(new) ->> tg_argv[n] is distinct from to_jsonb(old) ->> tg_argv[n] and exists (
      select from disposal_records where kind = tg_argv[0] and record_id = old.id and destroyed_at is not null) then
      perform refuse_change(format('writing in %s %s, whose content was destroyed,', tg_argv[0], old.id));
    end if;
  end loop;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "announcements_after_destruction" BEFORE UPDATE OF "title", "text", "reason" ON "announcements"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('announcements', 'title', 'text', 'reason');--> statement-breakpoint
CREATE TRIGGER "meetings_after_destruction" BEFORE UPDATE OF "said", "decisions", "reason", "place" ON "meetings"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('meetings', 'said', 'decisions', 'reason', 'place');--> statement-breakpoint
CREATE TRIGGER "reviews_after_destruction" BEFORE UPDATE OF "fewer", "answer", "summary", "reason", "comment" ON "reviews"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('reviews', 'fewer', 'answer', 'summary', 'reason', 'comment');--> statement-breakpoint
CREATE TRIGGER "training_sessions_after_destruction" BEFORE UPDATE OF "place", "reason" ON "training_sessions"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('training', 'place', 'reason');--> statement-breakpoint
CREATE TRIGGER "listening_rounds_after_destruction" BEFORE UPDATE OF "question", "why", "reason" ON "listening_rounds"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('listening', 'question', 'why', 'reason');--> statement-breakpoint
CREATE TRIGGER "listening_needs_after_destruction" BEFORE UPDATE OF "name", "because", "instead", "done_text" ON "listening_needs"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('recommendations', 'name', 'because', 'instead', 'done_text');--> statement-breakpoint
CREATE TRIGGER "alternates_after_destruction" BEFORE UPDATE OF "what", "why", "stake", "form", "conditions", "because", "instead", "end_reason" ON "alternates"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('alternates', 'what', 'why', 'stake', 'form', 'conditions', 'because', 'instead', 'end_reason');--> statement-breakpoint
CREATE TRIGGER "office_hour_slots_after_destruction" BEFORE UPDATE OF "about", "off_reason" ON "office_hour_slots"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed_record"('office_hours', 'about', 'off_reason');
