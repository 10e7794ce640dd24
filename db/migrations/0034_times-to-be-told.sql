ALTER TABLE "requests" ADD COLUMN "untold" jsonb;--> statement-breakpoint
CREATE INDEX "requests_untold" ON "requests" USING btree (coalesce("due_at", 'infinity'::timestamptz),"id") WHERE untold is not null;--> statement-breakpoint
-- Whoever moves very many at once writes what they are sorted by along with the rest of each row: once instead of twice.
CREATE OR REPLACE FUNCTION "sort_requests_of_clocks"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if current_setting('desk.sorts', true) = 'itself' then
    return null;
  end if;
  perform sort_requests(array(
    select distinct touched.request_id from touched join before using (id)
    where (touched.due_at, touched.stopped_at, touched.dropped_at, touched.kind, touched.breached_at, touched.released_at)
      is distinct from (before.due_at, before.stopped_at, before.dropped_at, before.kind, before.breached_at, before.released_at)));
  return null;
end $$;
