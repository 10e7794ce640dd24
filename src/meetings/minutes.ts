import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type Meeting, minutesKey, settlesAt } from './meeting.ts';
import { type Minutes, minutes as words } from './minutesWords.ts';
import { redraw, withNext } from './tell.ts';
import { leadersOn } from './who.ts';

/** Minutes go to both sides, are confirmed or corrected, and then stand. */

export async function minutesOf(tx: Tx, meeting: Meeting, now: Date): Promise<Minutes> {
  const { calendar, today } = await officeToday(tx, meeting.officeId, now);
  const answers = await tx.meetings.answers(meeting.id, meeting.revision);
  const people = await tx.people.named([...answers.map(({ personId }) => personId), meeting.writtenBy ?? 0]);
  const nameOf = (id: number | null): string => people.get(id ?? 0)?.name ?? '';
  return {
    ...{ meeting, today, by: nameOf(meeting.writtenBy), zone: calendar.spec.zone },
    actions: await tx.actions.of('meeting', [meeting.id]),
    confirmed: answers.filter(({ objection }) => objection === null).map(({ personId }) => nameOf(personId)),
    wrong: answers.flatMap(({ personId, objection }) =>
      objection === null ? [] : [{ by: nameOf(personId), text: objection }],
    ),
    standsOn: localDate(calendar, settlesAt(calendar, meeting.minutesSentAt ?? now)),
  };
}

/** Both sides read them, and what somebody has taken on begins. */
export async function sendMinutes(tx: Tx, before: Meeting, by: number, now: Date): Promise<number> {
  const meeting: Meeting = { ...before, minutesSentAt: now, revision: before.revision + 1 };
  await tx.meetings.change(meeting.id, { minutesSentAt: now, revision: meeting.revision });
  const opened = await tx.actions.open({ kind: 'meeting', id: meeting.id }, now);
  const { id, revision, said, decisions } = meeting;
  const data = { meeting: id, revision, said: said ?? '', decisions };
  await tx.records.addToOffice(meeting.officeId, { kind: 'minutes sent', at: now, actorId: by, data });
  for (const { id: action, ownerId: owner, due } of opened)
    await tx.records.addToOffice(meeting.officeId, {
      kind: 'action opened',
      at: now,
      actorId: by,
      data: { action, owner, due },
    });
  const messages = await messagesFor(tx, meeting, now);
  await tellAwake(
    tx,
    meeting.officeId,
    messages.map(({ personId, message }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: meeting.officeId, message },
      ...{ key: minutesKey(id, revision, personId), latestOn: `minutes of meeting ${id}` },
    })),
    { now, awake: by },
  );
  await withNext(tx, meeting, now);
  return messages.length;
}

async function messagesFor(tx: Tx, meeting: Meeting, now: Date) {
  const view = await minutesOf(tx, meeting, now);
  const answers = await tx.meetings.answers(meeting.id, meeting.revision);
  const { today } = await officeToday(tx, meeting.officeId, now);
  const leaders = await leadersOn(tx, meeting, today);
  return (await tx.meetings.invited(meeting.id)).map(({ personId, side }) => ({
    personId,
    message: words(view, {
      answers: side === 'agency' && !answers.some((each) => each.personId === personId && each.objection === null),
      leads: side === 'office' && leaders.some(({ id }) => id === personId),
    }),
  }));
}

/** Where they were sent, they say who has confirmed them and what is wrong. */
export async function redrawMinutes(tx: Tx, meeting: Meeting, now: Date): Promise<void> {
  const { id, revision } = meeting;
  const messages = await messagesFor(tx, meeting, now);
  await redraw(tx, meeting, messages, (personId) => minutesKey(id, revision, personId));
}

/** Whether all agencies that were invited have confirmed them, and nobody says that something is wrong. */
export async function isConfirmed(tx: Tx, meeting: Meeting): Promise<boolean> {
  const answers = await tx.meetings.answers(meeting.id, meeting.revision);
  if (answers.some(({ objection }) => objection !== null)) return false;
  const invited = (await tx.meetings.invited(meeting.id)).filter(({ side }) => side === 'agency');
  const confirmed = new Set(
    invited.filter(({ personId }) => answers.some((each) => each.personId === personId)).map((each) => each.agencyId),
  );
  return confirmed.size > 0 && invited.every(({ agencyId }) => confirmed.has(agencyId));
}

/** They stand from now on, and nobody changes them any more; false while somebody says that something is wrong. */
export async function settle(tx: Tx, meeting: Meeting, now: Date): Promise<boolean> {
  const answers = await tx.meetings.answers(meeting.id, meeting.revision);
  if (answers.some(({ objection }) => objection !== null)) {
    await tx.meetings.change(meeting.id, { nextAt: null });
    return false;
  }
  await tx.meetings.change(meeting.id, { fixedAt: now, nextAt: null });
  const data = { meeting: meeting.id, revision: meeting.revision, confirmed: answers.length };
  await tx.records.addToOffice(meeting.officeId, { kind: 'minutes fixed', at: now, actorId: null, data });
  await redrawMinutes(tx, { ...meeting, fixedAt: now }, now);
  return true;
}
