import { type SQL, sql } from 'drizzle-orm';
import type { KeptEntry, KeptRecord, RecordExports } from '../../src/exports/exportStore.ts';
import type { Selection } from '../../src/exports/selection.ts';
import { type ProgrammeKind, programmeKinds } from '../../src/offices/recordKinds.ts';
import { type Db, rows } from '../engine/client.ts';
import { instant, readQuery, withoutExcluding } from './listed.ts';
import { entriesByRecord } from './programmeEntries.ts';
import { type ProgrammeRecords, programmeRecords } from './programmeRecords.ts';
import { agenciesIn, instantsIn, peopleIn, rowsOf, type View, wordsIn } from './recordParts.ts';

/** Records of the programme, to be handed out: which of them, and what stands in one. */

/** Of the calendar that is in force, for the days in titles. */
const zoneOf = (officeId: number): SQL => sql`(
  select c.spec ->> 'zone' from offices o join calendars c on c.id = o.calendar_id where o.id = ${officeId}::int)`;

const viewOf = (agencyId: number | undefined): NonNullable<View> =>
  agencyId === undefined ? {} : { only: sql`${agencyId}::int` };

/** Those of a kind that are asked for. What an agency may not read does not choose one for it either. */
function chosen(kind: ProgrammeKind, selection: Selection): SQL {
  const { officeId, personId, words, from, before } = selection;
  const view = viewOf(selection.agencyId);
  const parts = programmeRecords[kind].parts(view);
  const conditions = [
    ...(view.only ? [sql`(x.agency_id = ${view.only} or ${view.only} in (${agenciesIn(parts)}))`] : []),
    ...(personId === undefined ? [] : [sql`${personId}::int in (${peopleIn(parts)})`]),
    ...(from || before
      ? [
          sql`exists (select from (${instantsIn(parts)}) i (at) where
            ${from ? sql`i.at >= ${instant(from)}` : sql`true`} and ${before ? sql`i.at < ${instant(before)}` : sql`i.at is not null`})`,
        ]
      : []),
    ...(words === undefined
      ? []
      : [
          sql`exists (select from (${wordsIn(parts)}) w (text), (${readQuery(sql`${withoutExcluding(words)}::text`)}) q
            where to_tsvector('english', left(w.text, 100000)) @@ q.query::tsquery)`,
        ]),
  ];
  const { of } = programmeRecords[kind];
  return sql`(${of(officeId, zoneOf(officeId))}) x where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)}`;
}

/** The kinds of which files come along. */
const withFiles = programmeKinds.filter((kind) =>
  programmeRecords[kind].parts({}).some(({ name }) => name === 'files'),
);

export function programmeExports(tx: Db): RecordExports {
  return {
    async count(selection) {
      let all = 0;
      for (const kind of programmeKinds) {
        const [row] = await rows<{ n: number }>(tx, sql`select count(*)::int as n from ${chosen(kind, selection)}`);
        all += row?.n ?? 0;
      }
      return all;
    },
    async weight(selection) {
      const weight = { files: 0, bytes: 0 };
      for (const kind of withFiles) {
        const files = programmeRecords[kind].parts(viewOf(selection.agencyId)).find(({ name }) => name === 'files');
        if (!files) continue;
        const [row] = await rows<typeof weight>(
          tx,
          sql`select count(*)::int as files, coalesce(sum(a.size), 0)::float8 as bytes
            from (select x.id, x.agency_id from ${chosen(kind, selection)}) x
            cross join lateral (select f.size from ${files.from} and f.state = 'stored') a`,
        );
        weight.files += row?.files ?? 0;
        weight.bytes += row?.bytes ?? 0;
      }
      return weight;
    },
    async page(kind, selection, after, limit) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select x.id from ${chosen(kind, selection)} and x.id > ${after}::int order by x.id limit ${limit}::int`,
      );
      return found.map(({ id }) => id);
    },
    async read(kind, id, { officeId, agencyId }) {
      const view = viewOf(agencyId);
      const record: ProgrammeRecords = programmeRecords[kind];
      const parts = record.parts(view);
      const isSeen = record.titleSeen;
      const title = view.only && isSeen ? sql`case when ${isSeen} then x.title end` : sql`x.title`;
      const columns = parts.map((part, nth) => sql`${rowsOf(part)} as ${sql.raw(`p${nth}`)}`);
      const [row] = await rows<Row>(
        tx,
        sql`select ${title} as title, x.agency_id as "agencyId",
            (extract(epoch from x.since) * 1000)::float8 as since, g.code, g.name as agency,
            (extract(epoch from d.destroyed_at) * 1000)::float8 as "destroyedAt", d.authority,
            ${sql.join(columns, sql`, `)}
          from (${record.of(officeId, zoneOf(officeId))}) x left join agencies g on g.id = x.agency_id
          left join lateral (
            select o.destroyed_at, s.series ->> 'authority' as authority from disposal_records o
            join disposals s on s.id = o.disposal_id
            where o.kind = ${kind} and o.record_id = x.id and o.destroyed_at is not null limit 1) d on true
          where x.id = ${id}::int`,
      );
      if (!row) return undefined;
      const { title: said, since, code, agency, destroyedAt, authority } = row;
      return {
        ...{ id, title: said, since: since === null ? null : new Date(since) },
        ...{ agency: code === null || agency === null ? null : { code, name: agency } },
        isWhole: agencyId === undefined || row.agencyId === agencyId,
        destroyed: destroyedAt === null ? null : { at: new Date(destroyedAt), authority: authority ?? '' },
        parts: parts.map(({ name, columns: all }, nth) => ({
          ...{ name, rows: (row[`p${nth}`] ?? []) as KeptRecord['parts'][number]['rows'] },
          words: all.flatMap(({ name: of, is }) => (is === 'words' ? [of] : [])),
        })),
      };
    },
    entries: (kind, ids, officeId) => entriesByRecord(tx, officeId, kind, ids) as Promise<Map<number, KeptEntry[]>>,
  };
}

type Row = {
  title: string | null;
  agencyId: number | null;
  since: number | null;
  code: string | null;
  agency: string | null;
  destroyedAt: number | null;
  authority: string | null;
} & Record<`p${number}`, unknown>;
