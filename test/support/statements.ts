import type { Database } from '../../db/engine/client.ts';

type Client = { transaction?: unknown; begin?: unknown };

/**
 * Counts the statements that reach a database while `work` runs, on either engine. The driver below drizzle is wrapped
 * for that time and put back after it. Of a transaction its begin and its end are not counted.
 */
export async function countStatements(database: Database, work: () => Promise<unknown>): Promise<string[]> {
  const client = (database.db as unknown as { $client: Client }).$client;
  const name = database.kind === 'pglite' ? 'transaction' : 'begin';
  const own = Object.hasOwn(client, name) ? client[name] : undefined;
  const original = (client[name] as (work: (tx: object) => unknown) => unknown).bind(client);
  const sent: string[] = [];
  client[name] = (inside: (tx: object) => unknown) =>
    original((tx: object) => {
      const call = database.kind === 'pglite' ? 'query' : 'unsafe';
      const run = (tx as Record<string, (...args: unknown[]) => unknown>)[call];
      if (!run) throw new Error(`the driver has no ${call}`);
      const bound = run.bind(tx);
      (tx as Record<string, unknown>)[call] = (...args: unknown[]) => {
        sent.push(String(args[0]));
        return bound(...args);
      };
      return inside(tx);
    });
  try {
    await work();
  } finally {
    if (own === undefined) delete client[name];
    else client[name] = own;
  }
  return sent;
}
