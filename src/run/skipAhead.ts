import { nextMoment as momentOfFeatures } from '../features.ts';
import { addMinutes, type Calendar, nextOpening, openIntervals, type Unknown } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';
import type { Store } from '../store.ts';
import { type Sweeps, sweepAll } from './schedule.ts';

/** How far the try-it page can move the desk's time. */
export type Skip = 'hour' | 'opening' | 'business day' | 'week';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Moves the desk's time ahead, from one moment at which something is due to the next, so that everything happens in
 * its order and at its time, as it would have. `settle` resolves when what was written has been sent: an answer that
 * stops a clock stops it when it is delivered.
 */
export async function skipAhead(options: Sweeps, to: Skip, settle: () => Promise<void>): Promise<void> {
  const { store, clock } = options;
  const target = await skipTarget(store, clock.now(), to);
  // What was done since the last tick may bring something before then.
  await sweepAll(options);
  await settle();
  for (let arrived = false; !arrived; ) {
    const now = clock.now();
    const due = await nextMoment(store, now);
    arrived = !due || due >= target;
    const ahead = clock.ahead() + Math.max(0, (arrived || !due ? target : due).getTime() - now.getTime());
    await store.transaction((tx) => tx.facts.moveClock(ahead));
    clock.setAhead(ahead);
    await sweepAll(options);
    await settle();
  }
}

/** The next moment at which time alone brings something: digests come at openings. */
async function nextMoment(store: Store, now: Date): Promise<Date | undefined> {
  const opening = (await rulesOfOffices(store)).map(({ calendar }) => openingAfter(calendar, now));
  return earliest([...opening, await store.transaction((tx) => momentOfFeatures(tx, now))]);
}

async function skipTarget(store: Store, now: Date, to: Skip): Promise<Date> {
  if (to === 'hour') return new Date(now.getTime() + HOUR);
  if (to === 'week') return new Date(now.getTime() + 7 * DAY);
  const offices = await rulesOfOffices(store);
  const moments = offices.map(({ calendar, policy }) =>
    to === 'opening' ? openingAfter(calendar, now) : businessDayAfter(calendar, policy, now),
  );
  return earliest(moments) ?? new Date(now.getTime() + DAY);
}

const rulesOfOffices = (store: Store) =>
  store.transaction(async (tx) => {
    const rules = [];
    for (const office of await tx.offices.all()) rules.push(await tx.offices.rules(office));
    return rules;
  });

function openingAfter(calendar: Calendar, now: Date): Date | undefined {
  return openIntervals(calendar, now, new Date(now.getTime() + 14 * DAY))?.find(({ from }) => from > now)?.from;
}

function businessDayAfter(calendar: Calendar, policy: Policy, now: Date): Date | Unknown {
  const end = addMinutes(calendar, now, policy.businessDayMinutes);
  // From a closed hour it ends at closing, when nobody is there to see what came: then on to the next opening.
  return end && nextOpening(calendar, end);
}

const earliest = (moments: (Date | undefined)[]): Date | undefined =>
  moments.filter((moment) => moment !== undefined).sort((a, b) => a.getTime() - b.getTime())[0];
