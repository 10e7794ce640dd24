import { writeMeetingFile } from '../calendars/meetingFile.ts';
import type { Message } from '../chat/message.ts';
import type { TextFile } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Person } from '../people/person.ts';
import { isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Tx } from '../store.ts';
import { freeSlots, type OffCause, type Slot, tellLater, toTell } from './hours.ts';
import { calledOff, type SlotView, standsCalledOff, taken } from './slotWords.ts';
import { readSchedule } from './who.ts';

/** Both sides of a slot hear what happens to it: whoever does it at once, the other in office hours. */

/** An hour is short enough for whoever wakes up in another zone. */
const LOOK_AGAIN_MS = 3_600_000;

type Side = SlotView['reader'];
const keyOf = ({ id }: Pick<Slot, 'id'>, side: Side): string => `slot ${id} taken to ${side}`;

export type Sides = {
  liaison: Person;
  taker: Person;
  agency: string;
  zone: string;
};

/** Undefined when somebody of it is not known any more. */
export async function sidesOf(tx: Tx, slot: Slot, now: Date): Promise<Sides | undefined> {
  const people = await tx.people.named([slot.liaisonId, slot.takerId]);
  const [liaison, taker] = [people.get(slot.liaisonId), people.get(slot.takerId)];
  const { calendar } = await officeToday(tx, slot.officeId, now);
  const agency = (await tx.people.agency(slot.agencyId))?.name ?? '';
  return liaison && taker && { liaison, taker, agency, zone: calendar.spec.zone };
}

export const viewFor = (slot: Slot, { liaison, taker, agency, zone }: Sides, reader: Side): SlotView => ({
  ...{ slot, liaison, taker, agency, reader },
  zone: (reader === 'taker' ? taker : liaison).zone ?? zone,
});

/** As `viewFor`, of several; `reader`: whose they are. */
export async function viewsOf(tx: Tx, slots: readonly Slot[], reader: Side, now: Date): Promise<SlotView[]> {
  const views: SlotView[] = [];
  for (const slot of slots) {
    const sides = await sidesOf(tx, slot, now);
    if (sides) views.push(viewFor(slot, sides, reader));
  }
  return views;
}

async function fileFor(tx: Tx, slot: Slot, sides: Sides, reader: Side, now: Date): Promise<TextFile> {
  const { office } = await officeToday(tx, slot.officeId, now);
  const other = reader === 'taker' ? sides.liaison.name : `${sides.taker.name}, ${sides.agency}`;
  const isOff = slot.state === 'called off';
  const text = writeMeetingFile(
    {
      ...{ kind: 'slot', id: slot.id, officeCode: office.code, sequence: isOff ? 1 : 0, calledOff: isOff },
      ...{ title: `Office hours: ${other}`, start: slot.at, minutes: slot.minutes, place: slot.place },
      organizer: sides.liaison,
    },
    now,
  );
  return { name: `office-hours-${slot.day}.ics`, type: 'text/calendar', text };
}

/** Whoever has taken it reads so at once; the liaison does as soon as the office is open. */
export async function tellTaken(tx: Tx, slot: Slot, now: Date): Promise<void> {
  const sides = await sidesOf(tx, slot, now);
  if (!sides) return;
  await put(
    tx,
    slot,
    'taker',
    keyOf(slot, 'taker'),
    taken(viewFor(slot, sides, 'taker')),
    await fileFor(tx, slot, sides, 'taker', now),
  );
  await tellNow(tx, slot.id, now);
}

const put = (tx: Tx, slot: Slot, side: Side, key: string, message: Message, attached: TextFile): Promise<void> =>
  tx.outbox.put([
    {
      ...{
        kind: 'notice',
        to: { personId: side === 'taker' ? slot.takerId : slot.liaisonId },
        officeId: slot.officeId,
      },
      ...{ key, message, attached },
    },
  ]);

/** It does not take place: what says so changes in place, and whoever did not call it off is told. `by` null: the desk did. */
export async function callOff(
  tx: Tx,
  slot: Slot,
  { by, cause, reason }: { by: Person | null; cause: OffCause; reason: string | null },
  now: Date,
): Promise<void> {
  const change = {
    ...{ state: 'called off' as const, offAt: now, offBy: by?.id ?? null, offCause: cause, offReason: reason },
    ...{ nextAt: now, takerRemindAt: null, liaisonRemindAt: null },
  };
  await tx.officeHours.changeSlot(slot.id, change);
  await tx.records.addToOffice(slot.officeId, {
    kind: 'slot called off',
    at: now,
    actorId: by?.id ?? null,
    data: { slot: slot.id, cause, reason },
  });
  const off: Slot = { ...slot, ...change };
  const sides = await sidesOf(tx, off, now);
  if (sides) for (const side of ['taker', 'liaison'] as const) await redraw(tx, off, sides, side, by?.name);
  await tellNow(tx, slot.id, now);
}

/** What said that it was taken says that it is not, without a sound. */
async function redraw(tx: Tx, slot: Slot, sides: Sides, side: Side, by: string | undefined): Promise<void> {
  const replaces = keyOf(slot, side);
  if ((await tx.outbox.known([replaces])).length === 0) return;
  await tx.outbox.put([
    {
      ...{
        kind: 'notice',
        to: { personId: side === 'taker' ? slot.takerId : slot.liaisonId },
        officeId: slot.officeId,
      },
      ...{
        key: await tx.outbox.changeKey(replaces),
        replaces,
        message: standsCalledOff(viewFor(slot, sides, side), by),
      },
    },
  ]);
}

/** What is to be told of it by now, once each, in office hours. Whether somebody was told. */
export async function tellNow(tx: Tx, id: number, now: Date): Promise<boolean> {
  const slot = await tx.officeHours.slot(id);
  const what = slot && toTell(slot);
  if (!slot || !what) return false;
  const sides = await sidesOf(tx, slot, now);
  const readers = readersOf(slot);
  const { office, calendar } = await officeToday(tx, slot.officeId, now);
  const { policy } = await tx.offices.rules(office);
  const isAwake = readers.every((side) => !sides || !isQuietFor(sides[side], { policy, calendar }, now));
  const opens = isOpen(calendar, now) ? new Date(now.getTime() + LOOK_AGAIN_MS) : nextOpening(calendar, now);
  const later = isOpen(calendar, now) && isAwake ? now : tellLater(slot, opens, now);
  if (later > now) {
    await tx.officeHours.changeSlot(id, { nextAt: later });
    return false;
  }
  // Who hears of it on its very day needs no second word that morning.
  const isToday = localDate(calendar, now) === slot.day;
  const told = { toldAt: now, ...(isToday && { liaisonRemindAt: null }) };
  await tx.officeHours.changeSlot(id, { nextAt: null, ...(what === 'taken' ? told : { offToldAt: now }) });
  if (!sides) return false;
  for (const side of readers) {
    const view = viewFor(slot, sides, side);
    const attached = await fileFor(tx, slot, sides, side, now);
    if (what === 'taken') await put(tx, slot, side, keyOf(slot, side), taken(view), attached);
    else
      await put(
        tx,
        slot,
        side,
        `slot ${id} off to ${side}`,
        calledOff(view, await newsOf(tx, slot, sides, now)),
        attached,
      );
  }
  return readers.length > 0;
}

/** Whoever does not know yet. Of what a liaison was never told nobody tells them that it is off; nor of their own absence. */
function readersOf({ state, toldAt, offBy, liaisonId, takerId, offCause }: Slot): Side[] {
  if (state === 'taken') return ['liaison'];
  const isByDesk = offBy === null;
  const readers: Side[] = [];
  if (offBy !== takerId && offCause !== 'left') readers.push('taker');
  if (toldAt && offBy !== liaisonId && (!isByDesk || offCause === 'left')) readers.push('liaison');
  return readers;
}

async function newsOf(tx: Tx, slot: Slot, { taker }: Sides, now: Date) {
  const by = slot.offBy === null ? undefined : (await tx.people.named([slot.offBy])).get(slot.offBy)?.name;
  const actor = await tx.people.actor(taker.id);
  const whose = { officeId: slot.officeId, liaisonId: slot.liaisonId };
  const found = actor && (await readSchedule(tx, actor, whose, 'take slot', now));
  const out =
    slot.offCause === 'out'
      ? found?.out.find(({ from, until }) => from <= slot.day && (until ?? slot.day) >= slot.day)
      : undefined;
  return { by, free: found ? freeSlots(found.holding, now, 3) : [], answers: out?.answers ?? [] };
}
