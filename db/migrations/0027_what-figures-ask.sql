DROP INDEX "clocks_due";--> statement-breakpoint
CREATE INDEX "clocks_judged" ON "clocks" USING btree ("office_id","kind","due_at","elapsed","met") WHERE elapsed is not null and dropped_at is null;--> statement-breakpoint
CREATE INDEX "clocks_unanswered" ON "clocks" USING btree ("office_id","kind","due_at") WHERE elapsed is null or dropped_at is not null;--> statement-breakpoint
CREATE INDEX "requests_load" ON "requests" USING btree ("office_id","holder_id") WHERE state in ('open', 'waiting');