/** What the desk really sends to a database: recorded from its driver, and sent again without the desk. */
import type { PGlite, QueryOptions } from '@electric-sql/pglite';
import type { Sql, TransactionSql } from 'postgres';
import type { Database } from '../db/engine/client.ts';

export type Statement = { text: string; params: unknown[]; options?: QueryOptions | undefined };
/** The statements of one transaction. */
export type Recorded = Statement[];

/** Records every transaction of this database from now on. */
export function record(database: Database): Recorded[] {
  const recorded: Recorded[] = [];
  if (database.kind === 'pglite') recordPglite(clientOf<PGlite>(database), recorded);
  else recordPostgres(clientOf<Sql>(database), recorded);
  return recorded;
}

/** Records the transactions of a database that others go on using. */
export async function recordWhile(database: Database, work: () => Promise<unknown>): Promise<Recorded[]> {
  const client = clientOf<Partial<PGlite & Sql>>(database);
  const { transaction, begin } = client;
  const recorded = record(database);
  try {
    await work();
  } finally {
    Object.assign(client, database.kind === 'pglite' ? { transaction } : { begin });
  }
  return recorded;
}

/** The driver below drizzle, which sets this property and has no type for it. */
const clientOf = <T>(database: Database): T => (database.db as unknown as { $client: T }).$client;

function recordPglite(client: PGlite, recorded: Recorded[]): void {
  const transaction = client.transaction.bind(client);
  client.transaction = (work) =>
    transaction((tx) => {
      const statements: Recorded = [];
      recorded.push(statements);
      const query = tx.query.bind(tx);
      tx.query = ((text: string, params: unknown[] = [], options?: QueryOptions) => {
        statements.push({ text, params, options });
        return query(text, params, options);
      }) as typeof tx.query;
      return work(tx);
    });
}

function recordPostgres(client: Sql, recorded: Recorded[]): void {
  const begin = client.begin.bind(client) as (work: (tx: TransactionSql) => unknown) => Promise<unknown>;
  client.begin = ((work: (tx: TransactionSql) => unknown) =>
    begin((tx) => {
      const statements: Recorded = [];
      recorded.push(statements);
      const unsafe = tx.unsafe;
      tx.unsafe = ((text: string, params: unknown[] = [], ...more: []) => {
        statements.push({ text, params });
        return unsafe(text, params as never[], ...more);
      }) as typeof unsafe;
      return work(tx);
    })) as typeof client.begin;
}

export async function replayOnPglite(client: PGlite, transactions: Recorded[]): Promise<void> {
  for (const statements of transactions)
    await client.transaction(async (tx) => {
      for (const { text, params, options } of statements) await tx.query(text, params, options);
    });
}

export async function replayOnPostgres(client: Sql, transactions: Recorded[]): Promise<void> {
  for (const statements of transactions)
    await client.begin(async (tx) => {
      for (const { text, params } of statements) await tx.unsafe(text, params as never[], { prepare: true }).values();
    });
}
