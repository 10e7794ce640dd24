import type { Store } from '../store.ts';

/**
 * After a backup was brought back: what waits in it may have been sent since, so all of it is looked for before anything
 * is sent; and whoever wrote since is asked for at once. Answers with how many deliveries are looked for.
 */
export const afterRestore = (store: Store): Promise<number> =>
  store.transaction(async (tx) => {
    await tx.chores.dueAtOnce();
    return tx.outbox.doubtAll();
  });
