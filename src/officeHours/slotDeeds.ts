import type { Answer } from '../chat/answer.ts';
import type { Message } from '../chat/message.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { mayOfSchedule } from '../people/permissions.ts';
import type { Actor, Agency } from '../people/person.ts';
import { schedulePress, takeSlotPress } from '../requests/presses.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type FreeSlot, LONGEST_ABOUT, LONGEST_REASON, MOST_AHEAD, remindAt, type Slot } from './hours.ts';
import { callOffSlotPress } from './presses.ts';
import { callOffForm } from './slotWords.ts';
import { callOff, sidesOf, tellTaken, viewFor } from './tell.ts';
import { answersOn, findSlot, readSchedule, type Schedule } from './who.ts';
import { type ScheduleView, schedule, slotValue, takeForm } from './words.ts';

/** What people of an agency do: see when their liaison is there, take a slot, call it off. */

const LISTED = 20;

export const showSchedule = deed(schedulePress, {
  async shows({ tx, actor, about, now }) {
    const found = await readSchedule(tx, actor, { officeId: about.office, liaisonId: about.person }, 'see', now);
    return found ? show(await shown(tx, actor, found, now)) : hidden;
  },
});

async function viewOf(tx: Tx, { person }: Actor, found: Schedule, now: Date): Promise<ScheduleView> {
  const { office, rules, liaison, today, hours, free, out, relations } = found;
  const own = (await tx.officeHours.ahead({ takerId: person.id }, now, LISTED)).filter(
    ({ liaisonId, officeId }) => liaisonId === liaison.id && officeId === office.id,
  );
  return {
    ...{
      officeId: office.id,
      office: office.name,
      calendar: rules.calendar.spec,
      liaison,
      today,
      hours,
      free,
      out,
      own,
    },
    ...{ zone: person.zone ?? rules.calendar.spec.zone, takes: mayOfSchedule(relations, 'take slot') },
  };
}

const shown = async (tx: Tx, actor: Actor, found: Schedule, now: Date, first?: string): Promise<Message> =>
  schedule(await viewOf(tx, actor, found, now), first);

export const takeSlot = deed(takeSlotPress, {
  async opens({ tx, actor, about, now }) {
    const whose = { officeId: about.office, liaisonId: about.person };
    const found = await readSchedule(tx, actor, whose, 'take slot', now);
    if (!found) return hidden;
    const enough = await hasEnough(tx, actor, found, now);
    if (enough) return enough;
    if (found.free.length === 0) return show(await shown(tx, actor, found, now));
    return form(takeForm(await viewOf(tx, actor, found, now), await theirAgencies(tx, found)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const whose = { officeId: about.office, liaisonId: about.person };
    // Whoever takes something of the same person, or for themselves, at the same time, does so before or after.
    for (const id of [actor.person.id, about.person].toSorted((a, b) => a - b)) await tx.people.lock(id);
    const found = await readSchedule(tx, actor, whose, 'take slot', now);
    if (!found) return hidden;
    const { calendar } = found.rules;
    const zone = actor.person.zone ?? calendar.spec.zone;
    const ahead = await tx.officeHours.ahead({ takerId: actor.person.id }, now, LISTED);
    const same = ahead.find((each) => each.liaisonId === about.person && slotValue(each) === values.slot);
    if (same) return notice('You have that slot already: ', { when: same.at, zone }, '.');
    const enough = await hasEnough(tx, actor, found, now);
    if (enough) return enough;
    const words = values.about?.trim() ?? '';
    if (!words) return errors({ about: 'Say in a few words what it is about.' });
    const long = tooLong(words, LONGEST_ABOUT);
    if (long !== undefined) return errors({ about: long });
    const slot = found.free.find((each) => slotValue(each) === values.slot);
    if (!slot) return gone(tx, actor, whose, now);
    const day = localDate(calendar, slot.at);
    const may = found.agencyIds.filter((agencyId) => answersOn(found.assignments, { ...whose, agencyId }, day));
    const agencyId = may.length > 1 ? may.find((id) => String(id) === values.agency) : may[0];
    if (agencyId === undefined)
      return may.length > 1
        ? errors({ agency: 'Choose the agency that you come for.' })
        : errors({ slot: `${found.liaison.name} does not answer your agency any more on that day. Choose another.` });
    const taken = await keep(tx, { found, slot, day, agencyId, takerId: actor.person.id, about: words, at, now });
    if (!taken) return gone(tx, actor, whose, now);
    return notice('It is yours: ', { when: taken.at, zone }, `. ${found.liaison.name} reads what it is about.`);
  },
});

type Taking = {
  found: Schedule;
  slot: FreeSlot;
  day: string;
  agencyId: number;
  takerId: number;
  about: string;
  at: Date;
  now: Date;
};

/** Undefined when somebody was quicker. */
async function keep(
  tx: Tx,
  { found, slot, day, agencyId, takerId, about, at, now }: Taking,
): Promise<Slot | undefined> {
  const { office, rules, liaison } = found;
  const officeId = office.id;
  const remind = remindAt({ at: slot.at, day }, rules.calendar, now);
  const id = await tx.officeHours.take({
    ...{ ...slot, officeId, liaisonId: liaison.id, takerId, agencyId, day, about, takenAt: now },
    ...{ calendarId: office.calendarId, takerRemindAt: remind, liaisonRemindAt: remind },
  });
  const taken = id === undefined ? undefined : await tx.officeHours.slot(id);
  if (!taken) return undefined;
  const data = { slot: taken.id, liaison: liaison.id, agency: agencyId, slotAt: taken.at.toISOString() };
  await tx.records.addToOffice(officeId, { kind: 'slot taken', at, actorId: takerId, data });
  await tellTaken(tx, taken, now);
  return taken;
}

/** Somebody has it by now, or it is over: what is free is shown. */
async function gone(tx: Tx, actor: Actor, whose: { officeId: number; liaisonId: number }, now: Date): Promise<Answer> {
  const found = await readSchedule(tx, actor, whose, 'take slot', now);
  return found
    ? show(await shown(tx, actor, found, now, 'That slot is not free any more. Please choose another.'))
    : hidden;
}

const theirAgencies = async (tx: Tx, { agencyIds }: Schedule): Promise<Agency[]> => {
  const agencies: Agency[] = [];
  for (const id of agencyIds) agencies.push(...[await tx.people.agency(id)].flatMap((agency) => agency ?? []));
  return agencies;
};

/** A fair share: whoever has two slots ahead leaves the next ones to others. */
async function hasEnough(tx: Tx, { person }: Actor, { rules }: Schedule, now: Date): Promise<Answer | undefined> {
  const ahead = await tx.officeHours.ahead({ takerId: person.id }, now, LISTED);
  if (ahead.length < MOST_AHEAD) return undefined;
  const zone = person.zone ?? rules.calendar.spec.zone;
  const [first, second] = ahead;
  return notice(
    'You have two slots ahead, ',
    ...(first ? [{ when: first.at, zone }] : []),
    ' and ',
    ...(second ? [{ when: second.at, zone }] : []),
    '. So that others find one, too, take the next when one of them is over, or call one off.',
  );
}

export const callOffSlot = deed(callOffSlotPress, {
  async opens({ tx, actor, about, now }) {
    const slot = await findSlot(tx, actor, about.slot, 'call off');
    if (!slot) return hidden;
    const sides = await sidesOf(tx, slot, now);
    if (!sides) return hidden;
    return isOver(slot, now) ?? form(callOffForm(viewFor(slot, sides, readerOf(slot, actor))));
  },
  async sent({ tx, actor, about, values, now }) {
    const slot = await findSlot(tx, actor, about.slot, 'call off');
    if (!slot) return hidden;
    const over = isOver(slot, now);
    if (over) return over;
    const reason = values.reason?.trim() || null;
    if (reason === null && readerOf(slot, actor) === 'liaison') return errors({ reason: 'Say in a few words why.' });
    const long = tooLong(reason, LONGEST_REASON);
    if (long !== undefined) return errors({ reason: long });
    const sides = await sidesOf(tx, slot, now);
    await callOff(tx, slot, { by: actor.person, cause: 'person', reason }, now);
    const other = readerOf(slot, actor) === 'taker' ? sides?.liaison : sides?.taker;
    return notice(
      `Called off.${other && slot.toldAt ? ` ${other.name} hears of it.` : ''} Take it out of your calendar.`,
    );
  },
});

/** A supervisor says why, as the liaison does. */
const readerOf = ({ takerId }: Slot, { person }: Actor): 'taker' | 'liaison' =>
  takerId === person.id ? 'taker' : 'liaison';

function isOver({ state, at }: Slot, now: Date): Answer | undefined {
  if (state === 'called off') return notice('It was called off already.');
  return at <= now ? notice('It has begun, or is over.') : undefined;
}
