DROP INDEX "requests_office_opened";--> statement-breakpoint
CREATE INDEX "surveys_office_nameless" ON "surveys" USING btree ("office_id","rated_at") WHERE nameless and rating is not null;--> statement-breakpoint
CREATE INDEX "requests_office_opened" ON "requests" USING btree ("office_id","opened_at","agency_id");