DROP INDEX "requests_load";--> statement-breakpoint
CREATE INDEX "requests_served" ON "requests" USING btree ("office_id","resolved_at","id") WHERE state = 'resolved' and outcome <> 'duplicate';--> statement-breakpoint
CREATE INDEX "surveys_office_resolved" ON "surveys" USING btree ("office_id","resolved_at");--> statement-breakpoint
CREATE INDEX "requests_load" ON "requests" USING btree ("office_id","holder_id","due_at") WHERE state in ('open', 'waiting');