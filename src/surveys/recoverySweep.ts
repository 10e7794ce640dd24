import { plainText } from '../chat/message.ts';
import { eachAlone } from '../feature/sweep.ts';
import { may } from '../people/permissions.ts';
import type { Person } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { supervisorsOn, whoIsIn } from '../requests/readers.ts';
import { guard } from '../requests/request.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import { cardFor, keyOf, openOne, tellRecovery, viewOf } from './recover.ts';
import { type Recovery, type RecoveryStep, recoveryNow } from './recovery.ts';
import { recoveryBelow } from './recoveryWords.ts';

/** Before somebody who sleeps can be told, so long at most. */
const LOOK_AGAIN_MS = 30 * 60_000;

/** Tells beforehand until when a bad rating is to be settled, and that the time has passed: each once. Answers how many. */
export async function sweepRecoveries(store: Store, now: Date, limit = 200): Promise<number> {
  const due = await store.transaction((tx) => tx.surveys.recoveriesDue(now, limit));
  const step = (tx: Tx, seen: Pick<Recovery, 'id' | 'requestId'>) => takeStep(tx, seen, now);
  return eachAlone({ store, name: 'recoveries', now }, due, ({ id }) => id, step);
}

async function takeStep(tx: Tx, seen: Pick<Recovery, 'id' | 'requestId'>, now: Date): Promise<boolean> {
  const facts = await loadFacts(tx, seen.requestId, 'locked');
  const { survey, recovery } = await openOne(tx, seen.requestId);
  if (!facts || !survey || recovery?.id !== seen.id || recovery.endedAt || recovery.lateAt) return false;
  const { calendar, policy } = await tx.offices.rules(facts.office);
  const times = (change: Partial<Recovery> = {}) =>
    recoveryNow({ ...recovery, ...change }, { calendar, ...policy }, now);
  const { dueAt, take, stepAt } = times();
  const draft = new Draft(facts, now);
  if (!take) {
    await tx.surveys.markRecovery(recovery.id, { dueAt, stepAt });
    await tellRecovery(tx, draft, survey, { ...recovery, dueAt }, `moved ${dueAt?.toISOString()}`);
    if (dueAt?.getTime() !== recovery.dueAt?.getTime()) await apply(tx, draft.decided(), now);
    return false;
  }
  const readers = await readersOf(tx, facts, recovery, take, now);
  const awake = readers.filter((person) => !isQuietFor(person, { policy, calendar }, now));
  const late = { stepAt: null, warnedAt: recovery.warnedAt ?? now, lateAt: now };
  const done = take === 'late' ? late : { stepAt: times({ dueAt, warnedAt: now }).stepAt, warnedAt: now };
  const isDone = awake.length === readers.length;
  await tx.surveys.markRecovery(recovery.id, {
    dueAt,
    ...(isDone ? done : { stepAt: new Date(now.getTime() + LOOK_AGAIN_MS) }),
  });
  const after = { ...recovery, dueAt, ...(take === 'late' && { lateAt: now }) };
  const view = await viewOf(tx, survey, after);
  for (const person of awake) await tellStep(tx, draft, { view, recovery: after, take, person });
  // Everybody else reads the time as it is now where their card stands.
  const others = draft.facts.standing.filter(({ personId }) => !awake.some(({ id }) => id === personId));
  await tellRecovery(tx, draft, survey, after, `${take} ${dueAt?.toISOString()}`, others);
  const told = { told: readers.map(({ id }) => id) };
  if (isDone) draft.record(take === 'late' ? 'recovery late' : 'recovery warned', { at: now, actorId: null }, told);
  await apply(tx, draft.decided(), now);
  return awake.length > 0;
}

/** Whoever sees to it and is in; when its time has passed the supervisors too, and before where nobody does. */
async function readersOf(
  tx: Tx,
  { office, rules, request }: RequestFacts,
  { ownerId }: Recovery,
  take: RecoveryStep,
  now: Date,
): Promise<Person[]> {
  const owner = ownerId === null ? undefined : await tx.people.actor(ownerId);
  const isIn = await whoIsIn(tx, office.id, rules.calendar, now);
  const canEnd = owner && may(owner, 'see rating', guard(request, [])) && isIn(owner.person.id);
  const there = canEnd ? [owner.person] : [];
  if (take === 'warning' && there.length > 0) return there;
  const all = [...there, ...(await supervisorsOn(tx, office, now))];
  return all.filter(({ id }, nth) => all.findIndex((first) => first.id === id) === nth);
}

type Step = {
  view: Awaited<ReturnType<typeof viewOf>>;
  recovery: Recovery;
  take: RecoveryStep;
  person: Person;
};

/** The card comes once more with what is new above it; where it stood is said that it stands below. */
async function tellStep(tx: Tx, draft: Draft, { view, recovery, take, person }: Step): Promise<void> {
  const actor = await tx.people.actor(person.id);
  if (!actor) return;
  const base = `${keyOf(recovery)} to ${person.id}`;
  for (const { key, kind, personId, message } of draft.facts.standing) {
    if (personId !== person.id || !(key === base || key.startsWith(`${base} `))) continue;
    if (key === `${base} ${take}` || plainText(recoveryBelow) === plainText(message)) continue;
    draft.tell({ key: `${key} below`, kind, to: person.id, replaces: key, message: () => recoveryBelow });
  }
  draft.tell({
    ...{ key: `${base} ${take}`, kind: 'notice', to: person.id },
    message: (facts) => cardFor({ ...view, facts }, actor, take),
  });
}
