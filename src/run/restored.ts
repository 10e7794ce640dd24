import type { Store } from '../store.ts';

/** More than an office opens between two backups. */
const NUMBERS_LEFT_OUT = 1_000;

/**
 * After a backup was brought back: what waits in it may have been sent since, so all of it is looked for before anything
 * is sent; and whoever wrote since is asked for at once. Numbers of requests that were opened since and are gone stay with
 * them: cards about those still stand in the chats, and their buttons must not be about another. Answers with how many
 * deliveries are looked for.
 */
export const afterRestore = (store: Store): Promise<number> =>
  store.transaction(async (tx) => {
    await tx.chores.dueAtOnce();
    await tx.requests.leaveOutIds(NUMBERS_LEFT_OUT);
    return tx.outbox.doubtAll();
  });
