DROP INDEX "requests_holder";--> statement-breakpoint
DROP INDEX "requests_triage";--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "soonest_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "escalated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- What lists are sorted by follows from clocks and escalations, whoever writes them, in whatever statement.
CREATE FUNCTION "sort_requests"("ids" integer[]) RETURNS void LANGUAGE plpgsql AS $$
begin
  update requests r set due_at = now.due_at, soonest_at = now.soonest_at, escalated = now.escalated
  from unnest(ids) as changed (id) cross join lateral (
    select
      -- As promiseNow in src/requests/requestClocks.ts, in the order of src/sla/clockKinds.ts.
      (array_agg(c.due_at order by case c.kind when 'first_reply' then 1 when 'next_reply' then 2 when 'first_resolution' then 3 else 4 end, c.id))[1] as due_at,
      min(c.due_at) as soonest_at,
      -- With a limit it is looked up by its key, and never by reading all that were ever taken.
      coalesce(bool_or((select true from escalations e where e.clock_id = c.id and e.withdrawn_at is null limit 1)), false) as escalated
    from clocks c
    where c.request_id = changed.id and c.stopped_at is null and c.dropped_at is null
  ) as now
  where r.id = changed.id
    and (r.due_at, r.soonest_at, r.escalated) is distinct from (now.due_at, now.soonest_at, now.escalated);
end $$;--> statement-breakpoint
CREATE FUNCTION "sort_requests_of_rows"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform sort_requests(array(select distinct request_id from touched));
  return null;
end $$;--> statement-breakpoint
CREATE FUNCTION "sort_requests_of_clocks"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  perform sort_requests(array(
    select distinct touched.request_id from touched join before using (id)
    where (touched.due_at, touched.stopped_at, touched.dropped_at, touched.kind)
      is distinct from (before.due_at, before.stopped_at, before.dropped_at, before.kind)));
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "clocks_started" AFTER INSERT ON "clocks" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "clocks_changed" AFTER UPDATE ON "clocks" REFERENCING OLD TABLE AS before NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_clocks"();--> statement-breakpoint
CREATE TRIGGER "clocks_gone" AFTER DELETE ON "clocks" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "escalations_taken" AFTER INSERT ON "escalations" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "escalations_changed" AFTER UPDATE ON "escalations" REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_rows"();--> statement-breakpoint
CREATE TRIGGER "escalations_gone" AFTER DELETE ON "escalations" REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION "sort_requests_of_rows"();--> statement-breakpoint
SELECT "sort_requests"(array(select distinct "request_id" from "clocks" where "stopped_at" is null and "dropped_at" is null));--> statement-breakpoint
CREATE INDEX "requests_asked" ON "requests" USING btree ("requester_id","id");--> statement-breakpoint
CREATE INDEX "requests_queue" ON "requests" USING btree ("holder_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_nobody" ON "requests" USING btree ("office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE holder_id is null and state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests" USING btree ("office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_risk" ON "requests" USING btree ("office_id","soonest_at","id") WHERE state in ('open', 'waiting');--> statement-breakpoint
CREATE INDEX "requests_escalated" ON "requests" USING btree ("office_id",coalesce("due_at", 'infinity'::timestamptz),"id") WHERE escalated and state in ('open', 'waiting');
