import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';

const own = useDatabase();

it('is harmless when there is nothing to do', async () => {
  const count = sql`select count(*)::int as applied from drizzle.__drizzle_migrations`;
  const before = await rows(own.database.db, count);
  await own.database.migrate();
  expect(await rows(own.database.db, count)).toEqual(before);
});

it('refuses a database that a newer version of the desk has changed', async () => {
  const { db } = own.database;
  const when = Date.UTC(2031, 4, 6);
  await db.execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('from the future', ${when})`,
  );
  try {
    await expect(own.database.migrate()).rejects.toThrow(/newer version of the desk .* the last of 2031-05-06/);
  } finally {
    await db.execute(sql`delete from drizzle.__drizzle_migrations where created_at = ${when}`);
  }
});
