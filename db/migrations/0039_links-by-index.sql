-- Links of many rows (0038) find their heads by index, one by one, whatever the planner knows: of tables that have just filled
-- up it knows nothing, and then went through all heads for each batch. What is hashed stays as it was, to the byte.
CREATE OR REPLACE FUNCTION "append_links"("links" record_links[], "entries" text[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  with linked as (
    insert into record_links (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash)
    select l.subject_kind, l.subject_id, (l.head).position, l.event_id, l.message_id, l.wording, l.salt, l.content, (l.head).hash
    from (
      select n.*, chained(n.was, n.entry) over (partition by n.subject_kind, n.subject_id order by n.place) as head
      from (
        -- A subquery for each is looked up in the index; of a join the planner may turn the sides around.
        select u.*, (
          select h from record_heads h where h.subject_kind = u.subject_kind and h.subject_id = u.subject_id
        ) as was
        from unnest(links, entries) with ordinality
          u (subject_kind, subject_id, position, event_id, message_id, wording, salt, content, hash, entry, place)
        offset 0
      ) n
    ) l
    returning subject_kind, subject_id, position, hash
  )
  -- They are all there: what is inserted meets them, and by their index.
  insert into record_heads as h (subject_kind, subject_id, position, hash)
  select distinct on (subject_kind, subject_id) subject_kind, subject_id, position, hash
  from linked order by subject_kind, subject_id, position desc
  on conflict (subject_kind, subject_id) do update set position = excluded.position, hash = excluded.hash;
end $$;--> statement-breakpoint
-- The same of what is under no link yet: for each subject, each of its events and each wording, the index is asked.
CREATE OR REPLACE FUNCTION "unlinked"("of_kind" text, "of_id" integer)
  RETURNS TABLE ("at" timestamptz, "turn" integer, "place" bigint, "nth" integer, "event" events, "message" messages, "words" text)
  LANGUAGE sql STABLE AS $$
  select e.at, 2, e.id, 0, e, null::messages, null::text
  from events e
  where e.subject_kind = of_kind and e.subject_id = of_id
    and (select l.position from record_links l where l.event_id = e.id) is null
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
    and (select l.position from record_links l where l.message_id = m.id and l.wording = w.nth) is null
  -- Nor is this taken apart and joined with the subjects that it is asked for.
  offset 0
$$;--> statement-breakpoint
-- Plain members are written where they stand; only what holds others, and rare numbers, are asked for once more.
CREATE OR REPLACE FUNCTION "canonical_json"("j" jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
declare n text;
begin
  case jsonb_typeof(j)
    when 'object' then
      return '{' || coalesce((select string_agg(to_json(e.key)::text || ':' ||
          case when jsonb_typeof(e.value) in ('string', 'boolean', 'null') or e.value::text ~ '^-?[1-9][0-9]{0,14}$'
            then e.value::text else canonical_json(e.value) end, ',' order by e.key collate "C")
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
end $$;
