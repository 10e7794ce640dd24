import { asc, type SQL, sql } from 'drizzle-orm';
import type { ExportStore, Wording } from '../../src/exports/exportStore.ts';
import type { Selection } from '../../src/exports/selection.ts';
import { type Db, rows } from '../engine/client.ts';
import { files } from '../schema.ts';
import { isTheirs } from './holds.ts';
import { instant, readQuery, withoutExcluding } from './listed.ts';
import { programmeExports } from './programmeExports.ts';

export function exportStore(tx: Db): ExportStore {
  return {
    records: programmeExports(tx),
    async count(selection) {
      const [row] = await rows<{ n: number }>(
        tx,
        sql`select count(*)::int as n from requests r where ${conditionOf(selection)}`,
      );
      return row?.n ?? 0;
    },
    async weight(selection) {
      const [row] = await rows<{ files: number; bytes: number }>(
        tx,
        sql`select count(*)::int as files, coalesce(sum(f.size), 0)::float8 as bytes from files f
          where f.state = 'stored' and f.request_id in (select r.id from requests r where ${conditionOf(selection)})`,
      );
      return row ?? { files: 0, bytes: 0 };
    },
    async page(selection, after, limit) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select r.id from requests r where r.id > ${after}::int and ${conditionOf(selection)}
          order by r.id limit ${limit}::int`,
      );
      return found.map(({ id }) => id);
    },
    async wordings(requestId) {
      const found = await rows<Omit<Wording, 'at'> & { at: number }>(
        tx,
        // The first is as old as the message, each later one as the end of the one before it.
        sql`select m.id::float8 as "messageId", w.text,
            (extract(epoch from coalesce(lag(w.at) over (partition by m.id order by w.place), m.at)) * 1000)::float8 as at
          from messages m cross join lateral (
            select r.text, r.at, r.id as place from revisions r where r.message_id = m.id
            union all select m.text, null, 9223372036854775807) w
          where m.request_id = ${requestId}::int order by m.number, w.place`,
      );
      return found.map((row) => ({ ...row, at: new Date(row.at) }));
    },
    async said(requestId, number) {
      const found = await rows<{ text: string }>(
        tx,
        sql`select w.text from messages m cross join lateral (
            select m.text union all select r.text from revisions r where r.message_id = m.id) w (text)
          where m.request_id = ${requestId}::int and m.number = ${number}::int`,
      );
      return found.map(({ text }) => text);
    },
    files: (requestId) =>
      tx
        .select({
          ...{
            id: files.id,
            messageId: sql<number>`${files.messageId}::float8`,
            name: files.name,
            type: files.type,
            size: files.size,
          },
          ...{ state: files.state, sha256: files.sha256, reason: files.reason },
        })
        .from(files)
        .where(sql`${files.messageId} in (select id from messages where request_id = ${requestId}::int)`)
        .orderBy(asc(files.id)),
    async person(personId, officeId) {
      const kept: Record<string, unknown[]> = {};
      for (const [name, column, only, source = name] of ofPerson) {
        const [row] = await rows<{ all: unknown[] }>(
          tx,
          sql`select coalesce(jsonb_agg(t.row), '[]') as all from (
              select to_jsonb(x) - 'hash' - 'filed' as row from ${sql.raw(source)} x
              where x.${sql.raw(column)} = ${personId}::int and ${sql.raw(only)} order by 1) t
            where coalesce((t.row ->> 'office_id')::int, ${officeId}::int) = ${officeId}::int`,
        );
        kept[name] = row?.all ?? [];
      }
      return kept;
    },
    links: (requestId) =>
      rows(
        tx,
        sql`select position, case when event_id is not null then 'event ' || event_id
              else 'wording ' || wording || ' of message ' || (select number from messages m where m.id = message_id) end as of,
            encode(content, 'hex') as content, salt::text as salt, encode(hash, 'hex') as hash
          from record_links where subject_kind = 'request' and subject_id = ${requestId}::int order by position`,
      ),
  };
}

/** Where people are named, by which column, and what of it is told. */
const ofPerson: readonly (readonly [name: string, column: string, only: string, source?: string])[] = [
  ['people', 'id', 'true'],
  ['memberships', 'person_id', 'true'],
  ['accounts', 'person_id', 'true'],
  ['absences', 'person_id', 'true'],
  ['digest_choices', 'person_id', 'true'],
  ['sessions', 'person_id', 'true'],
  ['provider_links', 'person_id', 'true'],
  ['survey_stops', 'person_id', 'true'],
  ['alternates', 'applicant_id', 'true'],
  ['alternate_reports', 'sent_by', 'true'],
  ['alternate_views', 'person_id', 'true'],
  [
    'report_files',
    'person_id',
    'true',
    `(select f.id, f.office_id, f.report_id, f.name, f.type, f.size, f.state, f.sha256, a.person_id
      from files f join accounts a on a.id = f.account_id where f.report_id is not null)`,
  ],
  ['listening_answers', 'person_id', 'true'],
  ['listening_ballots', 'person_id', 'true'],
  ['office_hours', 'liaison_id', 'true'],
  // Whoever they are to, or who took them: what it is about was said between the two.
  ['office_hour_slots', 'taker_id', 'true'],
  ['answers', 'author_id', 'true'],
  // Nobody of the office may see whose these are, whoever makes the package.
  ['surveys', 'person_id', 'not x.nameless'],
  ['relationships', 'person_id', 'not x.nameless'],
  ['voices', 'person_id', 'not x.nameless'],
  [
    'voice_words',
    'person_id',
    'not x.nameless',
    '(select w.*, v.person_id, v.office_id, v.nameless from voice_words w join voices v on v.id = w.voice_id)',
  ],
  ['events', 'subject_id', "x.subject_kind = 'person'"],
];

function conditionOf({ officeId, agencyId, from, before, personId, words }: Selection): SQL {
  const written =
    from || before
      ? sql`and exists (select from messages m where m.request_id = r.id
          ${from ? sql`and m.at >= ${instant(from)}` : sql``} ${before ? sql`and m.at < ${instant(before)}` : sql``})`
      : sql``;
  return sql`r.office_id = ${officeId}::int ${written}
    ${agencyId === undefined ? sql`` : sql`and r.agency_id = ${agencyId}::int`}
    ${personId === undefined ? sql`` : sql`and (${isTheirs(sql`r`, sql`${personId}::int`)})`}
    ${
      words === undefined
        ? sql``
        : sql`and exists (select from request_words w, (${readQuery(sql`${withoutExcluding(words)}::text`)}) q
            where w.request_id = r.id and w.noted @@ q.query::tsquery)`
    }`;
}
