import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openPostgres, rows } from '../../db/engine/client.ts';
import { startChild } from '../support/child.ts';
import { startPostgres } from '../support/postgres-server.ts';

it.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')(
  'four desks that start at once on an empty PostgreSQL all succeed',
  async () => {
    const server = await startPostgres();
    try {
      const file = join(import.meta.dirname, 'migrate-child.ts');
      const desks = Array.from({ length: 4 }, () => startChild(file, server.url('postgres')));
      for (const desk of desks) expect(await desk.line()).toBe('ready');
      expect(await Promise.all(desks.map((desk) => desk.end()))).toEqual([0, 0, 0, 0]);

      const database = await openPostgres(server.address('postgres'));
      const twice = sql`select hash from drizzle.__drizzle_migrations group by hash having count(*) > 1`;
      expect(await rows(database.db, twice)).toEqual([]);
      await database.close();
    } finally {
      await server.remove();
    }
  },
);
