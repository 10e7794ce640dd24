import { eachAlone } from '../feature/sweep.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { type ClockRow, hushed, isRunning } from '../requests/requestClocks.ts';
import { defaultRepeats } from '../sla/policy.ts';
import { openingAfter } from '../sla/steps.ts';
import type { Store, Tx } from '../store.ts';
import { tellDaysOf } from './dayCard.ts';
import { seesTo } from './warning.ts';
import type { GoneSeer } from './warningStore.ts';
import { promiseBroken } from './words.ts';

/**
 * Whoever said *I have this* is out before they have seen to it, or not of the office any more: the desk is not silent for
 * somebody who is not there. It is everybody's again, and said again from when it would have been.
 */
export async function sweepGone(store: Store, now: Date, limit = 1_000): Promise<number> {
  const gone = await store.transaction((tx) => tx.warnings.gone(now, limit));
  const running = { store, name: 'seen to no more', now };
  return eachAlone(
    running,
    gone,
    ({ requestId }) => requestId,
    (tx, it) => seeNoMore(tx, it, now),
  );
}

async function seeNoMore(tx: Tx, { requestId, personId, until, why, out }: GoneSeer, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, requestId, 'locked');
  const seer = await tx.warnings.seenTo(requestId);
  if (!facts || !seesTo(seer, now) || seer.id !== personId || seer.until > until) return false;
  const draft = new Draft(facts, now);
  const data = { by: personId, until: until.toISOString(), why, out };
  draft.record('seen to no more', { at: now, actorId: null }, data);
  draft.clocks(await asBefore(tx, facts));
  for (const clock of facts.clocks.filter(isRunning)) {
    const key = `broken ${clock.id}`;
    if (clock.breachedAt === null || !(await tx.outbox.standing([key]))) continue;
    draft.tell({
      ...{ key: `${key} seen to r${draft.request.revision}`, kind: 'notice', to: facts.request.requesterId },
      ...{ replaces: key, message: (after) => promiseBroken(after, clock, null) },
    });
  }
  await apply(tx, draft.decided(), now);
  await tellDaysOf(tx, facts, now);
  return true;
}

/** The clocks as if nobody had said anything: what was told today is not told again. */
async function asBefore(tx: Tx, { clocks, pauses, rules }: RequestFacts): Promise<ClockRow[]> {
  const { everyDays } = rules.policy.repeats ?? defaultRepeats;
  const all: ClockRow[] = [];
  for (const clock of clocks) {
    const steps = isRunning(clock) && clock.breachedAt ? await tx.warnings.stepsOf(clock.id) : [];
    const last = steps.map(({ at }) => at).sort((a, b) => b.getTime() - a.getTime())[0] ?? clock.breachedAt;
    const until = last && (openingAfter(rules.calendar, last, everyDays) ?? null);
    all.push(...hushed([clock], until, pauses, rules));
  }
  return all;
}
