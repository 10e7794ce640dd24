import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { type Db, rows } from '../engine/client.ts';
import { anyOf } from './anyOf.ts';
import { emptied, type Named } from './programmeEmptied.ts';

/** What the record of an office says of records of the programme. */

/** The entries of an office's record that say what was written in these, by ids. */
export async function entriesOf(
  tx: Db,
  officeId: number,
  kind: ProgrammeKind,
  ids: readonly number[],
): Promise<number[]> {
  const saying = sayingOf(await namesOf(tx, kind, ids));
  if (saying === undefined) return [];
  const found = await rows<{ id: number }>(
    tx,
    sql`select e.id::float8 as id from events e where e.subject_kind = 'office' and e.subject_id = ${officeId}::int
      and e.kind <> 'content destroyed' and e.data <> 'null' and (${saying}) order by e.id`,
  );
  return found.map(({ id }) => id);
}

/** What the records of people say of these, by ids: that somebody was given a certificate, and that it ended. */
export async function entriesOfPeople(tx: Db, kind: ProgrammeKind, ids: readonly number[]): Promise<number[]> {
  if (kind !== 'certificates') return [];
  const found = await rows<{ id: number }>(
    tx,
    sql`select e.id::float8 as id from certificates c join courses o on o.id = c.course_id
      join events e on e.subject_kind = 'person' and e.subject_id = c.person_id and e.kind like 'certificate %'
      where c.id = ${anyOf(ids)} and e.data <> 'null' and e.data ->> 'course' = o.code
        and coalesce(e.data ->> 'session' = c.session_id::text, e.data ->> 'day' = c.ends_on::text) order by e.id`,
  );
  return found.map(({ id }) => id);
}

/** Whether an entry `e` names one of these. */
function sayingOf(those: readonly Those[]): SQL | undefined {
  const says = those.flatMap(({ named: { event, events }, ids: own }) =>
    event === undefined || own.length === 0
      ? []
      : [
          sql`((e.data ->> ${event}) ~ '^[0-9]{1,9}$' and (e.data ->> ${event})::int = ${anyOf(own)}
            ${events === undefined ? sql`` : sql`and e.kind like ${events}`})`,
        ],
  );
  return says.length === 0 ? undefined : sql.join(says, sql` or `);
}

type Entry = { at: Date; kind: string; actorId: number | null; data: Record<string, unknown>; link: Link };
type Link = { position: number; of: string; content: string; salt: string | null; hash: string };

/** These entries with their links in the chain, by the record that they are about: all are looked for at once. */
export async function entriesByRecord(
  tx: Db,
  officeId: number,
  kind: ProgrammeKind,
  ids: readonly number[],
): Promise<Map<number, Entry[]>> {
  const own: { id: number; those: Those[] }[] = [];
  for (const id of ids) own.push({ id, those: await namesOf(tx, kind, [id]) });
  const saying = sayingOf(await namesOf(tx, kind, ids));
  if (saying === undefined) return new Map();
  const found = await rows<Omit<Entry, 'at' | 'link'> & Link & { at: number }>(
    tx,
    sql`select (extract(epoch from e.at) * 1000)::float8 as at, e.kind, e.actor_id as "actorId", e.data,
        l.position, 'event ' || e.id as of, encode(l.content, 'hex') as content, l.salt::text as salt,
        encode(l.hash, 'hex') as hash
      from events e join record_links l on l.event_id = e.id
      where e.subject_kind = 'office' and e.subject_id = ${officeId}::int
        and e.kind <> 'content destroyed' and e.data <> 'null' and (${saying}) order by e.id`,
  );
  const entries = found.map(({ at, kind: of, actorId, data, ...link }) => ({
    ...{ at: new Date(at), kind: of, actorId, data, link },
  }));
  return new Map(own.map(({ id, those }) => [id, entries.filter((entry) => those.some((each) => names(each, entry)))]));
}

/** As `sayingOf` has it in SQL. */
const names = ({ named: { event, events }, ids }: Those, { kind, data }: Pick<Entry, 'kind' | 'data'>): boolean =>
  event !== undefined &&
  ids.includes(Number(data[event])) &&
  (events === undefined || kind.startsWith(events.replace(/%$/u, '')));

/** Rows of one table of it, and how they are named. */
export type Those = { named: Named; ids: number[]; sources: string[] };

export async function namesOf(tx: Db, kind: ProgrammeKind, ids: readonly number[]): Promise<Those[]> {
  const roots = rootsOf(ids);
  const those: Those[] = [];
  for (const { table, where, named } of emptied[kind]) {
    if (!named) continue;
    const source = named.sourced === undefined ? sql`null` : sql.raw(named.source ?? 'source');
    const found = await rows<{ id: number; source: string | null }>(
      tx,
      sql`select id::float8 as id, ${source} as source from ${sql.raw(table)} where ${where(roots)} order by id`,
    );
    those.push({ named, ids: found.map(({ id }) => id), sources: found.flatMap(({ source }) => source ?? []) });
  }
  return those;
}

export const rootsOf = (ids: readonly number[]): SQL => sql`select unnest(${sql.param([...ids])}::int[])`;
