ALTER TABLE "clocks" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "clocks" ADD COLUMN "contested_at" timestamp with time zone;--> statement-breakpoint
-- A promise for which a later time was given keeps its verdict, and is not what counts any more. As promiseNow in
-- src/requests/requestClocks.ts, in the order of src/sla/clockKinds.ts.
CREATE OR REPLACE FUNCTION "sort_requests"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  update requests r set due_at = now.due_at, soonest_at = now.soonest_at, escalated = now.escalated
  from unnest(ids) as changed (id) cross join lateral (
    select
      (array_agg(c.due_at order by case when c.breached_at is not null then c.due_at end nulls last,
        case c.kind when 'first_reply' then 1 when 'next_reply' then 2 when 'agreed_reply' then 3 when 'update' then 4
          when 'first_resolution' then 5 when 'total_resolution' then 6 else 7 end, c.id))[1] as due_at,
      min(c.due_at) as soonest_at,
      -- With a limit it is looked up by its key, and never by reading all that were ever taken.
      coalesce(bool_or((select true from escalations e where e.clock_id = c.id and e.withdrawn_at is null limit 1)), false) as escalated
    from clocks c
    where c.request_id = changed.id and c.stopped_at is null and c.dropped_at is null and c.released_at is null
  ) as now
  where r.id = changed.id
    and (r.due_at, r.soonest_at, r.escalated) is distinct from (now.due_at, now.soonest_at, now.escalated);
end $$;--> statement-breakpoint
CREATE OR REPLACE FUNCTION "sort_requests_of_clocks"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform sort_requests(array(
    select distinct touched.request_id from touched join before using (id)
    where (touched.due_at, touched.stopped_at, touched.dropped_at, touched.kind, touched.breached_at, touched.released_at)
      is distinct from (before.due_at, before.stopped_at, before.dropped_at, before.kind, before.breached_at, before.released_at)));
  return null;
end $$;
