import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { whoAnswers } from '../offices/whoAnswers.ts';
import type { Person } from '../people/person.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import { type Action, nextReminder } from './action.ts';
import { coverOf } from './stands.ts';
import { ownerLeft, reminder } from './words.ts';

export const actionsSweep = 'actions';

/** An hour is short enough for whoever wakes up in another zone. */
const LOOK_AGAIN_MS = 3_600_000;

/** Whoever has taken something on is told of it, and reminded the working day before and on the day; all at once in one message. */
export async function sweepActions(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.actions.due(now));
  const itemOf = ({ officeId, ownerId }: (typeof due)[number]): string => `${officeId} ${ownerId}`;
  return eachAlone({ store, name: actionsSweep, now }, due, itemOf, (tx, each) => remind(tx, each, now));
}

async function remind(
  tx: Tx,
  { officeId, ownerId }: { officeId: number; ownerId: number },
  now: Date,
): Promise<boolean> {
  const actions = await tx.actions.dueOf(officeId, ownerId, now);
  const [first] = actions;
  if (!first) return false;
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const coverId = await coverOf(tx, first, today);
  const named = await tx.people.named([ownerId, ...(coverId === undefined ? [] : [coverId])]);
  const [owner, reader] = [named.get(ownerId), named.get(coverId ?? ownerId)];
  const { policy } = await tx.offices.rules(office);
  const isNight = reader !== undefined && isQuietFor(reader, { policy, calendar }, now);
  if (!isOpen(calendar, now) || isNight) {
    const later = new Date(now.getTime() + LOOK_AGAIN_MS);
    const nextAt = isOpen(calendar, now) ? later : (nextOpening(calendar, now) ?? later);
    for (const { id } of actions) await tx.actions.change(id, { nextAt });
    return false;
  }
  const key = `action ${first.id} of ${ownerId} told ${now.toISOString()}`;
  for (const { id, due, toldIn } of actions)
    await tx.actions.change(id, { toldAt: now, nextAt: nextReminder(calendar, due, now), toldIn: [...toldIn, key] });
  if (!owner) return true;
  if (!reader?.active) {
    await askLeft(tx, { owner, actions, key, today });
    return true;
  }
  const split = { fresh: actions.filter(({ toldAt }) => !toldAt), soon: actions.filter(({ toldAt }) => toldAt) };
  await tx.outbox.put([
    {
      ...{ kind: 'notice', to: { personId: reader.id }, officeId, key },
      message: reminder(split, today, reader.id === ownerId ? undefined : owner.name),
    },
  ]);
  return true;
}

type Left = { owner: Person; actions: readonly Action[]; key: string; today: string };

/** Its owner has left: whoever answers the agency, or else supervises, gives it to somebody. */
async function askLeft(tx: Tx, { owner, actions, key, today }: Left): Promise<void> {
  for (const agencyId of new Set(actions.map((each) => each.agencyId))) {
    const those = actions.filter((each) => each.agencyId === agencyId);
    const [first] = those;
    if (!first) continue;
    const { officeId } = first;
    const readers =
      agencyId === null
        ? await tx.people.withRole(officeId, 'supervisor')
        : await whoAnswers(tx, { officeId, agencyId }, today);
    const message = ownerLeft(owner.name, those, today);
    const keyFor = (personId: number) => `${key} of ${agencyId ?? 'the office'} to ${personId}`;
    await tx.outbox.put(
      readers.map(({ id }) => ({ kind: 'notice' as const, to: { personId: id }, officeId, key: keyFor(id), message })),
    );
    for (const { id, toldIn } of those)
      await tx.actions.change(id, { toldIn: [...toldIn, ...readers.map((each) => keyFor(each.id))] });
  }
}
