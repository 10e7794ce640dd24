import { sql } from 'drizzle-orm';
import { describe, expect, inject, it } from 'vitest';
import { openPostgres, type PostgresSettings, rows } from '../../db/engine/client.ts';
import { isConnectionError, pgError } from '../../db/engine/errors.ts';
import { embeddedMajor } from '../../db/engine/folder.ts';
import { useDatabase } from '../support/database.ts';

const own = useDatabase();
const message = expect.stringMatching(/inside one of its own transactions/);

describe('a transaction', () => {
  it('refuses the outer database instead of waiting for itself for ever', async () => {
    const { db } = own.database; // taken before, as careless code would
    await expect(db.transaction(() => db.execute(sql`select 1`))).rejects.toMatchObject({ cause: { message } });
    await expect(db.transaction(() => db.transaction(async () => 1))).rejects.toMatchObject({ message });
    await expect(own.database.transaction(() => rows(db, sql`select 1`))).rejects.toMatchObject({ cause: { message } });
  });

  it('lets the database be used again once it is over, even by what it left behind', async () => {
    const { db } = own.database;
    let late = (): Promise<unknown> => Promise.resolve();
    await db.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      const context = new Promise<void>((resolve) => setImmediate(resolve));
      late = () => context.then(() => rows(db, sql`select 2 as two`));
    });
    expect(await late()).toEqual([{ two: 2 }]);
  });

  it('may hold inner transactions, which are undone alone', async () => {
    await own.database.db.execute(sql`create table if not exists scratch (word text primary key)`);
    await own.database.transaction(async (tx) => {
      await tx.execute(sql`insert into scratch values ('kept')`);
      await tx
        .transaction(async (inner) => {
          await inner.execute(sql`insert into scratch values ('undone')`);
          throw new Error('never mind');
        })
        .catch(() => {});
    });
    expect(await rows(own.database.db, sql`select word from scratch`)).toEqual([{ word: 'kept' }]);
    await own.database.db.execute(sql`drop table scratch`);
  });

  it('is started again after a deadlock or a serialization conflict, and after nothing else', async () => {
    for (const [code, runs] of [
      ['40001', 3],
      ['40P01', 3],
      ['23505', 1],
    ] as const) {
      let run = 0;
      const raised = own.database.transaction(
        async (tx) => {
          run++;
          await tx.execute(sql.raw(`do $$ begin raise exception 'no' using errcode = '${code}'; end $$`));
        },
        { retries: 2 },
      );
      expect(pgError(await raised.catch((error: unknown) => error)).code).toBe(code);
      expect(run).toBe(runs);
    }
  });

  it('gives its answer after a conflict that passed', async () => {
    let run = 0;
    const answer = await own.database.transaction(async (tx) => {
      if (++run === 1) await tx.execute(sql`do $$ begin raise exception 'no' using errcode = '40001'; end $$`);
      return (await rows<{ run: number }>(tx, sql`select ${run}::int as run`))[0];
    });
    expect(answer).toEqual({ run: 2 });
  });
});

describe('a failed statement', () => {
  it('tells its code and constraint, the same on both drivers', async () => {
    const { db } = own.database;
    await db.execute(sql`create table if not exists scratch (word text constraint one_of_each unique)`);
    await db.execute(sql`insert into scratch values ('secret')`);
    const error: unknown = await db.execute(sql`insert into scratch values (${'secret'})`).catch((e: unknown) => e);
    expect(pgError(error)).toEqual({ code: '23505', constraint: 'one_of_each' });
    expect(isConnectionError(error)).toBe(false);
    await db.execute(sql`drop table scratch`);
  });

  it('is told from a lost connection by the cause of the error', () => {
    const lost = new Error('Failed query', { cause: Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }) });
    expect(isConnectionError(lost)).toBe(true);
    expect(pgError(lost)).toEqual({});
    expect(isConnectionError(Object.assign(new Error('x'), { code: '08006' }))).toBe(true);
    expect(isConnectionError(undefined)).toBe(false);
  });
});

it('measures how far the clock of the database is from ours', async () => {
  expect(Math.abs(await own.database.clockSkewMs())).toBeLessThan(1_000);
});

it('lets timers run during a long loop over the database', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 1);
  for (let round = 0; round < 200; round++) await own.database.db.execute(sql`select 1`);
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});

it.runIf(inject('databaseKind') === 'pglite')(
  'names the folder of the embedded database after its version',
  async () => {
    const [server] = await rows<{ version: number }>(
      own.database.db,
      sql`select current_setting('server_version_num')::int as version`,
    );
    expect(Math.trunc(Number(server?.version) / 10_000)).toBe(embeddedMajor);
  },
);

describe.runIf(inject('databaseKind') === 'postgres')('a PostgreSQL server', () => {
  /** The rows of a statement on one connection of its own. */
  async function ask(where: Parameters<typeof openPostgres>[0], statement: string, settings?: PostgresSettings) {
    const database = await openPostgres(where, { max: 1, ...settings });
    try {
      await rows(database.db, sql`select ${1}::int as parameter`);
      return await rows<Record<string, unknown>>(database.db, sql.raw(statement));
    } finally {
      await database.close();
    }
  }
  const url = (rest: string): string =>
    `postgres://desk@${encodeURIComponent(inject('postgres').host)}/postgres${rest}`;

  it('is found by either of the URLs in which PostgreSQL names a Unix socket', async () => {
    const folder = encodeURIComponent(inject('postgres').host);
    const name = 'select current_setting($$application_name$$) as name, inet_server_port() as port';
    for (const where of [url(''), `postgres://desk@localhost/postgres?host=${folder}`]) {
      expect(await ask(where, name)).toEqual([{ name: 'liaison-desk', port: null }]);
    }
  });

  it('keeps prepared statements, unless the URL says that it is behind a pooler', async () => {
    const count = 'select count(*)::int as kept from pg_prepared_statements where statement like $$%parameter%$$';
    expect(await ask(url(''), count)).toEqual([{ kept: 1 }]);
    expect(await ask(url('?prepare=false'), count)).toEqual([{ kept: 0 }]);
  });

  it('ends a statement that takes longer than it may', async () => {
    const late: unknown = await ask(url(''), 'select pg_sleep(30)', { statementTimeoutMs: 50 }).catch(
      (e: unknown) => e,
    );
    expect(pgError(late)).toEqual({ code: '57014' });
    expect(await ask(url(''), 'select pg_sleep(0.1)::text as slept', { statementTimeoutMs: 0 })).toHaveLength(1);
  });
});
