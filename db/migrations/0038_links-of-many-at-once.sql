-- The chain (0032) for statements that write of many subjects: heads are locked by one statement, links written and heads
-- moved on by another, however many rows there are. What is hashed stays as it was, to the byte.

-- The entries that links are of, and the hash of a link: for one row and for many.
CREATE FUNCTION "entry_of_event"("e" events, "content" bytea) RETURNS text LANGUAGE sql STABLE AS $$
  select '{"actor":' || coalesce(e.actor_id::text, 'null') || ',"at":' || record_time(e.at)
    || ',"content":"' || encode(content, 'hex') || '","kind":' || to_json(e.kind)::text
    || ',"office":' || coalesce(e.office_id::text, 'null') || ',"row":' || e.id || ',"type":"event","version":' || e.version || '}'
$$;--> statement-breakpoint
CREATE FUNCTION "entry_of_wording"("m" messages, "nth" integer, "content" bytea, "said_at" timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  select '{"asks":' || m.asks || ',"at":' || record_time(said_at) || ',"author":' || m.author_id
    || ',"content":"' || encode(content, 'hex') || '","kind":' || to_json(m.kind)::text || ',"message":' || m.number
    || ',"office":' || m.office_id || ',"row":' || m.id || ',"source":' || to_json(m.source)::text
    || ',"type":"wording","wording":' || nth || '}'
$$;--> statement-breakpoint
CREATE FUNCTION "hash_after"("head" record_heads, "entry" text) RETURNS bytea LANGUAGE sql STABLE AS $$
  select sha256(convert_to('{"entry":' || entry || ',"position":' || head.position + 1
    || ',"previous":' || coalesce('"' || encode(head.hash, 'hex') || '"', 'null')
    || ',"subject":"' || head.subject_kind || ' ' || head.subject_id || '","v":1}', 'UTF8'))
$$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "append_link"("of_kind" text, "of_id" integer, "event" bigint, "message" bigint, "nth" integer,
  "salt" uuid, "content" bytea, "entry" text) RETURNS void LANGUAGE plpgsql AS $$
declare head record_heads;
begin
  update record_heads h set position = h.position + 1, hash = hash_after(h, entry)
  where h.subject_kind = of_kind and h.subject_id = of_id
  returning * into strict head;
  insert into record_links (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash)
  values (of_kind, of_id, head.position, event, message, nth, salt, content, head.hash);
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "link_event"("e" events) RETURNS void LANGUAGE plpgsql AS $$
declare salt uuid := gen_random_uuid(); content bytea := hash_of_event(e.data, salt);
begin
  perform append_link(e.subject_kind, e.subject_id, e.id, null, null, salt, content, entry_of_event(e, content));
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "link_wording"("m" messages, "nth" integer, "words" text, "said_at" timestamptz) RETURNS void LANGUAGE plpgsql AS $$
declare salt uuid := gen_random_uuid(); content bytea := hash_of_wording(words, salt);
begin
  perform append_link('request', m.request_id, null, m.id, nth, salt, content, entry_of_wording(m, nth, content, said_at));
end $$;--> statement-breakpoint
-- The head of a subject from link to link: `head` is as it stands in the table, `was` as the link before left it.
CREATE FUNCTION "next_head"("was" record_heads, "head" record_heads, "entry" text) RETURNS record_heads LANGUAGE plpgsql STABLE AS $$
begin
  if was.position is not null then head := was; end if;
  head.hash := hash_after(head, entry);
  head.position := head.position + 1;
  return head;
end $$;--> statement-breakpoint
CREATE AGGREGATE "chained"("head" record_heads, "entry" text) (SFUNC = "next_head", STYPE = "record_heads");--> statement-breakpoint
-- Links of many subjects, whose heads are locked, each subject's in the order in which they stand here. They come without
-- position and hash. Like all that is called by link_many_events() and link_many_messages(), it has their settings: by
-- index whatever the planner knew of the tables, and planned once.
CREATE FUNCTION "append_links"("links" record_links[], "entries" text[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  with linked as (
    insert into record_links (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash)
    select l.subject_kind, l.subject_id, (l.head).position, l.event_id, l.message_id, l.wording, l.salt, l.content, (l.head).hash
    from (
      select n.*, chained(h, n.entry) over (partition by h.subject_kind, h.subject_id order by n.place) as head
      from unnest(links, entries) with ordinality
          n (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash, entry, place)
        join record_heads h on h.subject_kind = n.subject_kind and h.subject_id = n.subject_id
    ) l
    returning subject_kind, subject_id, position, hash
  )
  update record_heads h set position = l.position, hash = l.hash
  from (select distinct on (subject_kind, subject_id) * from linked order by subject_kind, subject_id, position desc) l
  where h.subject_kind = l.subject_kind and h.subject_id = l.subject_id;
end $$;--> statement-breakpoint
-- Everything of a subject that is under no link yet.
CREATE FUNCTION "unlinked"("of_kind" text, "of_id" integer)
  RETURNS TABLE ("at" timestamptz, "turn" integer, "place" bigint, "nth" integer, "event" events, "message" messages, "words" text)
  LANGUAGE sql STABLE AS $$
  select e.at, 2, e.id, 0, e, null::messages, null::text
  from events e
  where e.subject_kind = of_kind and e.subject_id = of_id and not exists (select from record_links where event_id = e.id)
  union all
  select w.at, 1, m.id, w.nth, null::events, m, w.words
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
$$;--> statement-breakpoint
-- It is linked in the order in which it happened. The head is locked.
-- By index whatever the planner knows: of tables that fill up while old requests are linked it knows nothing yet.
CREATE OR REPLACE FUNCTION "link_rest"("of_kind" text, "of_id" integer) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
declare each record;
begin
  for each in select * from unlinked(of_kind, of_id) u order by u.at, u.turn, u.place, u.nth loop
    if each.nth = 0 then
      perform link_event(each.event);
    else
      perform link_wording(each.message, each.nth, each.words, each.at);
    end if;
  end loop;
end $$;--> statement-breakpoint
CREATE FUNCTION "link_rests"("kinds" text[], "ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  perform append_links(
    array_agg(row(c.kind, c.id, null, (c.event).id, (c.message).id, nullif(c.nth, 0), c.salt, c.content, null)::record_links),
    array_agg(case c.nth when 0 then entry_of_event(c.event, c.content) else entry_of_wording(c.message, c.nth, c.content, c.at) end))
  from (
    select u.*, case u.nth when 0 then hash_of_event((u.event).data, u.salt) else hash_of_wording(u.words, u.salt) end as content
    from (
      select s.*, u.*, gen_random_uuid() as salt
      from unnest(kinds, ids) s (kind, id) cross join lateral unlinked(s.kind, s.id) u
      order by s.kind, s.id, u.at, u.turn, u.place, u.nth offset 0
    ) u offset 0
  ) c
  having count(*) > 0;
end $$;--> statement-breakpoint
-- Whoever writes of many subjects locks their heads one after the other, by kind and id like everybody else, and makes
-- those that are missing: the rest of these is linked, with what has just been written of them.
CREATE FUNCTION "lock_heads"("kinds" text[], "ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
declare new_kinds text[]; new_ids int[];
begin
  with made as (
    insert into record_heads as h (subject_kind, subject_id, position)
    select distinct kind, id, 0 from unnest(kinds, ids) s (kind, id) order by 1, 2
    -- Locks the row that is there, and leaves it as it is.
    on conflict (subject_kind, subject_id) do update set position = h.position where false
    returning subject_kind, subject_id
  )
  select array_agg(subject_kind), array_agg(subject_id) into new_kinds, new_ids from made;
  if new_kinds is not null then perform link_rests(new_kinds, new_ids); end if;
end $$;--> statement-breakpoint
-- Those of new subjects came under the chain with the rest of them, in lock_heads().
CREATE FUNCTION "link_many_events"("many" events[]) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
begin
  perform lock_heads(array_agg(subject_kind), array_agg(subject_id)) from unnest(many);
  perform append_links(
    array_agg(row(c.subject_kind, c.subject_id, null, c.id, null, null, c.salt, c.content, null)::record_links),
    array_agg(entry_of_event(c.event, c.content)))
  from (
    select s.*, hash_of_event(s.data, s.salt) as content
    from (
      select e.subject_kind, e.subject_id, e.id, e.data, e as event, gen_random_uuid() as salt from unnest(many) e
      where (select l.position from record_links l where l.event_id = e.id) is null
      order by e.id offset 0
    ) s offset 0
  ) c
  having count(*) > 0;
end $$;--> statement-breakpoint
CREATE FUNCTION "link_many_messages"("many" messages[]) RETURNS void LANGUAGE plpgsql
  SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan AS $$
begin
  perform lock_heads(array_agg('request'::text), array_agg(request_id)) from unnest(many);
  perform append_links(
    array_agg(row('request', c.request_id, null, null, c.id, 1, c.salt, c.content, null)::record_links),
    array_agg(entry_of_wording(c.message, 1, c.content, c.at)))
  from (
    select s.*, hash_of_wording(s.text, s.salt) as content
    from (
      select m.request_id, m.id, m.text, m.at, m as message, gen_random_uuid() as salt from unnest(many) m
      where (select l.position from record_links l where l.message_id = m.id and l.wording = 1) is null
      order by m.id offset 0
    ) s offset 0
  ) c
  having count(*) > 0;
end $$;--> statement-breakpoint
-- One row, as most deeds write it, has the short way.
CREATE OR REPLACE FUNCTION "link_events"() RETURNS trigger LANGUAGE plpgsql AS $$
declare number int; one events;
begin
  select count(*) into number from touched;
  if number > 1 then
    perform link_many_events(array_agg(row(t.*)::events)) from touched t;
  elsif number = 1 then
    select * into one from touched;
    if lock_head(one.subject_kind, one.subject_id) then
      perform link_rest(one.subject_kind, one.subject_id);
    else
      perform link_event(one);
    end if;
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "link_messages"() RETURNS trigger LANGUAGE plpgsql AS $$
declare number int; one messages;
begin
  select count(*) into number from touched;
  if number > 1 then
    perform link_many_messages(array_agg(row(t.*)::messages)) from touched t;
  elsif number = 1 then
    select * into one from touched;
    if lock_head('request', one.request_id) then
      perform link_rest('request', one.request_id);
    else
      perform link_wording(one, 1, one.text, one.at);
    end if;
  end if;
  return null;
end $$;--> statement-breakpoint
-- Many links of one subject move its head at once: forward, by as many.
CREATE OR REPLACE FUNCTION "keep_heads"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if tg_op = 'UPDATE' and new.subject_kind = old.subject_kind and new.subject_id = old.subject_id
    and new.position > old.position then return new; end if;
  perform refuse_change(format('%s of the head of %s %s', lower(tg_op), old.subject_kind, old.subject_id));
end $$;
