import type { Feature } from '../feature/feature.ts';
import { eachAlone } from '../feature/sweep.ts';
import type { Store } from '../store.ts';

/** Whoever is asleep, or whose office is closed, is told when the day begins. What waits is put with `notBefore`. */

const morningsSweep = 'mornings';

/** So many in one transaction: a morning may have hundreds of them. */
const LIMIT = 1_000;

/** What has waited until now goes to be sent: all at once, or where one of them cannot go, each by itself. */
export async function sweepMornings(store: Store, now: Date, limit = LIMIT): Promise<number> {
  const ids = await store.transaction((tx) => tx.outbox.waited(now, limit));
  if (ids.length === 0) return 0;
  try {
    return await store.transaction((tx) => tx.outbox.release(ids));
  } catch {
    const alone = { store, name: morningsSweep, now };
    return eachAlone(
      alone,
      ids,
      (id) => id,
      async (tx, id) => (await tx.outbox.release([id])) > 0,
    );
  }
}

/** First of all features: what waited goes before what else the morning brings. */
export const mornings: Feature = {
  name: 'mornings',
  sweeps: [{ name: morningsSweep, sweep: (store, now) => sweepMornings(store, now) }],
  nextMoment: (tx, now) => tx.outbox.nextRelease(now),
};
