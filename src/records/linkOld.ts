import type { Store } from '../store.ts';

/** Requests in one transaction: whoever writes about one of them waits for so many at most. */
const AT_ONCE = 100;

/**
 * Puts under the chain what requests had on record before there was one. It may be broken off, and several desks may do it
 * at once. Offices and people were linked by the migration.
 */
export async function linkOldRecord(store: Store, stopped: () => boolean): Promise<void> {
  if (await store.transaction((tx) => tx.chain.isAllLinked())) return;
  for (let last: number | undefined = 0; last !== undefined && !stopped(); ) {
    const after: number = last;
    last = await store.transaction((tx) => tx.chain.linkOld(after, AT_ONCE));
    // Those before were linked, or are being linked by another desk: seen once more from the beginning, none is left.
    if (last === undefined && after > 0) last = 0;
  }
}
