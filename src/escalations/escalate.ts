import { eachAlone } from '../feature/sweep.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { coverIds, loadFacts } from '../requests/load.ts';
import { supervisorsOn } from '../requests/readers.ts';
import { isLive } from '../requests/request.ts';
import { type ClockRow, isRunning } from '../requests/requestClocks.ts';
import { isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { ownPauses } from '../sla/clockKinds.ts';
import type { EscalationStep } from '../sla/policy.ts';
import { stepNow } from '../sla/steps.ts';
import type { Store, Tx } from '../store.ts';
import { tellDay } from './dayCard.ts';
import { changed, promiseBroken, settled } from './words.ts';

/** Takes the steps that are due on the way to a promise and past it. Answers how many. Harmless in parallel. */
export async function sweepEscalations(store: Store, now: Date, limit = 1_000): Promise<number> {
  const due = await store.transaction((tx) => tx.clocks.due(now, limit));
  const running = { store, name: 'escalations', now };
  return eachAlone(running, due, idOf, (tx, clock) => takeStep(tx, clock, now));
}

/** Cards about a clock that has stopped since say how it ended. */
export async function sweepSettled(store: Store, now: Date, limit = 1_000): Promise<number> {
  const ended = await store.transaction((tx) => tx.clocks.unsettled(now, limit));
  const running = { store, name: 'settled escalations', now };
  return eachAlone(running, ended, idOf, (tx, clock) => settleCards(tx, clock, now));
}

const idOf = ({ id }: ClockRow): number => id;

/** Cards of today say who has it now, and offer nothing that is over. */
export async function sweepCards(store: Store, now: Date): Promise<number> {
  const shown = await store.transaction((tx) => tx.clocks.warnedToday(now));
  return eachAlone(
    { store, name: 'escalation cards', now },
    shown,
    (it) => it.personId,
    async (tx, it) => {
      const office = await tx.offices.one(it.officeId);
      const person = (await tx.people.named([it.personId])).get(it.personId);
      if (!person) return false;
      return tellDay(tx, { office, rules: await tx.offices.rules(office) }, [{ person }], { now });
    },
  );
}

async function takeStep(tx: Tx, seen: ClockRow, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const clock = facts?.clocks.find((each) => each.id === seen.id);
  if (!facts || !clock?.stepAt || clock.stepPercent === null || clock.stepAt > now) return false;
  const draft = new Draft(facts, now);
  const plan = (change: Partial<ClockRow>): void =>
    draft.clocks(draft.facts.clocks.map((each) => (each.id === clock.id ? { ...each, ...change } : each)));
  if (!isLive(facts.request) || !isRunning(clock)) {
    plan({ stepAt: null });
    await apply(tx, draft.decided(), now);
    return false;
  }
  const { rules } = facts;
  const pauses = ownPauses(clock.kind, facts.pauses);
  const { take, ...next } = stepOrWait(rules, { ...clock, pauses }, clock.stepPercent, now);
  const breached = take !== undefined && take >= 100;
  // Who holds it as it breaks answers for it, whoever holds it later.
  plan({ ...next, ...(breached && { breachedAt: now, heldBy: clock.heldBy ?? facts.request.holderId }) });
  const step = rules.policy.escalations.find((each) => each.percent === take);
  if (take === undefined || !step) {
    await apply(tx, draft.decided(), now);
    return false;
  }
  const told = await readersOf(tx, facts, step, now);
  const ids = told.map((person) => person.id);
  const isFirst = await tx.clocks.escalate(clock, take, now, ids);
  if (!isFirst) {
    await apply(tx, draft.decided(), now);
    return false;
  }
  draft.record('escalated', { at: now, actorId: null }, { clock: clock.kind, percent: take, told: ids });
  const isPromise = clock.kind !== 'total_resolution' && clock.dueAt !== null;
  if (breached && clock.breachedAt === null && isPromise)
    draft.tell({
      ...{ key: `broken ${clock.id}`, kind: 'notice', to: facts.request.requesterId },
      message: (after) => promiseBroken(after, clock, told),
    });
  const decided = draft.decided();
  await apply(tx, decided, now);
  const seenTo = await tx.clocks.seenTo(facts.request.id);
  // Somebody has this: the others see on their cards what becomes of it, and are not rung.
  const isRung = ({ id }: Person): boolean => !seenTo || id === seenTo.id || id === facts.request.holderId;
  const tellings = told.map((person) => ({
    person,
    ...(isRung(person) && { line: changed(decided.after, clock, take, person, now) }),
  }));
  await tellDay(tx, facts, tellings, { now });
  return true;
}

type Plan = { take?: number; stepAt: Date | null; stepPercent?: number | null };

/** Never while the office is closed; and past the end of its calendar nobody knows when it opens: a new one plans anew. */
function stepOrWait(rules: RequestFacts['rules'], clock: Parameters<typeof stepNow>[1], due: number, now: Date): Plan {
  if (!isOpen(rules.calendar, now)) return { stepAt: nextOpening(rules.calendar, now) ?? null };
  const { take, next } = stepNow(rules, clock, due, now);
  return { take, stepAt: next?.at ?? null, stepPercent: next?.percent ?? null };
}

/** Who hears of a step: those of its level who are there, and with nobody there to warn, those who can act instead. */
async function readersOf(tx: Tx, facts: RequestFacts, step: EscalationStep, now: Date): Promise<Person[]> {
  const { request, holder, rules, office } = facts;
  const supervisors = await supervisorsOn(tx, office, now);
  const covering = [...(await tx.people.named(await coverIds(tx, request, now))).values()];
  const today = localDate(rules.calendar, now);
  const { absences } = await tx.people.coverage(request.officeId, 0, today);
  const isIn = (person: Person) => absenceOn(absences, person.id, today) === undefined;
  const backups = covering.filter((person) => person.id !== request.holderId && person.active && isIn(person));
  const instead = backups.length > 0 && holder ? backups : supervisors;
  const liaisons = [...(holder ? [holder] : []), ...(holder && isIn(holder) ? [] : instead)];
  const readers = [
    ...(step.tell.includes('liaison') ? liaisons : []),
    ...(step.tell.includes('backup') ? backups : []),
    ...(step.tell.includes('supervisor') ? supervisors : []),
  ];
  return [...new Map(readers.map((person) => [person.id, person])).values()];
}

async function settleCards(tx: Tx, seen: ClockRow, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const clock = facts?.clocks.find((each) => each.id === seen.id);
  if (!facts || !clock || isRunning(clock)) return false;
  const steps = await tx.clocks.stepsOf(clock.id);
  const told = await tx.people.named([...new Set(steps.flatMap((step) => step.told))]);
  const draft = new Draft(facts, now);
  // Cards of a clock alone, as the desk sent them before there was one for a day.
  for (const personId of await tx.clocks.ownCards(clock.id, [...told.keys()])) {
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
      { now, day: step.at },
    );
  await tx.clocks.settle(clock.id, now);
  return true;
}
