import { AsyncLocalStorage } from 'node:async_hooks';
import { type SQL, sql } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { Options, PostgresType, Sql, TransactionSql } from 'postgres';
import * as schema from '../schema.ts';
import { markOfFolder, markOfServer } from './copyMark.ts';
import { embeddedStatements } from './embeddedStatements.ts';
import { isConnectionError, pgError } from './errors.ts';
import { BrokenDatabase, damaged, type FreeSpace, openFolder, watchSpace } from './folder.ts';
import { migrate } from './migrate.ts';

/** What every query is written against. Both drivers and every transaction fit it. */
export type Db = PgDatabase<PgQueryResultHKT, typeof schema>;

/** An open database: the embedded one (PGlite, one process) or a PostgreSQL server (any number of desks). */
export type Database = {
  /** Refuses to be used inside a transaction: there, use the transaction you were given. */
  readonly db: Db;
  readonly kind: 'pglite' | 'postgres';
  /**
   * Runs `work` in a transaction. Starts it again, at most `retries` times (3 unless told), when the database chose
   * it as the victim of a deadlock or of a serialization conflict, or when the connection turned out to be dead
   * before the transaction had begun. `work` may therefore run more than once.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: { retries?: number }): Promise<T>;
  /**
   * Runs one statement without a transaction around it: two round trips less. It is run again when its connection is
   * lost, although it may have been committed, so it must be one that a repeat does not change.
   */
  repeatable<T>(statement: (db: Db) => Promise<T>): Promise<T>;
  /** Brings the tables up to this version. Safe when several desks start at once. */
  migrate(): Promise<void>;
  /** How far the database's clock is ahead of ours, in milliseconds. */
  clockSkewMs(): Promise<number>;
  /** Clears away what updates left behind, where the database does not do so by itself (the embedded one). */
  tidy(): Promise<void>;
  /** Changes when its files were brought back from a backup; undefined where that cannot be seen. */
  copyMark(): Promise<string | undefined>;
  close(): Promise<void>;
};

/** A PostgreSQL server that is not given by a URL: `host` may be the folder of its Unix socket. */
export type PostgresAddress = { host: string; port?: number; user: string; password?: string; database: string };

/**
 * `max` connections (10), and how long one statement may take in milliseconds (5,000; 0 is no limit): the server ends
 * it then. A server that says nothing at all for 1.6 times as long (8 s) is gone without a word, as when a firewall has
 * forgotten the connection: it is dropped, and what waited for it fails as with any lost connection.
 */
export type PostgresSettings = { max?: number; statementTimeoutMs?: number };

/**
 * Opens the embedded database in `<folder>/pg18`, or in memory without a folder. Throws FolderInUse when another
 * process has the folder open, and says in words what else is wrong with it. `snapshot` is what PGlite's `dumpDataDir`
 * gave, for an empty folder or memory. Fails every statement with the code of a full disk while there is little room.
 */
export async function openPglite(folder?: string, snapshot?: Blob, free?: FreeSpace): Promise<Database> {
  const place = folder === undefined ? undefined : openFolder(folder);
  const refuseFull = place ? watchSpace(place.path, free) : () => {};
  try {
    refuseFull();
    const { PGlite, protocol } = await import('@electric-sql/pglite');
    const { drizzle } = await import('drizzle-orm/pglite');
    const client = await PGlite.create({
      ...(place && { dataDir: place.path }),
      ...(snapshot && { loadDataDir: snapshot }),
    }).catch((error: unknown) => {
      if (!place) throw error;
      throw new BrokenDatabase(damaged(place.path), { cause: error });
    });
    const guard = transactionGuard();
    // PGlite answers in microtasks: without a turn of the event loop before each call, a loop over the database would
    // keep timers and sockets waiting for as long as it lasts.
    const statements = embeddedStatements(client, protocol);
    const transaction = client.transaction.bind(client);
    client.query = async (...call) => {
      guard.refuse();
      refuseFull();
      await eventLoopTurn();
      return statements.query(...call);
    };
    client.transaction = async (work) => {
      guard.refuse();
      refuseFull();
      await eventLoopTurn();
      return transaction((tx) => {
        tx.query = statements.queryIn(tx);
        return guard.inside(() => work(tx));
      });
    };
    const db: Db = drizzle(client, { schema });
    return {
      ...database(db),
      kind: 'pglite',
      tidy: async () => void (await client.exec('vacuum (analyze)')),
      migrate: () => migrate(db._.session),
      copyMark: async () => place && markOfFolder(place.path),
      async close() {
        await client.close();
        place?.release();
      },
    };
  } catch (error) {
    place?.release();
    throw error;
  }
}

/**
 * Opens a PostgreSQL server, version 14 or newer. Nothing is connected before the first query.
 *
 * Every statement is prepared once per connection and then reused. Behind a pooler that hands each transaction to
 * another connection (PgBouncer), add `?prepare=false` to the URL. Such a pooler refuses time-outs in the connection's
 * start-up message too, so they are then left out: set them with `alter role … set statement_timeout = '5s'`.
 */
export async function openPostgres(
  where: string | PostgresAddress,
  { max = 10, statementTimeoutMs = 5_000 }: PostgresSettings = {},
): Promise<Database> {
  const { default: postgres } = await import('postgres');
  const { drizzle } = await import('drizzle-orm/postgres-js');
  const silence = (1.6 * statementTimeoutMs) / 1_000;
  const connect = (connections: number, timeouts: Record<string, number>): { client: Sql; db: Db; guard: Guard } => {
    const options: Options<Record<string, PostgresType>> = {
      max: connections,
      connect_timeout: 10,
      keep_alive: 10,
      // A migration may take its time, and then only the system notices that the other end is gone.
      ...('statement_timeout' in timeouts && { silence_timeout: silence || null }),
      // After a failure wait 50 ms, at most 1 s: the default of up to 20 s would keep a desk idle after a restart.
      backoff: (attempt: number) => Math.min(0.05 * 2 ** attempt, 1),
      onnotice() {},
      // What the desk asks takes milliseconds; compiling a statement first takes the server up to a second.
      connection: { application_name: 'liaison-desk', ...(isPooler(where) ? {} : { ...timeouts, jit: 'off' }) },
    };
    const client =
      typeof where === 'string' ? postgres(...withSocketFolder(where, options)) : postgres({ ...where, ...options });
    const guard = transactionGuard();
    guardAndPrepare(client, guard);
    return { client, db: drizzle(client, { schema }), guard };
  };
  const { client, db } = connect(max, {
    statement_timeout: statementTimeoutMs,
    lock_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: 4 * statementTimeoutMs,
  });
  return {
    ...database(db),
    kind: 'postgres',
    // PostgreSQL sees to it itself (autovacuum).
    async tidy() {},
    async migrate() {
      // Connections of its own: a migration may take longer than any statement of the desk may.
      const own = connect(2, {});
      try {
        // One desk at a time: the first connection holds the lock while the second one migrates.
        await own.db.transaction(async (holder) => {
          await holder.execute(sql`select pg_advisory_xact_lock(hashtext('liaison-desk migrations'))`);
          await own.guard.outside(() => migrate(own.db._.session));
        });
      } finally {
        await own.client.end({ timeout: 5 });
      }
    },
    copyMark: () => markOfServer(async (text) => (await rows<{ said: string }>(db, sql.raw(text)))[0]?.said),
    close: () => client.end({ timeout: 5 }),
  };
}

/** The rows of a hand-written statement. `db.execute` answers differently on the two drivers. */
export function rows<T>(db: Db, statement: SQL): Promise<T[]> {
  return db._.session.all<T>(statement);
}

/** What does not depend on the driver. */
function database(db: Db): Pick<Database, 'db' | 'transaction' | 'repeatable' | 'clockSkewMs'> {
  return {
    db,
    transaction(work, { retries = 3 } = {}) {
      let begun = false;
      const once = () => {
        begun = false;
        return db.transaction((tx) => {
          begun = true;
          return work(tx);
        });
      };
      return patiently(once, retries, (error) => isConflict(error) || (!begun && isConnectionError(error)));
    },
    repeatable: (statement) => patiently(() => statement(db), 3, isConnectionError),
    async clockSkewMs() {
      const before = Date.now();
      const [row] = await rows<{ ms: number }>(
        db,
        sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
      );
      return Math.round(Number(row?.ms) - (before + Date.now()) / 2);
    },
  };
}

/** Deadlocks and serialization conflicts, of which the database chose this one as the victim. */
function isConflict(error: unknown): boolean {
  const { code } = pgError(error);
  return code === '40001' || code === '40P01';
}

async function patiently<T>(work: () => Promise<T>, retries: number, again: (error: unknown) => boolean): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!again(error) || attempt >= retries) throw error;
      await pause(20 * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

/**
 * The database used inside one of its own transactions: on PGlite, which has one connection, it would wait for itself
 * for ever; on PostgreSQL it would not see what the transaction did, and could use up the pool. So it throws.
 */
type Guard = {
  refuse(): void;
  inside<T>(work: () => T | Promise<T>): Promise<T>;
  outside<T>(work: () => T): T;
};

function transactionGuard(): Guard {
  const current = new AsyncLocalStorage<{ open: boolean }>();
  return {
    refuse() {
      if (!current.getStore()?.open) return;
      throw new Error(
        'The database was used inside one of its own transactions. Use the transaction that was handed to the callback.',
      );
    },
    async inside(work) {
      // What the work leaves behind (a timer, an event) keeps this store: it says when the transaction is over.
      const transaction = { open: true };
      try {
        return await current.run(transaction, work);
      } finally {
        transaction.open = false;
      }
    },
    outside: (work) => current.exit(work),
  };
}

/** drizzle asks for unprepared statements, two round trips each, unless a query is named: so the client is told here. */
function guardAndPrepare(client: Sql, guard: Guard): void {
  const unsafe = client.unsafe;
  const begin = client.begin as (work: (tx: TransactionSql) => unknown) => Promise<unknown>;
  client.unsafe = ((text: string, values: never[] = [], options = {}) => {
    guard.refuse();
    return unsafe(text, values, { ...options, prepare: true });
  }) as typeof unsafe;
  client.begin = (async (work: (tx: TransactionSql) => unknown) => {
    guard.refuse();
    return begin((tx) => guard.inside(() => work(preparing(tx))));
  }) as typeof client.begin;
}

function preparing(tx: TransactionSql): TransactionSql {
  const unsafe = tx.unsafe;
  const savepoint = tx.savepoint as (work: (tx: TransactionSql) => unknown) => Promise<unknown>;
  tx.unsafe = ((text: string, values: never[] = [], options = {}) =>
    unsafe(text, values, { ...options, prepare: true })) as typeof unsafe;
  tx.savepoint = ((work: (inner: TransactionSql) => unknown) =>
    savepoint((inner) => work(preparing(inner)))) as typeof tx.savepoint;
  return tx;
}

/** The two ways in which PostgreSQL's own URLs name the folder of a Unix socket; postgres.js understands neither. */
function withSocketFolder<T extends object>(where: string, options: T): [string, T & { host?: string }] {
  const url = new URL(where);
  const folder = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  if (!folder.startsWith('/')) return [where, options];
  url.searchParams.delete('host');
  return [url.href, { ...options, host: folder }];
}

const isPooler = (where: string | PostgresAddress): boolean =>
  typeof where === 'string' && new URL(where).searchParams.get('prepare') === 'false';

const eventLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
