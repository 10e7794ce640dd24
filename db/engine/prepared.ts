import { getTableColumns, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Db } from './client.ts';

type Values = Record<string, unknown>;
type Prepared<R> = { execute(values: Values): Promise<R> };
/** A query of drizzle before it is run. */
type Query<R> = { prepare(name: string): Prepared<R> };

/**
 * A statement that is built once and then run with other values for its placeholders. Building the text is most of what
 * a query costs outside the database: the statements between a question and its receipt are kept like this. Mind that
 * drizzle encodes the values of placeholders in `where` not at all: give strings for dates.
 */
export function prepared<R>(build: (db: Db) => Query<R>): (db: Db, values?: Values) => Promise<R> {
  const byDriver = new Map<unknown, Prepared<R>>();
  return (db, values = {}) => {
    const session = db._.session as unknown as { client: unknown; constructor: unknown };
    let statement = byDriver.get(session.constructor);
    if (!statement) {
      statement = build(db).prepare('kept');
      byDriver.set(session.constructor, statement);
    }
    // A prepared query belongs to the connection it was built on; this is the same one on the connection at hand.
    const here: Prepared<R> = Object.create(statement, { client: { value: session.client } });
    return here.execute(values);
  };
}

/** More rows at once are rare, and each number of rows is a statement of its own. */
const MOST_ROWS = 6;

/** An insert of these columns, kept for each small number of rows. What a row leaves out is null. */
export function preparedInsert<T extends PgTable, R>(
  table: T,
  columns: readonly (keyof T['$inferInsert'] & string)[],
  build: (db: Db, rows: T['$inferInsert'][]) => Query<R>,
): (db: Db, rows: T['$inferInsert'][]) => Promise<R> {
  const encoders: Record<string, PgColumn> = getTableColumns(table);
  const bySize = new Map<number, (db: Db, values?: Values) => Promise<R>>();
  const nameOf = (column: string, row: number) => `${column} ${row}`;
  const statementOf = (size: number) =>
    prepared((db) => {
      const places = Array.from({ length: size }, (_, row) =>
        Object.fromEntries(columns.map((column) => [column, sql`${sql.placeholder(nameOf(column, row))}`])),
      );
      return build(db, places as T['$inferInsert'][]);
    });
  return (db, rows) => {
    const statement = bySize.get(rows.length) ?? statementOf(rows.length);
    if (rows.length <= MOST_ROWS) bySize.set(rows.length, statement);
    const encoded = rows.flatMap((row: Values, n) => {
      const lost = Object.keys(row).find((name) => !columns.some((column) => column === name));
      if (lost) throw new Error(`the prepared insert does not know of ${lost}: add it to its columns`);
      return columns.map((column) => {
        const value = row[column] ?? null;
        return [nameOf(column, n), value === null ? null : encoders[column]?.mapToDriverValue(value)];
      });
    });
    return statement(db, Object.fromEntries(encoded));
  };
}
