import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openPostgres, rows } from '../../db/engine/client.ts';
import { isConnectionError } from '../../db/engine/errors.ts';
import { startChild } from '../support/child.ts';
import { listen, proxyTo } from '../support/postgres-proxy.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';

// What patches/postgres+3.4.9.patch mends. Each of these fails without it.
describe.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')('losing the connection to PostgreSQL', () => {
  let server: PostgresServer;
  const opened: { close(): unknown }[] = [];
  const open = async (...call: Parameters<typeof openPostgres>): Promise<Database> => {
    const database = await openPostgres(...call);
    opened.push(database);
    return database;
  };

  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(async () => {
    for (const { close } of opened) await close();
    await server?.remove();
  });

  it('in a transaction, by a crash of the server, does not end the process', async () => {
    const file = join(import.meta.dirname, 'postgres-child.ts');
    const child = startChild(file, JSON.stringify(server.address('postgres')));
    expect(await child.line()).toBe('in a transaction');
    await server.stop('immediate');
    expect(await child.line()).toBe('lost the connection');
    await server.start();
    expect(await child.line()).toBe('works again');
    expect(await child.exit).toBe(0);
  });

  it('keeps the work of a dead transaction out of the next one on that connection', async () => {
    const admin = await open(server.address('postgres'), { max: 1 });
    await admin.db.execute(sql`create table ledger (entry text)`);
    const database = await open(server.address('postgres'), { max: 1 });
    let late: Promise<unknown> = Promise.resolve();
    let nextHasBegun = (): void => {};
    const begun = new Promise<void>((resolve) => {
      nextHasBegun = resolve;
    });

    const dead = database.transaction(async (tx) => {
      const [backend] = await rows<{ pid: number }>(tx, sql`select pg_backend_pid() as pid`);
      await admin.db.execute(sql`select pg_terminate_backend(${backend?.pid}::int)`);
      late = begun.then(() => tx.execute(sql`insert into ledger values ('of the dead')`));
      await late;
    });
    await expect(dead).rejects.toSatisfy(isConnectionError);
    await database.transaction(async (tx) => {
      await tx.execute(sql`insert into ledger values ('of the next')`);
      nextHasBegun();
      await expect(late).rejects.toThrow();
      await tx.execute(sql`insert into ledger values ('of the next, again')`);
    });

    expect(await rows(admin.db, sql`select entry from ledger`)).toEqual([
      { entry: 'of the next' },
      { entry: 'of the next, again' },
    ]);
  });

  it('during a statement leaves the connection usable, and its error with that statement', async () => {
    const admin = await open(server.address('postgres'), { max: 1 });
    const database = await open(server.address('postgres'), { max: 1 });
    for (let round = 0; round < 3; round++) {
      const [backend] = await rows<{ pid: number }>(database.db, sql`select pg_backend_pid() as pid`);
      const lost = expect(database.db.execute(sql`select pg_sleep(${20}::int)`)).rejects.toSatisfy(isConnectionError);
      await admin.db.execute(sql`select pg_terminate_backend(${backend?.pid}::int)`);
      await lost;
      expect(await rows(database.db, sql`select ${round}::int as round`)).toEqual([{ round }]);
    }
  });

  it('by a reset, within a transaction, leaves the connection usable', async () => {
    const proxy = await proxyTo(server);
    opened.push({ close: () => proxy.close() });
    const database = await open({ ...server.address('postgres'), host: '127.0.0.1', port: proxy.port }, { max: 1 });
    for (let round = 0; round < 3; round++) {
      const lost = database.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        setImmediate(() => proxy.reset());
        await tx.execute(sql`select pg_sleep(20)`);
      });
      await expect(lost).rejects.toSatisfy(isConnectionError);
      for (let query = 0; query < 5; query++) {
        expect(await rows(database.db, sql`select ${query}::int as query`)).toEqual([{ query }]);
      }
    }
  });

  it('while it is being opened fails what waits for it, soon and after few attempts', async () => {
    let connections = 0;
    const hangingUp = await listen((socket) => {
      connections++;
      socket.once('data', () => socket.end());
    });
    opened.push({ close: () => hangingUp.server.close() });
    const database = await open({ ...server.address('postgres'), host: '127.0.0.1', port: hangingUp.port });
    const started = performance.now();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => database.db.execute(sql`select 1`)));
    expect(answers.every((answer) => answer.status === 'rejected' && isConnectionError(answer.reason))).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(connections).toBeLessThanOrEqual(20); // one for each statement that waited
  });

  it('while the driver asks for the array types fails the statement that waits, and nothing else', async () => {
    const proxy = await proxyTo(server, 'typarray');
    opened.push({ close: () => proxy.close() });
    const database = await open({ ...server.address('postgres'), host: '127.0.0.1', port: proxy.port }, { max: 1 });
    await expect(database.db.execute(sql`select 1`)).rejects.toSatisfy(isConnectionError);
    expect(await rows(database.db, sql`select 2 as two`)).toEqual([{ two: 2 }]);
  });

  it('before a transaction has begun is made good by beginning again', async () => {
    const proxy = await proxyTo(server, 'begin');
    opened.push({ close: () => proxy.close() });
    const database = await open({ ...server.address('postgres'), host: '127.0.0.1', port: proxy.port }, { max: 1 });
    expect(await database.transaction((tx) => rows(tx, sql`select 3 as three`))).toEqual([{ three: 3 }]);
    expect(proxy.cuts()).toBe(1);
  });

  it('during a statement that a repeat does not change is made good by a repeat', async () => {
    const proxy = await proxyTo(server, 'three');
    opened.push({ close: () => proxy.close() });
    const database = await open({ ...server.address('postgres'), host: '127.0.0.1', port: proxy.port }, { max: 1 });
    expect(await database.repeatable((db) => rows(db, sql`select 3 as three`))).toEqual([{ three: 3 }]);
    expect(proxy.cuts()).toBe(1);
  });

  it('without a word is noticed, and what comes afterwards goes over new connections', async () => {
    const proxy = await proxyTo(server);
    opened.push({ close: () => proxy.close() });
    const where = { ...server.address('postgres'), host: '127.0.0.1', port: proxy.port };
    const database = await open(where, { max: 10, statementTimeoutMs: 500 });
    const ask = (n: number) =>
      database.repeatable((db) => rows<{ n: number }>(db, sql`select ${n}::int as n from pg_sleep(0.05)`));
    await Promise.all(Array.from({ length: 10 }, (_, n) => ask(n)));
    proxy.swallow();
    // Ten connections are dead and nobody knows. One statement finds out for all of them.
    await expect(database.transaction((tx) => rows(tx, sql`select 1`), { retries: 0 })).rejects.toSatisfy(
      isConnectionError,
    );
    const began = performance.now();
    expect(await Promise.all(Array.from({ length: 10 }, (_, n) => ask(n)))).toHaveLength(10);
    expect(performance.now() - began, 'nobody waits for silence anymore').toBeLessThan(700);
  });

  it('without a word in a transaction fails it, and the next statement is answered', async () => {
    const proxy = await proxyTo(server);
    opened.push({ close: () => proxy.close() });
    const where = { ...server.address('postgres'), host: '127.0.0.1', port: proxy.port };
    const database = await open(where, { max: 1, statementTimeoutMs: 500 });
    const lost = database.transaction(async (tx) => {
      await tx.execute(sql`select 1`);
      proxy.swallow();
      await tx.execute(sql`select 2`);
    });
    await expect(lost).rejects.toSatisfy(isConnectionError);
    expect(await rows(database.db, sql`select 3 as three`)).toEqual([{ three: 3 }]);
  });

  it('is not what a server does that takes its time within the limit', async () => {
    const database = await open(server.address('postgres'), { max: 1, statementTimeoutMs: 2_000 });
    expect(await rows(database.db, sql`select 4 as four from pg_sleep(1.2)`)).toEqual([{ four: 4 }]);
    await expect(database.db.execute(sql`select pg_sleep(60)`)).rejects.toMatchObject({ cause: { code: '57014' } });
  });

  it('does not happen to a transaction that begins behind a full pipeline of other statements', async () => {
    const database = await open(server.address('postgres'), { max: 1 });
    await database.db.execute(sql`select 1`);
    const others = Array.from({ length: 100 }, () => rows(database.db, sql`select 1 as one`));
    await new Promise((resolve) => process.nextTick(resolve)); // all are sent, none is answered
    const inTransaction = await database.transaction((tx) => rows(tx, sql`select 2 as two`));
    expect(inTransaction).toEqual([{ two: 2 }]);
    expect(await Promise.all(others)).toHaveLength(100);
  });
});
