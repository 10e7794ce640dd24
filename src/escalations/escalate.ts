import { eachAlone } from '../feature/sweep.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import { loadFacts } from '../requests/load.ts';
import { type ClockRow, isRunning } from '../requests/requestClocks.ts';
import { localDate } from '../sla/calendar.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import { tellDay } from './dayCard.ts';
import { takeStep } from './takeStep.ts';
import { settled } from './words.ts';

const DAY_MS = 86_400_000;

/** Takes the steps that are due on the way to a promise and past it. Answers how many. Harmless in parallel. */
export async function sweepEscalations(store: Store, now: Date, limit = 1_000): Promise<number> {
  const due = await store.transaction((tx) => tx.clocks.due(now, limit));
  const running = { store, name: 'escalations', now };
  return eachAlone(running, due, idOf, (tx, clock) => takeStep(tx, clock, now));
}

/** Cards about a clock that has stopped since say how it ended. */
export async function sweepSettled(store: Store, now: Date, limit = 1_000): Promise<number> {
  const ended = await store.transaction((tx) => tx.warnings.unsettled(now, limit));
  const running = { store, name: 'settled escalations', now };
  return eachAlone(running, ended, idOf, (tx, clock) => settleCards(tx, clock, now));
}

const idOf = ({ id }: ClockRow): number => id;

/** Cards of today say who has it now, and offer nothing that is over; what came at somebody's night comes after it. */
export async function sweepCards(store: Store, now: Date): Promise<number> {
  const shown = await store.transaction((tx) => tx.warnings.since(new Date(now.getTime() - DAY_MS), now));
  return eachAlone(
    { store, name: 'escalation cards', now },
    shown,
    (it) => it.personId,
    async (tx, it) => {
      const office = await tx.offices.one(it.officeId);
      const person = (await tx.people.named([it.personId])).get(it.personId);
      if (!person) return false;
      const rules = await tx.offices.rules(office);
      const isOfToday = localDate(rules.calendar, it.at) === localDate(rules.calendar, now);
      if (!isOfToday && !isQuietFor(person, rules, it.at)) return false;
      return tellDay(tx, { office, rules }, [{ person }], { now, day: it.at });
    },
  );
}

async function settleCards(tx: Tx, seen: ClockRow, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const clock = facts?.clocks.find((each) => each.id === seen.id);
  if (!facts || !clock || isRunning(clock)) return false;
  const steps = await tx.warnings.stepsOf(clock.id);
  const told = await tx.people.named([...new Set(steps.flatMap((step) => step.told))]);
  const draft = new Draft(facts, now);
  // Cards of a clock alone, as the desk sent them before there was one for a day.
  for (const personId of await tx.warnings.ownCards(clock.id, [...told.keys()])) {
    const [person, key] = [told.get(personId), `escalation ${clock.id} to ${personId}`];
    if (!person) continue;
    draft.tell({
      ...{ key: `${key} settled ${(clock.stoppedAt ?? clock.droppedAt ?? now).toISOString()}`, kind: 'escalation' },
      ...{ to: personId, replaces: key, message: (after) => settled(after, clock, person) },
    });
  }
  await apply(tx, draft.decided(), now);
  for (const step of steps)
    await tellDay(
      tx,
      facts,
      step.told.flatMap((id) => told.get(id) ?? []).map((person) => ({ person })),
      { now, day: step.at, onlyStanding: true },
    );
  await tx.warnings.settle(clock.id, now);
  return true;
}
