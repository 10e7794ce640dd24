import type { Message } from '../chat/message.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { LiaisonHours } from '../offices/liaisonHours.ts';
import { officeToday } from '../offices/officeToday.ts';
import { type Actor, officesAs } from '../people/person.ts';
import { officeHours as openingHours } from '../requests/hours.ts';
import type { Tx } from '../store.ts';
import { liaisonsOf, supervisedBy } from './liaisons.ts';
import { ownHours, setForm } from './ownWords.ts';
import { endHoursPress, officeHoursPress, pauseHoursPress, resumeHoursPress, setHoursPress } from './presses.ts';
import { readHours } from './reading.ts';
import { viewsOf } from './tell.ts';
import { readSchedule } from './who.ts';
import { sayHours, schedulesOf } from './words.ts';

/** What liaisons say about their office hours. */

const LISTED = 30;

export const officeHours = deed(officeHoursPress, {
  async shows({ tx, actor, now }) {
    if (officesAs(actor, 'liaison').length > 0) return show(await own(tx, actor, now));
    const { blocks, ...message } = await openingHours(tx, actor, now);
    const liaisons = [...(await liaisonsOf(tx, actor, now)), ...(await supervisedBy(tx, actor))];
    return show({ ...message, blocks: [...blocks, ...schedulesOf(liaisons.slice(0, LISTED))] });
  },
});

/** All that they hold, and what was taken of it. */
async function own(tx: Tx, actor: Actor, now: Date, first?: string): Promise<Message> {
  const officeIds = officesAs(actor, 'liaison');
  const liaisonId = actor.person.id;
  const held = (await tx.officeHours.of({ liaisonId })).filter(({ officeId }) => officeIds.includes(officeId));
  const all = [];
  for (const hours of held) {
    const { office } = await officeToday(tx, hours.officeId, now);
    all.push({ hours, office: officeIds.length > 1 ? office.name : undefined });
  }
  const slots = await tx.officeHours.ahead({ liaisonId }, now, LISTED);
  return ownHours(all, await viewsOf(tx, slots, 'liaison', now), first);
}

/** Those of somebody that go on; for everybody else there are none. Locked until the transaction ends. */
async function find(tx: Tx, actor: Actor, id: number, now: Date): Promise<LiaisonHours | undefined> {
  const hours = await tx.officeHours.one(id);
  const found = hours && !hours.endedAt && (await readSchedule(tx, actor, hours, 'set hours', now));
  return found ? hours : undefined;
}

export const setHours = deed(setHoursPress, {
  async opens({ tx, actor, about, now }) {
    const officeIds = officesAs(actor, 'liaison');
    if (officeIds.length === 0) return hidden;
    const stands = about.hours === undefined ? undefined : await find(tx, actor, about.hours, now);
    if (about.hours !== undefined && !stands) return hidden;
    const offices = [];
    for (const id of officeIds) offices.push((await officeToday(tx, id, now)).office);
    return form(setForm(offices, stands));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const officeIds = officesAs(actor, 'liaison');
    const stands = about.hours === undefined ? undefined : await find(tx, actor, about.hours, now);
    if (about.hours !== undefined && !stands) return hidden;
    const officeId = stands?.officeId ?? officeIds.find((id) => String(id) === values.office) ?? officeIds[0];
    if (officeId === undefined) return hidden;
    // Two that are sent at the same time come one after the other.
    await tx.people.lock(actor.person.id);
    const { calendar } = await officeToday(tx, officeId, now);
    const held = await tx.officeHours.of({ liaisonId: actor.person.id });
    const others = held.filter((each) => each.officeId === officeId && each.id !== stands?.id);
    const read = readHours(values, { calendar, others });
    if ('problems' in read) return errors(read.problems);
    const { hours } = read;
    const id =
      stands?.id ?? (await tx.officeHours.add({ ...hours, officeId, liaisonId: actor.person.id, createdAt: now }));
    if (stands) await tx.officeHours.change(id, hours);
    const { weekday, fromMinute: from, untilMinute: until, slotMinutes: slot } = hours;
    await tx.records.addToOffice(officeId, {
      ...{ kind: 'office hours set', at, actorId: actor.person.id },
      data: { hours: id, weekday, from, until, slot },
    });
    const first = `${stands ? 'Changed' : 'Added'}: ${sayHours(hours)}. People of your agencies find the slots under My liaison.`;
    return show(await own(tx, actor, now, first));
  },
});

export const pauseHours = deed(pauseHoursPress, {
  async does({ tx, actor, about, at, now }) {
    const hours = await find(tx, actor, about.hours, now);
    if (!hours) return hidden;
    if (hours.pausedAt) return notice('They pause already.');
    await tx.officeHours.change(hours.id, { pausedAt: at });
    await tx.records.addToOffice(hours.officeId, {
      kind: 'office hours paused',
      at,
      actorId: actor.person.id,
      data: { hours: hours.id },
    });
    return notice(`They pause: no slot is free until you press Go on.${await staying(tx, hours, now)}`);
  },
});

export const resumeHours = deed(resumeHoursPress, {
  async does({ tx, actor, about, at, now }) {
    const hours = await find(tx, actor, about.hours, now);
    if (!hours) return hidden;
    if (!hours.pausedAt) return notice('They go on already.');
    await tx.officeHours.change(hours.id, { pausedAt: null });
    await tx.records.addToOffice(hours.officeId, {
      kind: 'office hours resumed',
      at,
      actorId: actor.person.id,
      data: { hours: hours.id },
    });
    return notice('They go on: their slots may be taken again.');
  },
});

export const endHours = deed(endHoursPress, {
  async does({ tx, actor, about, at, now }) {
    const hours = await tx.officeHours.one(about.hours);
    const found = hours && (await readSchedule(tx, actor, hours, 'set hours', now));
    if (!hours || !found) return hidden;
    if (hours.endedAt) return notice('There are no more of these.');
    await tx.officeHours.change(hours.id, { endedAt: at });
    await tx.records.addToOffice(hours.officeId, {
      kind: 'office hours ended',
      at,
      actorId: actor.person.id,
      data: { hours: hours.id },
    });
    return notice(`There are no more of these.${await staying(tx, hours, now)}`);
  },
});

/** What was taken of them is not touched by that. */
async function staying(tx: Tx, { id, liaisonId }: LiaisonHours, now: Date): Promise<string> {
  const all = await tx.officeHours.ahead({ liaisonId }, now, LISTED);
  const count = all.filter(({ hoursId }) => hoursId === id).length;
  if (count === 0) return '';
  const those = count === 1 ? 'The slot that was taken stays' : `The ${count} slots that were taken stay`;
  return ` ${those}, until you call ${count === 1 ? 'it' : 'them'} off.`;
}
