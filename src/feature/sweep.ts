import type { Store, Tx } from '../store.ts';

/**
 * Something that time brings. It asks the database what is due and not yet done, so it is harmless in parallel, and a
 * missed tick is made good by the next one. Answers how many it did.
 */
export type Sweep = { name: string; sweep: (store: Store, now: Date) => Promise<number> };

/** A sweep as it runs now. Its name is also that under which its queries pass over what failed (`mayTry`). */
type Running = { store: Store; name: string; now: Date };

/**
 * Each by itself, in a transaction of its own: one that fails, or that cannot be done, keeps no other waiting. It rests
 * for some minutes, longer each time, so that many of these leave room for what comes behind them. The first failure is
 * told when all had their turn. Answers for how many `work` said that something was done.
 */
export async function eachAlone<T>(
  { store, name, now }: Running,
  items: readonly T[],
  itemOf: (item: T) => string | number,
  work: (tx: Tx, item: T) => Promise<boolean>,
): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const item of items) {
    try {
      if (await store.transaction((tx) => work(tx, item))) done += 1;
    } catch (error) {
      failures.push(error);
      await store.transaction((tx) => tx.sweeps.failed(name, String(itemOf(item)), now));
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}
