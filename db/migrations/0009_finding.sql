CREATE TABLE "request_words" (
	"request_id" integer PRIMARY KEY NOT NULL,
	"office_id" integer NOT NULL,
	"said" "tsvector" NOT NULL,
	"noted" "tsvector" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "request_words" ADD CONSTRAINT "request_words_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_words" ADD CONSTRAINT "request_words_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_words_noted" ON "request_words" USING gin ("noted");--> statement-breakpoint
CREATE INDEX "requests_waiting" ON "requests" USING btree ("office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "requests_urgent" ON "requests" USING btree ("office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE priority = 'urgent' and state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_agency" ON "requests" USING btree ("agency_id","office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_ended" ON "requests" USING btree ("office_id","resolved_at" DESC NULLS FIRST,"id") WHERE state = 'resolved';--> statement-breakpoint
CREATE INDEX "requests_agency_asked" ON "requests" USING btree ("agency_id","id");--> statement-breakpoint
-- What requests are found by follows from requests and messages, whoever writes them.
CREATE FUNCTION "index_requests"("ids" integer[]) RETURNS void LANGUAGE sql AS $$
  -- The beginning of what is very long is enough to find it, and more may be longer than a tsvector can be.
  insert into request_words (request_id, office_id, said, noted)
  select r.id, r.office_id, to_tsvector('english', left(own.words || ' ' || coalesce(m.said, ''), 100000)),
    to_tsvector('english', left(own.words || ' ' || coalesce(m.said, '') || ' ' || coalesce(m.noted, ''), 100000))
  from requests r
    cross join lateral (select concat_ws(' ', r.subject, r.urgent_reason, r.outcome_text, r.alternative) as words) own
    left join lateral (
      select string_agg(left(text, 40000), ' ' order by number) filter (where kind <> 'note') as said,
        string_agg(left(text, 40000), ' ' order by number) filter (where kind = 'note') as noted
      from messages where request_id = r.id) m on true
  where r.id = any(ids)
  on conflict (request_id) do update set office_id = excluded.office_id, said = excluded.said, noted = excluded.noted;
$$;--> statement-breakpoint
CREATE FUNCTION "index_requests_of_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform index_requests(array(select distinct request_id from touched));
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "index_requests_of_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform index_requests(array(
    select distinct touched.request_id from touched join before using (id)
    where (touched.text, touched.kind) is distinct from (before.text, before.kind)));
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "index_request"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform index_requests(array[new.id]);
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "messages_said" AFTER INSERT ON "messages" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "index_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "messages_changed" AFTER UPDATE ON "messages" REFERENCING OLD TABLE AS before NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "index_requests_of_messages"();--> statement-breakpoint
CREATE TRIGGER "messages_gone" AFTER DELETE ON "messages" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "index_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "requests_opened" AFTER INSERT ON "requests"
  FOR EACH ROW EXECUTE FUNCTION "index_request"();--> statement-breakpoint
CREATE TRIGGER "requests_changed" AFTER UPDATE ON "requests" FOR EACH ROW
  WHEN ((old.office_id, old.subject, old.urgent_reason, old.outcome_text, old.alternative)
    IS DISTINCT FROM (new.office_id, new.subject, new.urgent_reason, new.outcome_text, new.alternative))
  EXECUTE FUNCTION "index_request"();--> statement-breakpoint
SELECT "index_requests"(array(select "id" from "requests"));