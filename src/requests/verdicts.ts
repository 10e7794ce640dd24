import { eachAlone } from '../feature/sweep.ts';
import type { Store, Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideVerdicts } from './decide/verdicts.ts';
import { loadFacts } from './load.ts';

export const verdictsSweep = 'verdicts';

/**
 * Whether a promise was kept could not be told where the calendar had ended. Once the year is confirmed it is judged,
 * also of requests that are long resolved. Answers of how many requests.
 */
export async function judgeLate(store: Store, now: Date, limit = 200): Promise<number> {
  const ids = await store.transaction((tx) => tx.clocks.unjudged(now, limit));
  return eachAlone(
    { store, name: verdictsSweep, now },
    ids,
    (id) => id,
    (tx, id) => judgeOne(tx, id, now),
  );
}

async function judgeOne(tx: Tx, id: number, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, id, 'locked');
  const decision = facts && decideVerdicts(facts, await tx.offices.rules(facts.office), now);
  if (decision) await apply(tx, decision, now);
  return decision !== undefined;
}
