import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { headships, requesterships } from '../people/person.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import { remindAt, type Slot, whyNot } from './hours.ts';
import { reminder } from './slotWords.ts';
import { callOff, tellNow, viewsOf } from './tell.ts';
import { answersOn } from './who.ts';

export const slotsSweep = 'office hours';
export const remindersSweep = 'slot reminders';

const LIMIT = 200;
const LISTED = 50;
const LOOK_AGAIN_MS = 3_600_000;

/** Slots that cannot be held after all are called off by the desk; and whoever is to be told of one is told. */
export async function sweepSlots(store: Store, now: Date, limit = LIMIT): Promise<number> {
  const due = await store.transaction((tx) => tx.officeHours.due(now, limit));
  return eachAlone(
    { store, name: slotsSweep, now },
    due,
    (id) => id,
    (tx, id) => settle(tx, id, now),
  );
}

async function settle(tx: Tx, id: number, now: Date): Promise<boolean> {
  const slot = await tx.officeHours.slot(id);
  if (!slot) return false;
  if (slot.state === 'taken' && slot.at > now) {
    const { office, calendar, today } = await officeToday(tx, slot.officeId, now);
    const { assignments, absences, people } = await tx.people.coverage(slot.officeId, null, today);
    const isThere = people.get(slot.liaisonId)?.active ?? false;
    const cause = whyNot(slot, {
      ...{ calendar, absences, comes: await comes(tx, slot) },
      answers: isThere && answersOn(assignments, slot, slot.day),
    });
    if (cause) {
      await callOff(tx, slot, { by: null, cause, reason: null }, now);
      return true;
    }
    if (slot.calendarId !== office.calendarId) {
      const remind = remindAt(slot, calendar, slot.takenAt);
      await tx.officeHours.changeSlot(id, {
        calendarId: office.calendarId,
        ...(slot.takerRemindAt && { takerRemindAt: remind }),
        ...(slot.liaisonRemindAt && { liaisonRemindAt: remind }),
      });
    }
  }
  return slot.nextAt !== null && slot.nextAt <= now && (await tellNow(tx, id, now));
}

/** Whether whoever took it still belongs to the agency. */
async function comes(tx: Tx, { takerId, agencyId }: Slot): Promise<boolean> {
  const actor = await tx.people.actor(takerId);
  return (
    actor !== undefined && [...requesterships(actor), ...headships(actor)].some((each) => each.agencyId === agencyId)
  );
}

/** On the morning of its day both sides are reminded, each once of all that is theirs on that day; nobody at night. */
export async function sweepReminders(store: Store, now: Date, limit = LIMIT): Promise<number> {
  const due = await store.transaction((tx) => tx.officeHours.toRemind(now, limit));
  const itemOf = ({ officeId, personId }: (typeof due)[number]): string => `${officeId} ${personId}`;
  return eachAlone({ store, name: remindersSweep, now }, due, itemOf, (tx, each) => remind(tx, each, now));
}

async function remind(
  tx: Tx,
  { officeId, personId }: { officeId: number; personId: number },
  now: Date,
): Promise<boolean> {
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const { policy } = await tx.offices.rules(office);
  const reader = await tx.people.lock(personId);
  const isAsleep = reader !== undefined && isQuietFor(reader, { policy, calendar }, now);
  let told = false;
  for (const side of ['taker', 'liaison'] as const) {
    const [own, column] =
      side === 'taker'
        ? [{ takerId: personId }, 'takerRemindAt' as const]
        : [{ liaisonId: personId }, 'liaisonRemindAt' as const];
    const theirs = (await tx.officeHours.ahead(own, now, LISTED)).filter((each) => each.officeId === officeId);
    const due = theirs.filter((slot) => slot.day <= today && slot[column]);
    const ahead = due.filter(({ at }) => at > now);
    // What begins while they sleep they hear of in the morning, or not at all.
    const later = new Date(now.getTime() + LOOK_AGAIN_MS);
    for (const { id, at } of due)
      await tx.officeHours.changeSlot(id, { [column]: isAsleep && later < at ? later : null });
    if (isAsleep || !reader?.active || ahead.length === 0) continue;
    await tx.outbox.put([
      {
        ...{ kind: 'notice', to: { personId }, officeId, key: `slots ${today} of ${side} ${personId} ${ahead[0]?.id}` },
        message: reminder(await viewsOf(tx, ahead, side, now)),
      },
    ]);
    told = true;
  }
  return told;
}
