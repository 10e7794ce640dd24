import { type SQL, sql } from 'drizzle-orm';
import type { ActionSubject } from '../../src/actions/action.ts';
import { at, day, type Part, person, value, words } from './recordParts.ts';

/** What records of the programme have in common: what somebody took on because of them, needs, and the day in a title. */

type Of = ActionSubject['kind'];

export const onDay = (of: SQL, zone: SQL): SQL => sql`to_char(${of} at time zone ${zone}, 'FMMonth FMDD, YYYY')`;

/** What somebody took on because of these: while it is open, the record is not closed. */
const actionsOf = (kind: Of, of: SQL): SQL =>
  sql`actions c where c.subject_kind = ${sql.raw(`'${kind}'`)} and c.subject_id in (${of})`;
export const hasOpen = (kind: Of, of: SQL): SQL =>
  sql`exists (select from ${actionsOf(kind, of)} and c.state = 'open')`;
export const lastDone = (kind: Of, of: SQL): SQL => sql`(select max(c.ended_at) from ${actionsOf(kind, of)})`;

/** `result`: how that column is read; `more`: a condition on all. */
export const actionPart = (kind: Of, of: SQL, result: ((of: string) => SQL) | undefined, more: SQL): Part => ({
  name: 'actions',
  from: sql`${actionsOf(kind, of)} ${more}`,
  order: sql`c.id`,
  columns: [
    ...[words('what', 'c.what'), words('from', 'c.about'), person('who', 'c.owner_id'), day('by', 'c.due')],
    ...[value('state', 'c.state'), at('told', 'c.told_at'), at('ended', 'c.ended_at')],
    ...[person('ended_by', 'c.ended_by'), words('what_came_of_it', result?.('c.result') ?? 'c.result')],
  ],
});

/** Needs with all that were put together with them, however often. */
export const needsWith = (roots: SQL): SQL => sql`
  with recursive those (id) as (
    ${roots} union select n.id from listening_needs n join those on n.merged_into = those.id)
  select id from those`;
/** Of a round (by the SQL of its id), and of what was recommended by itself. */
export const needsOfRounds = (ids: SQL): SQL =>
  needsWith(sql`select n.id from listening_needs n where n.round_id in (${ids})`);
