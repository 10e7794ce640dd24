import { type SQL, sql } from 'drizzle-orm';

/**
 * A record of the programme, told once: its parts, and what stands in each. Whom it is about, what was written in it and
 * when, and how it is handed out all follow from that.
 */

/**
 * `words`: what people wrote. `person`: it is about them; `told`: they only heard of it. `at`: an instant at which
 * something was written or came to pass; `due`: one that was meant.
 */
type Is = 'words' | 'value' | 'person' | 'told' | 'agency' | 'at' | 'due' | 'day';
export type Column = { name: string; of: SQL; is: Is };

/** Rows of a table (`from … where …`, of the record whose id is `x.id`), in an order of their own. */
export type Part = { name: string; from: SQL; order?: SQL; columns: readonly Column[] };

const column =
  (is: Is) =>
  (name: string, of: SQL | string): Column => ({ name, is, of: typeof of === 'string' ? sql.raw(of) : of });
export const words = column('words');
export const value = column('value');
export const person = column('person');
export const told = column('told');
export const agency = column('agency');
export const at = column('at');
export const due = column('due');
export const day = column('day');

/**
 * How it is read: as the desk itself knows it (undefined), or as it is handed out; and then whole, or for an agency alone
 * (by the SQL of its id). A record that is about it alone is theirs whole; of another it is given no more than what is
 * theirs or what everybody was shown.
 */
export type View = { only?: SQL } | undefined;
/** A condition more for where it is not given whole. */
export const seen = (view: View, condition: SQL): SQL =>
  view?.only === undefined ? sql`` : sql`and (x.agency_id = ${view.only} or (${condition}))`;
/** A column that is empty there. */
export const seenOf = (view: View, condition: SQL, of: string): SQL =>
  view?.only === undefined
    ? sql.raw(of)
    : sql`case when x.agency_id = ${view.only} or (${condition}) then ${sql.raw(of)} end`;
/** A condition for whatever is handed out. */
export const handedOut = (view: View, condition: SQL): SQL => (view === undefined ? sql`` : sql`and (${condition})`);

const named = ({ columns }: Part, kinds: readonly Is[]): Column[] => columns.filter(({ is }) => kinds.includes(is));

/** One value a row, of all columns of these kinds. */
function all(parts: readonly Part[], kinds: readonly Is[], type: string, collect: (columns: SQL) => SQL): SQL {
  const those = parts.flatMap((part) => {
    const columns = named(part, kinds);
    return columns.length === 0
      ? []
      : [
          sql`select ${collect(
            sql.join(
              columns.map(({ of }) => of),
              sql`, `,
            ),
          )} from ${part.from}`,
        ];
  });
  return those.length === 0 ? sql`select null${sql.raw(type)} where false` : sql.join(those, sql` union all `);
}

const unnested = (columns: SQL): SQL => sql`unnest(array[${columns}])`;

/** Ids of agencies and people, and instants; texts. */
export const agenciesIn = (parts: readonly Part[]): SQL => all(parts, ['agency'], '::int', unnested);
export const peopleIn = (parts: readonly Part[]): SQL => all(parts, ['person'], '::int', unnested);
export const instantsIn = (parts: readonly Part[]): SQL => all(parts, ['at'], '::timestamptz', unnested);
export const wordsIn = (parts: readonly Part[]): SQL =>
  all(parts, ['words'], '::text', (columns) => sql`concat_ws(' ', ${columns})`);

/** All rows of a part as a JSON list, with names in the place of ids; what is empty is left out. */
export function rowsOf({ from, order, columns }: Part): SQL {
  const pairs = columns.map((each) => sql`${sql.raw(`'${each.name}'`)}, ${shown(each)}`);
  const ordered = order === undefined ? sql`` : sql`order by ${order}`;
  return sql`(select coalesce(json_agg(t.row), '[]') from (
    select json_strip_nulls(json_build_object(${sql.join(pairs, sql`, `)})) as row from ${from} ${ordered}) t)`;
}

function shown({ is, of }: Column): SQL {
  switch (is) {
    case 'person':
    case 'told':
      return sql`(select json_build_object('id', q.id, 'name', q.name, 'email', q.email) from people q where q.id = ${of})`;
    case 'agency':
      return sql`(select json_build_object('code', q.code, 'name', q.name) from agencies q where q.id = ${of})`;
    case 'at':
    case 'due':
      return sql`to_char(${of} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
    case 'day':
      return sql`to_char(${of}, 'YYYY-MM-DD')`;
    default:
      return of;
  }
}
