import type { Store } from '../store.ts';

/**
 * Something that time brings. It asks the database what is due and not yet done, so it is harmless in parallel, and a
 * missed tick is made good by the next one. Answers how many it did.
 */
export type Sweep = { name: string; sweep: (store: Store, now: Date) => Promise<number> };

/**
 * Each by itself, in a transaction of its own: one that fails, or that cannot be done, keeps no other waiting. The
 * first failure is told when all had their turn. Answers for how many `work` said that something was done.
 */
export async function eachAlone<T>(items: readonly T[], work: (item: T) => Promise<boolean>): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const item of items) {
    try {
      if (await work(item)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return done;
}
