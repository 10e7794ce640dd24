import { sql } from 'drizzle-orm';
import type { AnswerStore } from '../../src/answers/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { instant } from './listed.ts';

/** Of so many at most the time is looked at, the newest. */
const MOST_HELPED = 5_000;

type Counts = { asked: number; suggested: number; offered: number; used: number };

/** What was asked, and what answers of before did for it. */
export const answerCounts = (tx: Db): Pick<AnswerStore, 'asked' | 'served'> => ({
  async asked(officeId, since, limit) {
    const found = await rows<{ id: number; agencyId: number; subject: string; question: string; at: Date | string }>(
      tx,
      sql`select r.id, r.agency_id as "agencyId", r.subject, left(m.text, 1000) as question, r.opened_at as at
        from (select id, agency_id, subject, opened_at from requests
          where office_id = ${officeId}::int and opened_at >= ${instant(since)} and agency_id is not null
            and state <> 'withdrawn' and duplicate_of is null and destroyed_at is null
          order by opened_at desc, id desc limit ${limit}::int) r
        join messages m on m.request_id = r.id and m.number = 1 and m.deleted_at is null
        order by r.opened_at, r.id`,
    );
    return found.map(({ at, ...each }) => ({ ...each, at: new Date(at) }));
  },
  async served({ officeId, from, to, answerId }) {
    const span = sql`b.office_id = ${officeId}::int and b.at >= ${instant(from)} and b.at < ${instant(to)}
      and b.answer_id is not null and (${answerId}::int is null or b.answer_id = ${answerId}::int)`;
    const [counts] = await rows<Counts>(
      tx,
      sql`select (select count(*)::int from requests r where r.office_id = ${officeId}::int
            and r.opened_at >= ${instant(from)} and r.opened_at < ${instant(to)}) as asked,
          count(*)::int as suggested, (count(*) filter (where b.offered))::int as offered, count(b.used_at)::int as used
        from asked_before b where ${span}`,
    );
    const helped = await rows<{ askedAt: Date | string; helpedAt: Date | string; calendarId: number }>(
      tx,
      sql`select r.opened_at as "askedAt", b.helped_at as "helpedAt", r.calendar_id as "calendarId"
        from asked_before b join requests r on r.id = b.request_id
        where ${span} and b.helped_at is not null and r.state = 'resolved' and r.resolved_by = r.requester_id
        order by b.at desc limit ${MOST_HELPED}::int`,
    );
    return {
      ...(counts ?? { asked: 0, suggested: 0, offered: 0, used: 0 }),
      helped: helped.map(({ askedAt, helpedAt, calendarId }) => ({
        ...{ askedAt: new Date(askedAt), helpedAt: new Date(helpedAt), calendarId },
      })),
    };
  },
});
