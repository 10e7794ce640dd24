CREATE TABLE "request_counts" (
	"state" text NOT NULL,
	"n" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "deliveries_of_parts" ON "deliveries" USING btree ("sent_to") WHERE sent_id like '%+%';--> statement-breakpoint
CREATE INDEX "inbox_parked" ON "inbox" USING btree ("id") WHERE state = 'parked';--> statement-breakpoint
-- Counted with every change, each in a row of its own: one row for all would have everybody wait for everybody.
CREATE FUNCTION "count_request"() RETURNS trigger LANGUAGE plpgsql AS $$
begin
  if tg_op <> 'INSERT' then
    insert into request_counts (state, n) values (old.state, -1);
  end if;
  if tg_op <> 'DELETE' then
    insert into request_counts (state, n) values (new.state, 1);
  end if;
  return null;
end $$;--> statement-breakpoint
CREATE TRIGGER "requests_counted" AFTER INSERT OR DELETE ON "requests"
  FOR EACH ROW EXECUTE FUNCTION "count_request"();--> statement-breakpoint
CREATE TRIGGER "requests_counted_anew" AFTER UPDATE OF "state" ON "requests"
  FOR EACH ROW WHEN (old.state IS DISTINCT FROM new.state) EXECUTE FUNCTION "count_request"();--> statement-breakpoint
-- After the triggers, which hold off whoever writes requests.
INSERT INTO "request_counts" ("state", "n") SELECT "state", count(*) FROM "requests" GROUP BY "state";
