import { sql } from 'drizzle-orm';
import { type Database, rows } from '../../db/engine/client.ts';

/** All that stands in all tables, a text for each row, with the table it is of. Bytes are hexadecimal digits. */
export async function dumpAll(database: Database): Promise<{ table: string; row: string }[]> {
  const tables = await rows<{ name: string }>(
    database.db,
    sql`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const all: { table: string; row: string }[] = [];
  for (const { name } of tables) {
    const found = await rows<{ row: string }>(database.db, sql`select t::text as row from ${sql.identifier(name)} t`);
    all.push(...found.map(({ row }) => ({ table: name, row })));
  }
  return all;
}

/** Where these words stand, also as bytes or as lexemes of a search. */
export const whereIs = (dump: readonly { table: string; row: string }[], words: readonly string[]): string[] =>
  dump.flatMap(({ table, row }) => {
    const found = words.filter((word) =>
      [word, Buffer.from(word).toString('hex')].some((form) => row.toLowerCase().includes(form.toLowerCase())),
    );
    return found.length > 0 ? [`${table}: ${found.join(', ')} in ${row.slice(0, 300)}`] : [];
  });
