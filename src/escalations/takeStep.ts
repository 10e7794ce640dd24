import type { Person } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { isLive } from '../requests/request.ts';
import { type ClockRow, isRunning, promiseNow, takenOf } from '../requests/requestClocks.ts';
import { isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { ownPauses } from '../sla/clockKinds.ts';
import { defaultRepeats } from '../sla/policy.ts';
import { AGAIN, isTooLate, nextStep, openingAfter, type Step, stepNow } from '../sla/steps.ts';
import type { Tx } from '../store.ts';
import { tellDay } from './dayCard.ts';
import { nextLevel, readersOf } from './readers.ts';
import { type Seer, seesTo } from './warning.ts';
import { changed, promiseBroken } from './words.ts';

/** Takes the step of a clock that is due, and tells whom it concerns. Answers whether anybody was told. */
export async function takeStep(tx: Tx, seen: ClockRow, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const clock = facts?.clocks.find((each) => each.id === seen.id);
  if (!facts || !clock?.stepAt || clock.stepAt > now) return false;
  const seer = await tx.warnings.seenTo(facts.request.id);
  const { take, change } = isLive(facts.request) && isRunning(clock) ? due(facts, clock, seer, now) : over;
  const draft = new Draft(facts, now);
  const plan = (news: Partial<ClockRow>): void =>
    draft.clocks(draft.facts.clocks.map((each) => (each.id === clock.id ? { ...each, ...news } : each)));
  plan(change);
  const isAgain = take?.name === AGAIN;
  const whom = take && (await whomToTell(tx, facts, clock, take, seer, now));
  // The key of a repetition is its day: nobody is told twice on one.
  const name = isAgain ? `${AGAIN} ${localDate(facts.rules.calendar, now)}` : take?.name;
  const cards = whom?.cards.map(({ id }) => id) ?? [];
  const isFirst =
    take && whom && name && (await tx.warnings.take(clock, { name, percent: take.percent, told: cards }, now));
  if (!isFirst) {
    await apply(tx, draft.decided(), now);
    return false;
  }
  const { told, repeats } = whom;
  if (isAgain) plan({ repeats });
  draft.record(
    'escalated',
    { at: now, actorId: null },
    {
      ...{ clock: clock.kind, percent: take.percent, told: told.map(({ id }) => id) },
      ...(isAgain && { again: repeats }),
      ...(isTooLate(take) && { tooLate: true }),
    },
  );
  const isPromise = clock.kind !== 'total_resolution' && clock.dueAt !== null;
  if (take.percent >= 100 && clock.breachedAt === null && isPromise)
    draft.tell({
      ...{ key: `broken ${clock.id}`, kind: 'notice', to: facts.request.requesterId },
      message: (after) => promiseBroken(after, clock, told),
    });
  const decided = draft.decided();
  await apply(tx, decided, now);
  // Somebody has this: the others see on their cards what becomes of it, and are not rung.
  const isRung = ({ id }: Person): boolean =>
    !seesTo(seer, now) || id === seer.id || id === decided.after.request.holderId;
  const tellings = whom.cards.map((person) => ({
    person,
    ...(isRung(person) && { line: changed(decided.after, clock, take, person, now) }),
  }));
  await tellDay(tx, facts, tellings, { now });
  return true;
}

type Due = { take?: Step; change: Partial<ClockRow> };
const over: Due = { change: { stepAt: null } };

/** The step that is due, and what it makes of its clock. Never while the office is closed. */
function due(facts: RequestFacts, clock: ClockRow, seer: Seer | undefined, now: Date): Due {
  const { rules, request } = facts;
  // Past the end of its calendar nobody knows when it opens: a new one plans anew.
  if (!isOpen(rules.calendar, now)) return { change: { stepAt: nextOpening(rules.calendar, now) ?? null } };
  const running = { ...clock, pauses: ownPauses(clock.kind, facts.pauses), taken: takenOf(clock, rules.policy) };
  const { take, taken } = stepNow(rules, running, now);
  const breached = take !== undefined && take.percent >= 100;
  const { everyDays } = rules.policy.repeats ?? defaultRepeats;
  const tomorrow = breached ? (openingAfter(rules.calendar, now, everyDays) ?? null) : clock.quietUntil;
  const change = {
    taken,
    // Who holds it as it breaks answers for it, whoever holds it later.
    ...(breached && {
      breachedAt: clock.breachedAt ?? now,
      brokenBy: clock.breachedAt ? clock.brokenBy : rules.calendarId,
      heldBy: clock.heldBy ?? request.holderId,
    }),
    quietUntil: breached && seesTo(seer, now) && tomorrow && seer.until > tomorrow ? seer.until : tomorrow,
  };
  const next = nextStep(rules, { ...running, ...change });
  const isUnknown = next?.name === AGAIN && change.quietUntil === null;
  return { ...(take && { take }), change: { ...change, stepAt: isUnknown ? null : (next?.at ?? null) } };
}

/**
 * Who hears of a step, and who of them by a card. Undefined where it tells nothing new: of a request that is late, the
 * first broken promise is told, and the cards name the others. Supervisors find in their digest what is late still.
 */
async function whomToTell(
  tx: Tx,
  facts: RequestFacts,
  clock: ClockRow,
  take: Step,
  seer: Seer | undefined,
  now: Date,
): Promise<{ told: Person[]; cards: Person[]; repeats: number } | undefined> {
  const leading = promiseNow(facts.clocks);
  const isLateAlready = leading !== undefined && leading.id !== clock.id && leading.breachedAt !== null;
  if (isTooLate(take)) {
    const told = await readersOf(tx, facts, ['supervisor'], now);
    return { told, cards: told, repeats: clock.repeats };
  }
  if (take.name !== AGAIN) {
    if (isLateAlready && take.percent < 100) return undefined;
    const step = facts.rules.policy.escalations.find(({ percent }) => percent === take.percent);
    const told = await readersOf(tx, facts, step?.tell ?? [], now);
    return { told, cards: told, repeats: clock.repeats };
  }
  const isSeen: boolean = seesTo(seer, now);
  if (isLateAlready || isSeen) return undefined;
  const { readers, repeats } = await nextLevel(tx, facts, clock.repeats, now);
  const isOver = seer !== undefined && seer.gone === null && clock.repeats === 0;
  const had = isOver ? (await tx.people.named([seer.id])).get(seer.id) : undefined;
  const told = had?.active && !readers.some(({ id }) => id === had.id) ? [...readers, had] : readers;
  const withDigest = await tx.people.withRole(facts.office.id, 'supervisor');
  return { told, repeats, cards: told.filter(({ id }) => !withDigest.some((each) => each.id === id)) };
}
