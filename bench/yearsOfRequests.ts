/** Years of an office: a thousand requests a day, nine in ten of which have ended, with all that was said about them. */
import { type SQL, sql } from 'drizzle-orm';
import { NOW } from './manyRequests.ts';

const now = sql`${NOW.toISOString()}::timestamptz`;
const A_DAY = 1_000;

/**
 * The newest tenth is open. Whoever asked has an account, and so has whoever answers; each has one receipt and one card,
 * and what came in is in the inbox.
 */
export const yearsOfRequests = (count: number): SQL[] => [
  // Triggers would look at each request by itself, which takes hours: what they keep is filled in below.
  sql`set session_replication_role = replica`,
  sql`insert into accounts (platform, workspace, user_id, address, person_id, vouched, email, seen_at)
      select 'bench', 'bench', name, name, id, 'office', email, ${now} from people`,
  sql`insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
        calendar_id, policy_id, last_number, state, priority, outcome, resolved_at)
      select o.id, a.ids[1 + n % 200], l.ids[1 + n % 4], q.ids[1 + n % 200],
        case when n % 50 <> 0 then h.ids[1 + n % 40] end, 'May we buy number ' || n || '?',
        ${now} - (${count}::int - n) * interval '1 day' / ${A_DAY}::int, o.calendar_id, o.policy_id, 1,
        case when n <= ${count}::int * 0.9 then 'resolved' when n % 10 = 3 then 'waiting' else 'open' end,
        case when n % 997 = 0 then 'urgent' else 'normal' end,
        case when n <= ${count}::int * 0.9 then 'answered' end,
        case when n <= ${count}::int * 0.9
          then ${now} - (${count}::int - n) * interval '1 day' / ${A_DAY}::int + interval '5 hours' end
      from offices o,
        (select array_agg(id order by id) as ids from agencies) a,
        (select array_agg(id order by id) as ids from service_lines) l,
        (select array_agg(person_id order by person_id) as ids from memberships where role = 'requester') q,
        (select array_agg(person_id order by person_id) as ids from memberships where role = 'liaison') h,
        generate_series(1, ${count}::int) n`,
  sql`insert into clocks (office_id, request_id, kind, started_at, target, due_at, stopped_at, elapsed, met, step_at, step_percent)
      select office_id, id, kind, opened_at, target, opened_at + target * interval '1 minute',
        case when state = 'resolved' then resolved_at end, case when state = 'resolved' then 200 end,
        case when state = 'resolved' then true end,
        case when state <> 'resolved' then ${now} + interval '1 day' end, case when state <> 'resolved' then 100 end
      from requests, (values ('first_reply', 480), ('first_resolution', 8640)) as kinds (kind, target)`,
  sql`update requests r set due_at = c.first, soonest_at = c.first, escalated = r.id % 20 = 0
      from (select request_id, min(due_at) as first from clocks where stopped_at is null group by request_id) c
      where c.request_id = r.id`,
  sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
      select office_id, id, 1, requester_id, 'question', subject, opened_at, 'bench bench ' || id from requests`,
  sql`insert into deliveries (office_id, request_id, key, kind, person_id, conversation, message, state, attempts,
        run_at, begun_at, created_at, sent_at, sent_id, sent_to)
      select r.office_id, r.id, 'card R-' || r.id, 'card', a.person_id, 'person ' || a.person_id,
        '{"blocks": [{"kind": "text", "text": ["a card"]}]}', 'sent', 1, opened_at, opened_at, opened_at, opened_at,
        case when r.id % 100 = 0 then r.id || '.1+' || r.id || '.2' else r.id || '.1' end, a.id
      from requests r join accounts a on a.person_id = coalesce(r.holder_id, r.requester_id)`,
  sql`insert into inbox (platform, workspace, key, conversation, body, state, received_at, handled_at, person_id, request_id)
      select 'bench', 'bench', 'k' || id, 'bench bench ' || requester_id,
        jsonb_build_object('kind', 'message', 'key', 'k' || id, 'text', subject), 'done', opened_at, opened_at,
        requester_id, id from requests`,
  sql`insert into request_counts (state, n) select state, count(*) from requests group by state`,
  sql`set session_replication_role = default`,
  sql`vacuum analyze`,
];
