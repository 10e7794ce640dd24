-- The first promise that was broken and is not kept yet counts, whatever was promised since: nobody is late from a later
-- time on. As promiseNow in src/requests/requestClocks.ts.
CREATE OR REPLACE FUNCTION "sort_requests"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  update requests r set due_at = now.due_at, soonest_at = now.soonest_at, escalated = now.escalated
  from unnest(ids) as changed (id) cross join lateral (
    select
      (array_agg(c.due_at order by case when c.breached_at is not null then c.due_at end nulls last,
        case c.kind when 'first_reply' then 1 when 'next_reply' then 2 when 'first_resolution' then 3 else 4 end, c.id))[1] as due_at,
      min(c.due_at) as soonest_at,
      -- With a limit it is looked up by its key, and never by reading all that were ever taken.
      coalesce(bool_or((select true from escalations e where e.clock_id = c.id and e.withdrawn_at is null limit 1)), false) as escalated
    from clocks c
    where c.request_id = changed.id and c.stopped_at is null and c.dropped_at is null
  ) as now
  where r.id = changed.id
    and (r.due_at, r.soonest_at, r.escalated) is distinct from (now.due_at, now.soonest_at, now.escalated);
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "sort_requests_of_clocks"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform sort_requests(array(
    select distinct touched.request_id from touched join before using (id)
    where (touched.due_at, touched.stopped_at, touched.dropped_at, touched.kind, touched.breached_at)
      is distinct from (before.due_at, before.stopped_at, before.dropped_at, before.kind, before.breached_at)));
  return null;
end $$;--> statement-breakpoint
SELECT "sort_requests"(array(select distinct "request_id" from "clocks" where "stopped_at" is null and "dropped_at" is null and "breached_at" is not null));
