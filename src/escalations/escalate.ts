import type { Message } from '../chat/message.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { coverIds, loadView } from '../requests/load.ts';
import { type AgencyRequest, isLive } from '../requests/request.ts';
import { type ClockRow, isRunning } from '../requests/requestClocks.ts';
import { delivery, refresh } from '../requests/tell.ts';
import type { RequestView } from '../requests/view.ts';
import { isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { ownPauses } from '../sla/clockKinds.ts';
import type { EscalationStep } from '../sla/policy.ts';
import { stepNow } from '../sla/steps.ts';
import type { Store, Tx } from '../store.ts';
import { changed, escalation, settled } from './words.ts';

/** Takes the steps that are due on the way to a promise and past it. Answers how many. Harmless in parallel. */
export async function sweepEscalations(store: Store, now: Date, limit = 1_000): Promise<number> {
  const due = await store.transaction((tx) => tx.clocks.due(now, limit));
  const taken = await eachAlone(due, (clock) => store.transaction((tx) => takeStep(tx, clock, now)));
  const ended = await store.transaction((tx) => tx.clocks.unsettled(limit));
  await eachAlone(ended, (clock) => store.transaction((tx) => settleCards(tx, clock, now)));
  return taken;
}

/** One request whose step fails keeps no other waiting; the first failure is told when all had their turn. */
async function eachAlone<T>(items: T[], work: (item: T) => Promise<boolean>): Promise<number> {
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

const cardKeyOf = (clockId: number, personId: number): string => `escalation ${clockId} to ${personId}`;

async function takeStep(tx: Tx, seen: ClockRow, now: Date): Promise<boolean> {
  const request = await tx.requests.lock(seen.requestId);
  const clock = (await tx.clocks.of([seen.requestId])).find((each) => each.id === seen.id);
  if (!request || !clock?.stepAt || clock.stepPercent === null || clock.stepAt > now) return false;
  if (!isLive(request) || !isRunning(clock)) {
    await tx.clocks.save(clock.id, { stepAt: null });
    return false;
  }
  const rules = await tx.offices.rules(request);
  const pauses = ownPauses(clock.kind, await tx.clocks.pauses(request.id));
  const { take, ...plan } = stepOrWait(rules, { ...clock, pauses }, clock.stepPercent, now);
  const breached = take !== undefined && take >= 100;
  await tx.clocks.save(clock.id, { ...plan, ...(breached && { breachedAt: now }) });
  if (take === undefined) return false;
  const step = rules.policy.escalations.find((each) => each.percent === take);
  if (!step) return false;
  const view = await loadView(tx, request);
  const told = await readersOf(tx, request, view, step, now);
  if (
    !(await tx.clocks.escalate(
      clock,
      take,
      now,
      told.map((person) => person.id),
    ))
  )
    return false;
  await tx.requests.record(request, [
    {
      kind: 'escalated',
      at: now,
      actorId: null,
      data: { clock: clock.kind, percent: take, told: told.map((person) => person.id) },
    },
  ]);
  const haveCards = await tx.clocks.toldBefore(clock.id, take);
  const name = `at ${take}`;
  await tellAll(tx, request, clock, told, { name, haveCards }, (reader) => escalation(view, clock, take, reader, now));
  await tx.outbox.put(
    told
      .filter(({ id }) => haveCards.includes(id))
      .map((person) => {
        const key = cardKeyOf(clock.id, person.id);
        const words = changed(view, clock, take, person, now);
        return { ...delivery(request, 'escalation', `${key} ${name} rings`, person.id, words), under: key };
      }),
  );
  // A promise that was broken is not repeated to the one it was made to.
  if (breached) {
    await tx.requests.save(request.id, {});
    await refresh(tx, request.id);
  }
  return true;
}

type Plan = { take?: number; stepAt: Date | null; stepPercent?: number | null };

/** Never while the office is closed; and past the end of its calendar nobody knows when it opens: a new one plans anew. */
function stepOrWait(rules: RequestView['rules'], clock: Parameters<typeof stepNow>[1], due: number, now: Date): Plan {
  if (!isOpen(rules.calendar, now)) return { stepAt: nextOpening(rules.calendar, now) ?? null };
  const { take, next } = stepNow(rules, clock, due, now);
  return { take, stepAt: next?.at ?? null, stepPercent: next?.percent ?? null };
}

async function readersOf(
  tx: Tx,
  request: AgencyRequest,
  view: RequestView,
  step: EscalationStep,
  now: Date,
): Promise<Person[]> {
  const supervisors = await tx.people.withRole(request.officeId, 'supervisor');
  const covering = [...(await tx.people.named(await coverIds(tx, request, now))).values()];
  const today = localDate(view.rules.calendar, now);
  const { absences } = await tx.people.coverage(request.officeId, 0, today);
  const isIn = (person: Person) => absenceOn(absences, person.id, today) === undefined;
  const backups = covering.filter((person) => person.id !== request.holderId && person.active && isIn(person));
  // With nobody there to warn, a warning goes to those who can act instead.
  const instead = backups.length > 0 && view.holder ? backups : supervisors;
  const liaisons = [...(view.holder ? [view.holder] : []), ...(view.holder && isIn(view.holder) ? [] : instead)];
  const readers = [
    ...(step.tell.includes('liaison') ? liaisons : []),
    ...(step.tell.includes('backup') ? backups : []),
    ...(step.tell.includes('supervisor') ? supervisors : []),
  ];
  return [...new Map(readers.map((person) => [person.id, person])).values()];
}

/** A first card for who has none yet, else the same card changed in place. */
async function tellAll(
  tx: Tx,
  request: AgencyRequest,
  clock: ClockRow,
  people: Person[],
  state: { name: string; haveCards: number[] },
  words: (reader: Person) => Message,
): Promise<void> {
  await tx.outbox.put(
    people.map((person) => {
      const key = cardKeyOf(clock.id, person.id);
      if (!state.haveCards.includes(person.id)) return delivery(request, 'escalation', key, person.id, words(person));
      return { ...delivery(request, 'escalation', `${key} ${state.name}`, person.id, words(person)), replaces: key };
    }),
  );
}

async function settleCards(tx: Tx, clock: ClockRow, now: Date): Promise<boolean> {
  const request = await tx.requests.lock(clock.requestId);
  if (!request) return false;
  const haveCards = await tx.clocks.toldBefore(clock.id, Number.POSITIVE_INFINITY);
  const told = [...(await tx.people.named(haveCards)).values()];
  const view = await loadView(tx, request);
  await tellAll(
    tx,
    request,
    clock,
    told,
    { name: `settled ${(clock.stoppedAt ?? clock.droppedAt ?? now).toISOString()}`, haveCards },
    (reader) => settled(view, clock, reader),
  );
  await tx.clocks.settle(clock.id, now);
  return true;
}
