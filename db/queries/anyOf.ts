import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/** Whatever is one of these ids: one statement for any number of them, which stays prepared. */
export const anyOf = (ids: Iterable<number>): SQL => sql`any(${`{${[...ids].join(',')}}`}::int[])`;

export const isAnyOf = (column: SQLWrapper, ids: Iterable<number>): SQL => sql`${column} = ${anyOf(ids)}`;
