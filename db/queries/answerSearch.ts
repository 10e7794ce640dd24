import { type SQL, sql } from 'drizzle-orm';
import type { AnswerStore } from '../../src/answers/store.ts';
import { type Db, rows } from '../engine/client.ts';

/** So many with a word are counted: what more have says nothing. */
const COUNTED = 2_000;
/** The rarest words of a question lead to the answers that may be meant; so many of these are looked at. */
const RAREST = 8;
const CANDIDATES = 20;

const textArray = (words: readonly string[]): SQL =>
  sql`${`{${words.map((word) => `"${word.replace(/["\\]/gu, '')}"`).join(',')}}`}::text[]`;

/** Finding what was answered before, and who has asked the same: never more than some thousand rows are read. */
export const answerSearch = (tx: Db): Pick<AnswerStore, 'like' | 'colleagues'> => ({
  async like({ officeId, lineId, words, today }) {
    if (words.length === 0) return { rarity: { size: 0, having: new Map() }, found: [] };
    const counted = sql.raw(String(COUNTED));
    const [row] = await rows<{
      size: number;
      having: [string, number][];
      found: { id: number; validUntil: string; asked: string[]; said: string[] }[];
    }>(
      tx,
      sql`with size as (
          select count(*)::int as n from (select from answers where office_id = ${officeId}::int and state = 'approved'
            limit ${counted}) few),
        known as (
          select each.word, each.n from (select word, (select count(*)::int from (
              select from answer_words w where w.office_id = ${officeId}::int and w.word = own.word limit ${counted}) few) as n
            from unnest(${textArray(words)}) as own (word)) each where n > 0),
        rare as (select word, n from known where n < ${counted} or n = (select min(n) from known)
          order by n, word limit ${sql.raw(String(RAREST))}),
        best as (
          select w.answer_id as id, sum(ln(2 + size.n::float8 / rare.n) * case when w.asked then 1 else 0.5 end) as score
          from rare cross join size cross join lateral (select * from answer_words w
            where w.office_id = ${officeId}::int and w.word = rare.word and w.valid_until >= ${today}::date
              and (${lineId}::int is null or w.line_id is null or w.line_id = ${lineId}::int) limit ${counted}) w
          group by w.answer_id order by 2 desc, 1 desc limit ${sql.raw(String(CANDIDATES))})
        select size.n as size,
          (select coalesce(jsonb_agg(jsonb_build_array(word, n)), '[]') from known) as having,
          (select coalesce(jsonb_agg(jsonb_build_object('id', best.id, 'validUntil', own.valid_until, 'asked', own.asked,
              'said', own.said)), '[]')
            from best cross join lateral (
              select min(w.valid_until) as valid_until,
                coalesce(jsonb_agg(w.word) filter (where w.asked), '[]') as asked,
                coalesce(jsonb_agg(w.word) filter (where not w.asked), '[]') as said
              from answer_words w where w.answer_id = best.id) own) as found
        from size`,
    );
    return {
      rarity: { size: row?.size ?? 0, having: new Map(row?.having) },
      found: (row?.found ?? []).map(({ id, validUntil, asked, said }) => ({ id, validUntil, words: { asked, said } })),
    };
  },
  colleagues: ({ officeId, agencyId, requesterId }, limit) =>
    rows(
      tx,
      sql`select r.id, r.subject, left(m.text, 4000) as question from requests r
        join messages m on m.request_id = r.id and m.number = 1 and m.deleted_at is null
        where r.agency_id = ${agencyId}::int and r.office_id = ${officeId}::int and r.state in ('open', 'waiting')
          and r.requester_id <> ${requesterId}::int
          and exists (select from memberships c where c.person_id = r.requester_id and c.agency_id = r.agency_id and c.confirmed)
        order by r.id desc limit ${limit}::int`,
    ),
});
