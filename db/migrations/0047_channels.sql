ALTER TABLE "relationships" ADD COLUMN "asked_in" text;--> statement-breakpoint
ALTER TABLE "relationships" ADD COLUMN "answered_in" text;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "asked_in" text;--> statement-breakpoint
ALTER TABLE "surveys" ADD COLUMN "answered_in" text;--> statement-breakpoint
-- What was asked before is found by what was delivered.
UPDATE "surveys" s SET asked_in = a.platform
FROM deliveries d JOIN accounts a ON a.id = d.sent_to
WHERE s.asked_at IS NOT NULL AND d.request_id = s.request_id AND d.kind = 'survey' AND d.state = 'sent'
  AND d.key = 'survey R-' || s.request_id || coalesce((SELECT ' again ' || count(*) FROM surveys e
    WHERE e.request_id = s.request_id AND e.id < s.id AND e.asked_at IS NOT NULL HAVING count(*) > 0), '');--> statement-breakpoint
UPDATE "relationships" s SET asked_in = a.platform
FROM deliveries d JOIN accounts a ON a.id = d.sent_to
WHERE s.asked_at IS NOT NULL AND d.state = 'sent' AND d.kind = 'survey'
  AND d.key = 'relationship ' || s.round::text || ' office ' || s.office_id || ' to ' || s.person_id;
