import { sql } from 'drizzle-orm';
import type { Asked } from '../../src/figures/channels.ts';
import type { Span } from '../../src/figures/counted.ts';
import type { SurveyCounts } from '../../src/figures/satisfaction.ts';
import { type Db, rows } from '../engine/client.ts';

type Row = Omit<SurveyCounts, 'ratings'> & { ratings: number[] };

/** Who was served, asked and answered of what was resolved in each of these spans: one statement for all of them. */
export async function surveyCounts(tx: Db, officeId: number, spans: readonly Span[]): Promise<SurveyCounts[]> {
  const instants = (of: 'from' | 'to') =>
    sql`${sql.param(spans.map((span) => span[of].toISOString()))}::text[]::timestamptz[]`;
  const within = (at: 's' | 'r') =>
    sql.raw(
      `${at}.office_id = asked.office_id and ${at}.resolved_at >= asked.from_at and ${at}.resolved_at < asked.to_at`,
    );
  // Word for word as the partial index has it.
  const served = sql`r.state = 'resolved' and r.outcome <> 'duplicate'`;
  const found = await rows<Row>(
    tx,
    sql`select (select count(*)::int from requests r where ${within('r')} and ${served}) + counted.moved as served,
        counted.invited, counted.reminded, counted.answered, counted.completed, counted.declined,
        json_build_array(counted.r1, counted.r2, counted.r3, counted.r4, counted.r5) as ratings
      from unnest(${instants('from')}, ${instants('to')}) with ordinality as span (from_at, to_at, nth)
        cross join lateral (select ${officeId}::int as office_id, span.from_at, span.to_at) as asked
        cross join lateral (
          select count(s.asked_at)::int as invited, count(s.reminded_at)::int as reminded,
            count(s.rating)::int as answered,
            (count(*) filter (where s.answers is not null or s.comment is not null))::int as completed,
            count(s.declined_at)::int as declined,
            ${sql.join(
              [1, 2, 3, 4, 5].map((n) => sql.raw(`(count(*) filter (where s.rating = ${n}))::int as r${n}`)),
              sql`, `,
            )},
            -- Reopened after it was asked about: that resolution has served somebody, too.
            (count(*) filter (where s.asked_at is not null and not exists (
              select from requests r where r.office_id = s.office_id and r.resolved_at = s.resolved_at
                and r.id = s.request_id and ${served})))::int as moved
          from surveys s where ${within('s')}) as counted
      order by span.nth`,
  );
  return found.map(({ ratings: [one = 0, two = 0, three = 0, four = 0, five = 0], ...counts }) => ({
    ...counts,
    ratings: { 1: one, 2: two, 3: three, 4: four, 5: five },
  }));
}

/** Who was asked of what was resolved in each of these spans, by the chat in which they were. */
export async function surveyChannels(tx: Db, officeId: number, spans: readonly Span[]): Promise<Asked[][]> {
  const instants = (of: 'from' | 'to') =>
    sql`${sql.param(spans.map((span) => span[of].toISOString()))}::text[]::timestamptz[]`;
  const found = await rows<Asked & { nth: number }>(
    tx,
    sql`select span.nth::int as nth, s.asked_in as chat, count(*)::int as invited, count(s.reminded_at)::int as reminded,
        count(s.rating)::int as answered, count(s.declined_at)::int as declined,
        (count(*) filter (where s.rating is not null and s.answered_in <> s.asked_in))::int as elsewhere
      from unnest(${instants('from')}, ${instants('to')}) with ordinality as span (from_at, to_at, nth)
        join surveys s on s.office_id = ${officeId}::int and s.resolved_at >= span.from_at and s.resolved_at < span.to_at
          and s.asked_at is not null
      group by span.nth, s.asked_in`,
  );
  return spans.map((_, nth) => found.filter((row) => row.nth === nth + 1).map(({ nth: __, ...asked }) => asked));
}
