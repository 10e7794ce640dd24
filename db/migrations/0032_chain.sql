CREATE TABLE "record_heads" (
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"position" integer NOT NULL,
	"hash" "bytea",
	CONSTRAINT "record_heads_subject_kind_subject_id_pk" PRIMARY KEY("subject_kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "record_links" (
	"subject_kind" text NOT NULL,
	"subject_id" integer NOT NULL,
	"position" integer NOT NULL,
	"event_id" bigint,
	"message_id" bigint,
	"wording" integer,
	"salt" uuid,
	"content" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "record_links_subject_kind_subject_id_position_pk" PRIMARY KEY("subject_kind","subject_id","position")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "record_links_event" ON "record_links" USING btree ("event_id") WHERE event_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "record_links_wording" ON "record_links" USING btree ("message_id","wording") WHERE message_id is not null;--> statement-breakpoint
-- Canonical JSON (RFC 8785), of what jsonb holds. Names of members are ASCII: so their order by bytes is the one it asks for.
CREATE FUNCTION "canonical_json"("j" jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
declare n text;
begin
  case jsonb_typeof(j)
    when 'object' then
      return '{' || coalesce((select string_agg(to_json(e.key)::text || ':' ||
          case jsonb_typeof(e.value) when 'string' then e.value::text else canonical_json(e.value) end, ',' order by e.key collate "C")
        from jsonb_each(j) e), '') || '}';
    when 'array' then
      return '[' || coalesce((select string_agg(canonical_json(e.value), ',' order by e.place)
        from jsonb_array_elements(j) with ordinality e (value, place)), '') || ']';
    when 'number' then
      -- As ECMAScript writes it: the shortest digits that mean this double; plain between 1e-6 and 1e21.
      n := j::text;
      if n ~ '^-?[1-9][0-9]{0,14}$' then return n; end if;
      n := n::float8::text;
      if abs(n::float8) >= 1e21 or (n::float8 <> 0 and abs(n::float8) < 1e-6) then
        return regexp_replace(n, 'e([+-])0+', 'e\1');
      end if;
      return trim_scale(n::numeric)::text;
    else
      return j::text;
  end case;
end $$;--> statement-breakpoint
-- What is hashed of an event and of a wording: the content with salt that goes with it, so that nobody can try out what a
-- hash may have been of once the content was destroyed.
CREATE FUNCTION "hash_of_event"("data" jsonb, "salt" uuid) RETURNS bytea LANGUAGE sql STABLE AS $$
  select sha256(convert_to('{"data":' || canonical_json(data) || ',"salt":"' || salt || '"}', 'UTF8'))
$$;--> statement-breakpoint
CREATE FUNCTION "hash_of_wording"("words" text, "salt" uuid) RETURNS bytea LANGUAGE sql STABLE AS $$
  select sha256(convert_to('{"salt":"' || salt || '","text":' || to_json(words)::text || '}', 'UTF8'))
$$;--> statement-breakpoint
CREATE FUNCTION "record_time"("at" timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  select coalesce('"' || to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '"', 'null')
$$;--> statement-breakpoint
-- Whoever adds to the record of a subject has its head until the transaction ends: so links stand one behind another,
-- however many desks write. Answers whether the subject had none before.
CREATE FUNCTION "lock_head"("of_kind" text, "of_id" integer) RETURNS boolean LANGUAGE plpgsql AS $$
begin
  perform from record_heads where subject_kind = of_kind and subject_id = of_id for no key update;
  if found then return false; end if;
  insert into record_heads (subject_kind, subject_id, position) values (of_kind, of_id, 0) on conflict do nothing;
  if found then return true; end if;
  perform from record_heads where subject_kind = of_kind and subject_id = of_id for no key update;
  return false;
end $$;--> statement-breakpoint
CREATE FUNCTION "append_link"("of_kind" text, "of_id" integer, "event" bigint, "message" bigint, "nth" integer,
  "salt" uuid, "content" bytea, "entry" text) RETURNS void LANGUAGE plpgsql AS $$
declare head record_heads;
begin
  update record_heads h set position = h.position + 1, hash = sha256(convert_to(
      '{"entry":' || entry || ',"position":' || h.position + 1
      || ',"previous":' || coalesce('"' || encode(h.hash, 'hex') || '"', 'null')
      || ',"subject":"' || of_kind || ' ' || of_id || '","v":1}', 'UTF8'))
  where h.subject_kind = of_kind and h.subject_id = of_id
  returning * into strict head;
  insert into record_links (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash)
  values (of_kind, of_id, head.position, event, message, nth, salt, content, head.hash);
end $$;--> statement-breakpoint
CREATE FUNCTION "link_event"("e" events) RETURNS void LANGUAGE plpgsql AS $$
declare salt uuid := gen_random_uuid(); content bytea := hash_of_event(e.data, salt);
begin
  perform append_link(e.subject_kind, e.subject_id, e.id, null, null, salt, content,
    '{"actor":' || coalesce(e.actor_id::text, 'null') || ',"at":' || record_time(e.at)
    || ',"content":"' || encode(content, 'hex') || '","kind":' || to_json(e.kind)::text
    || ',"office":' || coalesce(e.office_id::text, 'null') || ',"row":' || e.id || ',"type":"event","version":' || e.version || '}');
end $$;--> statement-breakpoint
CREATE FUNCTION "link_wording"("m" messages, "nth" integer, "words" text, "said_at" timestamptz) RETURNS void LANGUAGE plpgsql AS $$
declare salt uuid := gen_random_uuid(); content bytea := hash_of_wording(words, salt);
begin
  perform append_link('request', m.request_id, null, m.id, nth, salt, content,
    '{"asks":' || m.asks || ',"at":' || record_time(said_at) || ',"author":' || m.author_id
    || ',"content":"' || encode(content, 'hex') || '","kind":' || to_json(m.kind)::text || ',"message":' || m.number
    || ',"office":' || m.office_id || ',"row":' || m.id || ',"source":' || to_json(m.source)::text
    || ',"type":"wording","wording":' || nth || '}');
end $$;--> statement-breakpoint
-- Everything of a subject that is under no link yet, in the order in which it happened. Its head is locked.
-- By index whatever the planner knows: of tables that fill up while old requests are linked it knows nothing yet.
CREATE FUNCTION "link_rest"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
declare each record;
begin
  for each in
    select e.at, 2 as turn, e.id as place, 0 as nth, e as event, null::messages as message, null::text as words
    from events e
    where e.subject_kind = of_kind and e.subject_id = of_id and not exists (select from record_links where event_id = e.id)
    union all
    select w.at, 1, m.id, w.nth, null, m, w.words
    from messages m cross join lateral (
      -- The first wording is as old as the message, each later one as the end of the one before it.
      select row_number() over (order by k.place)::int as nth, k.words,
        coalesce(lag(k.replaced) over (order by k.place), m.at) as at
      from (
        select r.id as place, r.text as words, r.at as replaced from revisions r where r.message_id = m.id
        union all select 9223372036854775807, m.text, null
      ) k
    ) w
    where of_kind = 'request' and m.request_id = of_id
      and not exists (select from record_links where message_id = m.id and wording = w.nth)
    order by 1, 2, 3, 4
  loop
    if each.nth = 0 then
      perform link_event(each.event);
    else
      perform link_wording(each.message, each.nth, each.words, each.at);
    end if;
  end loop;
end $$;--> statement-breakpoint
CREATE FUNCTION "link_subject"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform lock_head(of_kind, of_id);
  perform link_rest(of_kind, of_id);
end $$;--> statement-breakpoint
CREATE FUNCTION "link_events"() RETURNS trigger LANGUAGE plpgsql AS $$
declare subject record; each events;
begin
  for subject in select subject_kind as kind, subject_id as id from touched group by 1, 2 order by 1, 2 loop
    if lock_head(subject.kind, subject.id) then
      perform link_rest(subject.kind, subject.id);
    else
      for each in select * from touched where subject_kind = subject.kind and subject_id = subject.id order by id loop
        perform link_event(each);
      end loop;
    end if;
  end loop;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "link_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
declare subject record; each messages;
begin
  for subject in select request_id as id from touched group by 1 order by 1 loop
    if lock_head('request', subject.id) then
      perform link_rest('request', subject.id);
    else
      for each in select * from touched where request_id = subject.id order by id loop
        perform link_wording(each, 1, each.text, each.at);
      end loop;
    end if;
  end loop;
  return null;
end $$;--> statement-breakpoint
-- A wording was put aside for the one that the message has now.
CREATE FUNCTION "link_revision"() RETURNS trigger LANGUAGE plpgsql AS $$
declare m messages; nth int; was record_links;
begin
  select * into strict m from messages where id = new.message_id;
  if lock_head('request', m.request_id) then
    perform link_rest('request', m.request_id);
    return null;
  end if;
  select count(*) into nth from revisions where message_id = m.id;
  select * into was from record_links where message_id = m.id and wording = nth;
  if was.content is distinct from hash_of_wording(new.text, was.salt) then
    perform refuse_change(format('putting aside what message %s of request %s never said', m.number, m.request_id));
  end if;
  perform link_wording(m, nth + 1, m.text, new.at);
  return null;
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "keep_wording"() RETURNS trigger LANGUAGE plpgsql AS $$
declare newest record_links; words text;
begin
  if is_destroying('request', old.request_id) then return null; end if;
  select * into newest from record_links where message_id = old.id order by wording desc limit 1;
  select text into words from messages where id = old.id;
  if newest.content is distinct from hash_of_wording(words, newest.salt) then
    perform refuse_change(format('a new wording of message %s of request %s without the old one', old.number, old.request_id));
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "keep_links"() RETURNS trigger LANGUAGE plpgsql AS $$
declare kept record_links;
begin
  if tg_op = 'UPDATE' and new.salt is null and is_destroying(old.subject_kind, old.subject_id) then
    kept := new;
    kept.salt := old.salt;
    if kept is not distinct from old then return new; end if;
  end if;
  perform refuse_change(format('%s of link %s of %s %s', lower(tg_op), old.position, old.subject_kind, old.subject_id));
end $$;--> statement-breakpoint
CREATE FUNCTION "keep_heads"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if tg_op = 'UPDATE' and new.subject_kind = old.subject_kind and new.subject_id = old.subject_id
    and new.position = old.position + 1 then return new; end if;
  perform refuse_change(format('%s of the head of %s %s', lower(tg_op), old.subject_kind, old.subject_id));
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "destroy_content"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql AS $$
begin
  if (select kind from events where subject_kind = of_kind and subject_id = of_id order by id desc limit 1)
    is distinct from 'content destroyed' then
    perform refuse_change(format('destroying the content of %s %s without a line that says under which authority', of_kind, of_id));
  end if;
  perform set_config('desk.destroys', coalesce(current_setting('desk.destroys', true), '') || format('[%s %s]', of_kind, of_id), true);
  update record_links l set salt = null
  where l.subject_kind = of_kind and l.subject_id = of_id and l.salt is not null
    and not exists (select from events e where e.id = l.event_id and e.kind = 'content destroyed');
  update events set data = 'null'
  where subject_kind = of_kind and subject_id = of_id and kind <> 'content destroyed' and data <> 'null';
  if of_kind = 'request' then
    update revisions set text = '' from messages m where m.id = message_id and m.request_id = of_id and revisions.text <> '';
    update messages set text = '' where request_id = of_id and text <> '';
  end if;
end $$;--> statement-breakpoint
CREATE TRIGGER "links_kept" BEFORE UPDATE OR DELETE ON "record_links" FOR EACH ROW EXECUTE FUNCTION "keep_links"();--> statement-breakpoint
CREATE TRIGGER "links_kept_all" BEFORE TRUNCATE ON "record_links" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
CREATE TRIGGER "heads_kept" BEFORE UPDATE OR DELETE ON "record_heads" FOR EACH ROW EXECUTE FUNCTION "keep_heads"();--> statement-breakpoint
CREATE TRIGGER "heads_kept_all" BEFORE TRUNCATE ON "record_heads" EXECUTE FUNCTION "keep_table"();--> statement-breakpoint
CREATE TRIGGER "events_linked" AFTER INSERT ON "events" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "link_events"();--> statement-breakpoint
CREATE TRIGGER "messages_linked" AFTER INSERT ON "messages" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "link_messages"();--> statement-breakpoint
CREATE TRIGGER "revisions_linked" AFTER INSERT ON "revisions" FOR EACH ROW EXECUTE FUNCTION "link_revision"();--> statement-breakpoint
-- Offices and people have one record for all their years: too much to be read while somebody waits. Requests follow bit by
-- bit once the desk runs, or when something is added to one.
SELECT "link_subject"("subject_kind", "subject_id") FROM (
  SELECT "subject_kind", "subject_id" FROM "events" WHERE "subject_kind" <> 'request' GROUP BY 1, 2 ORDER BY 1, 2) "s";
