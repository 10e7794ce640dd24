import { type SQL, sql } from 'drizzle-orm';
import { type Listed, type Mark, mostCounted, type Only, type Place, type Sight } from '../../src/requests/listing.ts';
import { isAnyOf } from './anyOf.ts';

/** Which requests a list holds, in which order, and what of it comes behind a place: conditions for `lists.ts`. */

export const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
export const live = sql`r.state in ('open', 'waiting')`;
const byDue = sql`coalesce(r.due_at, 'infinity'::timestamptz)`;

/** What a list is sorted by: `newest` by when it was asked or resolved, else by a due time. */
type Order = { key: SQL; newest: 'asked' | 'resolved' | undefined };

export function orderOf({ which }: Listed): Order {
  if (which === 'asked by' || which === 'found') return { key: sql`null::timestamptz`, newest: 'asked' };
  if (which === 'resolved') return { key: sql`r.resolved_at`, newest: 'resolved' };
  return { key: which === 'due' ? sql`r.soonest_at` : byDue, newest: undefined };
}

/** The order in words of rows that have `key` and `id`, or of requests. */
export function orderBy({ newest }: Order, key: SQL, id: SQL): SQL {
  if (newest === 'asked') return sql`${id} desc`;
  return newest ? sql`${key} desc, ${id}` : sql`${key}, ${id}`;
}

/** A row's `Mark.at`: below zero where the newest come first. */
export function markOf({ newest }: Order): SQL {
  if (newest === 'asked') return sql`-r.id::float8`;
  const at = sql`(extract(epoch from page.key) * 1000000)::float8`;
  return newest ? sql`-${at}` : sql`case when isfinite(page.key) then ${at} end`;
}

/** So many rows of a list, the first behind a place. `read` is given what to choose and in which order. */
export function readListed(list: Sought, columns: (key: SQL) => SQL, place: Place | undefined, size: number): SQL {
  const order = orderOf(list);
  const { key } = order;
  // As a number in the text: a plan that is kept for any number of rows would sort them all.
  const limit = sql.raw(String(size));
  const read = (scope: SQL): SQL => sql`
    select ${columns(key)} from ${fromOf(list)}
    where ${scope} and ${conditionOf(list)} ${onlyOf(list)} ${place ? behind(order, place) : sql``}
    order by ${orderBy(order, key, sql`r.id`)} limit ${limit}`;
  switch (list.which) {
    case 'asked by':
    case 'found':
      return read(sql`true`);
    case 'held by':
      return read(isAnyOf(sql`r.office_id`, list.officeIds));
    default: {
      const ids = list.which === 'resolved' ? officesIn(list.sight) : list.officeIds;
      return sql`select each.* from unnest(${sql.param(ids)}::int[]) as office (id)
        cross join lateral (${read(sql`r.office_id = office.id`)}) as each`;
    }
  }
}

/**
 * How many a list holds: no more than one beyond `mostCounted` are looked at. In order, or a plan might look for them among
 * all that have ever been asked.
 */
export function countOf(list: Sought): SQL {
  const most = mostCounted(list) + 1;
  const limit = sql.raw(String(most));
  const read = readListed(list, () => sql`1`, undefined, most);
  return sql`(select count(*)::int from (select from (${read}) as each limit ${limit}) as counted)`;
}

/** What makes a request one of a list, beside the offices. Word for word as the partial indexes have it. */
function conditionOf(list: Listed): SQL {
  switch (list.which) {
    case 'asked by':
      return sql`r.requester_id = ${list.personId}`;
    case 'held by':
      return sql`r.holder_id = ${list.personId} and ${live}`;
    case 'held by nobody':
      return sql`r.holder_id is null and ${live}`;
    case 'escalated':
      return sql`r.escalated and ${live}`;
    case 'open':
      return live;
    case 'due':
      return sql`r.soonest_at <= ${instant(list.by)} and ${live}`;
    case 'resolved':
      return sql`r.state = 'resolved' and ${inSight(list.sight, false)}`;
    case 'found':
      return sql`${inSight(list.sight, true)}`;
  }
}

/** What the list is narrowed to. */
function onlyOf({ only = {}, ...list }: Listed): SQL {
  const { newest, key } = orderOf(list);
  const due = newest ? byDue : key;
  return sql`${timeOf(due, only)} ${stateOf(only)}
    ${only.urgent ? sql`and r.priority = 'urgent'` : sql``}
    ${only.holderId === undefined ? sql`` : sql`and r.holder_id = ${only.holderId}`}
    ${only.agencyId === undefined ? sql`` : sql`and r.agency_id = ${only.agencyId}`}`;
}

function timeOf(due: SQL, { due: span }: Only): SQL {
  if (!span) return sql``;
  const from = span.from ? sql`and ${due} >= ${instant(span.from)}` : sql``;
  return sql`and ${due} < ${instant(span.before)} ${from} and ${live}`;
}

function stateOf({ state }: Only): SQL {
  if (state === undefined) return sql``;
  // Words that an index may have: no parameters.
  return state === 'open' ? sql`and ${live}` : sql`and r.state = ${sql.raw(`'${state}'`)}`;
}

/** What of a list comes behind a place and was not shown. */
function behind({ key, newest }: Order, { after, shown }: Place): SQL {
  const unseen = shown.length > 0 ? sql`and r.id <> all(${sql.param(shown)}::int[])` : sql``;
  if (after === undefined) return unseen;
  if (newest === 'asked') return sql`and r.id < ${after.id} ${unseen}`;
  if (newest)
    return sql`and ${key} <= ${momentOf(after, -1)}
      and (${key} < ${momentOf(after, -1)} or r.id > ${after.id}::int) ${unseen}`;
  return sql`and (${key}, r.id) > (${momentOf(after, 1)}, ${after.id}::int) ${unseen}`;
}

const momentOf = ({ at }: Mark, sign: 1 | -1): SQL =>
  at === 'never'
    ? sql`'infinity'::timestamptz`
    : sql`'epoch'::timestamptz + ${sign * at}::float8 * interval '1 microsecond'`;

const officesIn = ({ officeIds, liaisonOfficeIds }: Sight): number[] => [...officeIds, ...liaisonOfficeIds];

/** Whether somebody may see a request: as one of the office, and (`own`) as the one who asked it. */
function inSight({ personId, officeIds, ...liaison }: Sight, own: boolean): SQL {
  const parts = [
    ...(own ? [sql`r.requester_id = ${personId}`] : []),
    ...(officeIds.length > 0 ? [isAnyOf(sql`r.office_id`, officeIds)] : []),
    ...(liaison.liaisonOfficeIds.length > 0 ? [asLiaison(personId, liaison)] : []),
  ];
  return parts.length > 0 ? sql`(${sql.join(parts, sql` or `)})` : sql`false`;
}

function asLiaison(
  personId: number,
  { liaisonOfficeIds, covered, standingInFor }: Pick<Sight, 'liaisonOfficeIds' | 'covered' | 'standingInFor'>,
): SQL {
  const ids = (of: number[]): SQL => sql`${sql.param(of)}::int[]`;
  const lines = sql`select * from unnest(${ids(covered.map(({ officeId }) => officeId))},
    ${ids(covered.map(({ agencyId }) => agencyId))}, ${ids(covered.map(({ lineId }) => lineId))})`;
  const people = sql`select * from unnest(${ids(standingInFor.map(({ officeId }) => officeId))},
    ${ids(standingInFor.map((each) => each.personId))})`;
  return sql`(${isAnyOf(sql`r.office_id`, liaisonOfficeIds)} and (r.holder_id = ${personId}
    or (r.office_id, r.agency_id, r.service_line_id) in (${lines}) or (r.office_id, r.holder_id) in (${people})))`;
}

/**
 * The words as the database looks for them; the last may be the beginning of one. Without what excludes: not to be found
 * would tell what a note says. Null when no word of them counts.
 */
export const queryOf = (words: string): SQL => readQuery(sql`${withoutExcluding(words)}::text`);

export const withoutExcluding = (words: string): string => words.replace(/(?<![^\s"])-+/gu, ' ');

/** The same of words that stand in the database, or on their way to it. */
export const readQuery = (words: SQL): SQL => sql`
  select q || case when q like '%''' then ':*' else '' end as query
  from (select nullif(websearch_to_tsquery('english', ${words})::text, '') as q) as asked`;

/** With the words, in notes only where the notes may be seen. `rare`: few requests have them. */
export type Sought = Listed & { rare?: boolean };

/**
 * The requests, and of what is looked for those with its words. Whether few or many have these the database cannot know,
 * and its guess would cost a hundred times the page: rare words are looked up and then their requests; of others the
 * requests are gone through, the newest first. `limit 1` keeps it from turning that round.
 */
function fromOf(list: Sought): SQL {
  if (list.which !== 'found' || list.words === '') return sql`requests r`;
  const { words, sight } = list;
  const query = sql`${words}::tsquery`;
  const seesNotes = [
    ...(sight.notesIn.length > 0 ? [isAnyOf(sql`r.office_id`, sight.notesIn)] : []),
    ...(sight.liaisonOfficeIds.length > 0 ? [asLiaison(sight.personId, sight)] : []),
  ];
  const said = sql`w.said @@ ${query}`;
  const has =
    seesNotes.length === 0 ? said : sql`w.noted @@ ${query} and (${said} or ${sql.join(seesNotes, sql` or `)})`;
  if (!list.rare)
    return sql`requests r cross join lateral (
      select from request_words w where w.request_id = r.id and ${has} limit 1) as words`;
  return sql`(select * from request_words where noted @@ ${query} limit ${sql.raw(String(RARE))}) as w
    cross join lateral (select * from requests r where r.id = w.request_id and ${has} limit 1) as r`;
}

/** So many have a word that is rare. */
export const RARE = 5_000;

/** Whether somebody looks only among what they asked: that is little, whatever the words are. */
export const isOwn = ({ officeIds, liaisonOfficeIds }: Sight): boolean =>
  officeIds.length + liaisonOfficeIds.length === 0;
