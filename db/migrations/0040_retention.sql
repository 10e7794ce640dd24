CREATE TABLE "disposal_requests" (
	"disposal_id" integer NOT NULL,
	"request_id" integer NOT NULL,
	"destroyed_at" timestamp with time zone,
	"kept" text,
	CONSTRAINT "disposal_requests_disposal_id_request_id_pk" PRIMARY KEY("disposal_id","request_id")
);
--> statement-breakpoint
CREATE TABLE "disposals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "disposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"series" jsonb NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"receipt" text,
	"confirmed_by" integer NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "holds_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"office_id" integer NOT NULL,
	"kind" text NOT NULL,
	"request_id" integer,
	"agency_id" integer,
	"person_id" integer,
	"words" text,
	"reason" text NOT NULL,
	"set_by" integer NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	"lifted_by" integer,
	"lifted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "retention_notices" (
	"office_id" integer NOT NULL,
	"month" text NOT NULL,
	"due" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_notices_once" UNIQUE("office_id","month")
);
--> statement-breakpoint
ALTER TABLE "offices" ADD COLUMN "records" jsonb;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "destroyed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "disposal_requests" ADD CONSTRAINT "disposal_requests_disposal_id_disposals_id_fk" FOREIGN KEY ("disposal_id") REFERENCES "public"."disposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposal_requests" ADD CONSTRAINT "disposal_requests_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposals" ADD CONSTRAINT "disposals_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disposals" ADD CONSTRAINT "disposals_confirmed_by_people_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_request_id_requests_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_agency_id_agencies_id_fk" FOREIGN KEY ("agency_id") REFERENCES "public"."agencies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_set_by_people_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holds" ADD CONSTRAINT "holds_lifted_by_people_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retention_notices" ADD CONSTRAINT "retention_notices_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disposal_requests_open" ON "disposal_requests" USING btree ("disposal_id","request_id") WHERE destroyed_at is null and kept is null;--> statement-breakpoint
CREATE INDEX "disposals_open" ON "disposals" USING btree ("id") WHERE finished_at is null;--> statement-breakpoint
CREATE INDEX "holds_standing" ON "holds" USING btree ("office_id") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "inbox_request" ON "inbox" USING btree ("request_id") WHERE request_id is not null;--> statement-breakpoint
-- Forms that were sent about a request belong to its record, though no message came of them.
UPDATE "inbox" i SET "request_id" = r."id" FROM "requests" r
WHERE i."request_id" IS NULL AND i."body" ->> 'kind' = 'submit'
  AND r."id" = (regexp_match(i."body" #>> '{press,about}', '(?:request=|^)([0-9]{1,9})(?![0-9])'))[1]::int;--> statement-breakpoint
-- Of what was destroyed nothing is written any more, whichever way it comes.
CREATE FUNCTION "keep_destroyed"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if (select destroyed_at from requests where id = new.request_id) is not null
    and not is_destroying('request', new.request_id) then
    perform refuse_change(format('writing in request %s, whose content was destroyed,', new.request_id));
  end if;
  return new;
end $$;--> statement-breakpoint
CREATE TRIGGER "messages_after_destruction" BEFORE INSERT OR UPDATE OF "text" ON "messages"
  FOR EACH ROW EXECUTE FUNCTION "keep_destroyed"();--> statement-breakpoint
-- That the newest event of a subject says under which authority its content goes; and that it may go, until the
-- transaction ends.
CREATE FUNCTION "begin_destroying"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql AS $$
begin
  if (select kind from events where subject_kind = of_kind and subject_id = of_id order by id desc limit 1)
    is distinct from 'content destroyed' then
    perform refuse_change(format('destroying the content of %s %s without a line that says under which authority', of_kind, of_id));
  end if;
  perform set_config('desk.destroys', coalesce(current_setting('desk.destroys', true), '') || format('[%s %s]', of_kind, of_id), true);
end $$;--> statement-breakpoint
-- Some events alone, of whichever subjects.
CREATE FUNCTION "destroy_events"("which" bigint[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform begin_destroying(s.subject_kind, s.subject_id)
  from (select distinct subject_kind, subject_id from events where id = any(which)) s;
  update record_links l set salt = null where l.event_id = any(which) and l.salt is not null
    and not exists (select from events e where e.id = l.event_id and e.kind = 'content destroyed');
  update events set data = 'null' where id = any(which) and kind <> 'content destroyed' and data <> 'null';
end $$;--> statement-breakpoint
-- What holds the words of requests besides their record: titles, files, what came in and went out, search, surveys. What
-- the desk sent that names one of them (a digest, a list) goes whole: its words may be those of the request.
CREATE FUNCTION "destroy_copies"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
declare
  gone constant jsonb := '{"blocks": [{"kind": "small", "text": ["What stood here was destroyed at the end of the time for which records are kept."]}]}';
  held bigint[] := array(select id from held_messages where request_id = any(ids));
  names text := 'R-(' || array_to_string(ids, '|') || ')(?![0-9])'
    || case when cardinality(held) > 0 then '|held=(' || array_to_string(held, '|') || ')(?![0-9])' else '' end;
  keys uuid[]; sent uuid[];
begin
  update held_messages set text = '', files = '[]' where id = any(held);
  with emptied as (
    update inbox set body = (body - 'text' - 'quoted' - 'files' - 'values' - 'chosen')
      || case when body ? 'text' then '{"text": ""}'::jsonb else '{}' end
      || case when body ? 'values' then '{"values": {}}'::jsonb else '{}' end
    where request_id = any(ids)
    returning key
  )
  select array_agg(key::uuid) filter (where key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') into keys from emptied;
  with emptied as (
    update deliveries set message = gone, file_id = null
    where request_id = any(ids) or offers_about && ids or message::text ~ names
    returning uuid
  )
  select array_agg(uuid) into sent from emptied;
  update chat_lines set message = gone where delivery_id = any(keys || sent);
  update files set name = '', ref = '', bytes = null, reason = null, state = 'destroyed'
  where message_id in (select id from messages where request_id = any(ids));
  -- As it was asked, it named the question.
  update surveys set comment = null, answers = null, form = form || '{"ask": ""}' where request_id = any(ids);
  update requests r set subject = 'Content destroyed', urgent_reason = null, outcome_text = null, alternative = null,
    untold = null, destroyed_at = (select max(e.at) from events e
      where e.subject_kind = 'request' and e.subject_id = r.id and e.kind = 'content destroyed')
  where id = any(ids);
end $$;--> statement-breakpoint
CREATE FUNCTION "destroy_requests"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
declare one int;
begin
  foreach one in array ids loop
    perform begin_destroying('request', one);
    update record_links l set salt = null
    where l.subject_kind = 'request' and l.subject_id = one and l.salt is not null
      and not exists (select from events e where e.id = l.event_id and e.kind = 'content destroyed');
    update events set data = 'null'
    where subject_kind = 'request' and subject_id = one and kind <> 'content destroyed' and data <> 'null';
    update revisions set text = '' from messages m where m.id = message_id and m.request_id = one and revisions.text <> '';
    update messages set text = '' where request_id = one and text <> '';
  end loop;
  perform destroy_copies(ids);
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "destroy_content"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql AS $$
begin
  if of_kind = 'request' then
    perform destroy_requests(array[of_id]);
  else
    perform destroy_events(array(select id from events where subject_kind = of_kind and subject_id = of_id));
  end if;
end $$;
