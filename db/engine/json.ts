import { getTableColumns } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/** What `to_jsonb` makes of a row. */
export type Json = Record<string, unknown>;

/** A row of a table that came as JSON: its columns by our names, its instants as instants. */
export function fromJson<T extends PgTable>(table: T, json: Json): T['$inferSelect'] {
  const columns = Object.entries(getTableColumns(table));
  return Object.fromEntries(
    columns.map(([name, column]) => {
      const value = json[column.name] ?? null;
      return [name, value !== null && column.dataType === 'date' ? new Date(String(value)) : value];
    }),
  );
}
