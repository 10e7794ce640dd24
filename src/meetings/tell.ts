import { writeMeetingFile } from '../calendars/meetingFile.ts';
import type { Message } from '../chat/message.ts';
import type { TextFile } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { firstAhead, type Heard, tellAwake } from '../offices/tellAwake.ts';
import { tellLatest } from '../offices/tellLatest.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { agendaOf } from './agenda.ts';
import { answered } from './leadWords.ts';
import { agendaKey, askKey, type Invited, type Meeting, stepAhead } from './meeting.ts';
import { leadersOn, whoComes } from './who.ts';
import { agenda, calledOff, moved } from './words.ts';

/** Everybody who is invited hears of a meeting; its calendar file goes with the words. */

async function fileOf(tx: Tx, meeting: Meeting, now: Date): Promise<TextFile> {
  const { office, calendar } = await officeToday(tx, meeting.officeId, now);
  const [organizer] = await leadersOn(tx, meeting, localDate(calendar, meeting.at));
  const calledOffNow = meeting.state === 'called off';
  const text = writeMeetingFile(
    {
      ...{ id: meeting.id, officeCode: office.code, sequence: meeting.sequence, title: meeting.title },
      ...{ start: meeting.at, minutes: meeting.minutes, place: meeting.place, organizer, calledOff: calledOffNow },
    },
    now,
  );
  return { name: `meeting-${localDate(calendar, meeting.at)}.ics`, type: 'text/calendar', text };
}

/** As its state says by now: when time brings the next thing to do. */
export async function withNext(tx: Tx, meeting: Meeting, now: Date): Promise<Meeting> {
  const { calendar } = await officeToday(tx, meeting.officeId, now);
  const answers = meeting.revision > 0 ? await tx.meetings.answers(meeting.id, meeting.revision) : [];
  const contested = answers.some(({ objection }) => objection !== null);
  const nextAt = stepAhead(meeting, calendar, { now, contested })?.at ?? null;
  await tx.meetings.change(meeting.id, { nextAt });
  return { ...meeting, nextAt };
}

/** What waits for somebody's morning: that it takes place at all, another time, or that it is off. */
const firstWordOn = ({ id }: Pick<Meeting, 'id'>): string => `agenda of meeting ${id}`;
const wordOn = ({ id }: Pick<Meeting, 'id'>): string => `meeting ${id}`;
export const closureOn = ({ id }: Pick<Meeting, 'id'>): string => `closure at meeting ${id}`;

/** Everybody who comes is put down, and reads what is on the agenda so far. Answers how many they are. */
export async function sendAgenda(tx: Tx, meeting: Meeting, now: Date): Promise<number> {
  const { calendar } = await officeToday(tx, meeting.officeId, now);
  await tx.meetings.invite(meeting.id, await whoComes(tx, meeting, localDate(calendar, meeting.at)));
  const sent: Meeting = { ...meeting, agendaSentAt: now };
  await tx.meetings.change(meeting.id, { agendaSentAt: now });
  const attached = await fileOf(tx, sent, now);
  const messages = await agendaFor(tx, sent, now);
  await tellAwake(
    tx,
    sent.officeId,
    messages.map(({ personId, message }) => ({
      ...{ key: agendaKey(sent, personId), kind: 'notice' as const, to: { personId }, officeId: sent.officeId },
      ...{ message, attached, latestOn: firstWordOn(sent) },
    })),
    { now, before: sent.at },
  );
  await tx.records.addToOffice(sent.officeId, {
    kind: 'agenda sent',
    at: now,
    actorId: null,
    data: { meeting: sent.id, people: messages.length },
  });
  await withNext(tx, sent, now);
  return messages.length;
}

/** Where it was sent, it says what is on it now. */
export async function redrawAgenda(tx: Tx, meeting: Meeting, now: Date): Promise<void> {
  if (!meeting.agendaSentAt) return;
  await redraw(tx, meeting, await agendaFor(tx, meeting, now), (personId) => agendaKey(meeting, personId));
}

/** Where these stand, they say something else now, without a sound. */
export async function redraw(
  tx: Tx,
  { officeId }: Pick<Meeting, 'officeId'>,
  all: readonly { personId: number; message: Message }[],
  rootOf: (personId: number) => string,
): Promise<void> {
  const drawn = [];
  for (const { personId, message } of all) {
    const replaces = rootOf(personId);
    const key = await tx.outbox.changeKey(replaces);
    drawn.push({ key, kind: 'notice' as const, to: { personId }, officeId, message, replaces });
  }
  await tx.outbox.put(drawn);
}

async function agendaFor(tx: Tx, meeting: Meeting, now: Date) {
  const view = await agendaOf(tx, meeting, now);
  const { calendar } = await officeToday(tx, meeting.officeId, now);
  const leaders = await leadersOn(tx, meeting, localDate(calendar, meeting.at));
  return (await tx.meetings.invited(meeting.id)).map(({ personId, side }) => ({
    personId,
    message: agenda(view, { side, leads: leaders.some(({ id }) => id === personId), personId }),
  }));
}

/** Whether somebody moved or called it off, or nobody did and the office is closed. */
export type By = { id: number; name: string } | undefined;

/** It has another time: those who are invited hear of it, with a file that takes the place of the one before. */
export async function tellMoved(
  tx: Tx,
  before: Meeting,
  to: { at: Date; calendarId: number; reason: string | null; by: By },
  now: Date,
): Promise<{ meeting: Meeting; heard: Heard }> {
  const { by, ...change } = to;
  const { calendar } = await officeToday(tx, before.officeId, now);
  const meeting: Meeting = {
    ...{ ...before, ...change, moved: before.moved || by !== undefined },
    ...{ sequence: before.sequence + 1, state: 'planned', askedAt: null },
  };
  // Far enough ahead there is another agenda; else the one that stands says the new time.
  const next = stepAhead({ ...meeting, agendaSentAt: null }, calendar, { now, contested: false });
  if (next && next.at > now) meeting.agendaSentAt = null;
  const { at, calendarId, reason, sequence, state, agendaSentAt } = meeting;
  await tx.meetings.change(before.id, {
    ...{ at, calendarId, reason, sequence, state, moved: meeting.moved, agendaSentAt, askedAt: null },
  });
  const { zone } = calendar.spec;
  const say = (from: Date): Message | undefined =>
    from.getTime() === at.getTime() ? undefined : moved(meeting, { by: by?.name, from, zone });
  const attached = await fileOf(tx, meeting, now);
  const heard = await tellAll(tx, before, meeting, { what: 'moved', say, attached, by }, now);
  const data = { meeting: before.id, from: before.at.toISOString(), to: at.toISOString(), reason };
  await tx.records.addToOffice(meeting.officeId, { kind: 'meeting moved', at: now, actorId: by?.id ?? null, data });
  await redrawAgenda(tx, meeting, now);
  return { meeting: await withNext(tx, meeting, now), heard };
}

export async function tellCalledOff(
  tx: Tx,
  before: Meeting,
  { by, reason }: { by: By; reason: string },
  now: Date,
): Promise<Heard> {
  const { calendar } = await officeToday(tx, before.officeId, now);
  const meeting: Meeting = { ...before, state: 'called off', reason, sequence: before.sequence + 1, nextAt: null };
  await tx.meetings.change(before.id, { state: 'called off', reason, sequence: meeting.sequence, nextAt: null });
  const say = (from: Date): Message => calledOff({ ...meeting, at: from }, { by: by?.name, zone: calendar.spec.zone });
  const attached = await fileOf(tx, meeting, now);
  const heard = await tellAll(tx, before, meeting, { what: 'off', say, attached, by }, now);
  await tx.records.addToOffice(meeting.officeId, {
    kind: 'meeting called off',
    at: now,
    actorId: by?.id ?? null,
    data: { meeting: before.id, reason },
  });
  return heard;
}

/** `say`: by the time that somebody knows; undefined where that is so again, and there is nothing to tell. */
type Change = { what: string; say: (from: Date) => Message | undefined; attached: TextFile; by: By };

const keptTime = { write: (at: Date) => at.toISOString(), read: (written: string) => new Date(written) };

/** Everybody who is invited hears of it, and whoever has come to lead it since it was planned. */
async function tellAll(
  tx: Tx,
  before: Meeting,
  meeting: Meeting,
  { what, say, attached, by }: Change,
  now: Date,
): Promise<Heard> {
  const { calendar } = await officeToday(tx, meeting.officeId, now);
  const known = await tx.meetings.invited(meeting.id);
  const all = await whoComes(tx, meeting, localDate(calendar, meeting.at));
  const isNew = ({ personId }: Invited): boolean => !known.some((each) => each.personId === personId);
  const coming = [...known, ...all.filter((each) => isNew(each) && (known.length === 0 || each.side === 'office'))];
  await tx.meetings.invite(meeting.id, coming);
  await tx.outbox.withdraw(closureOn(meeting));
  const unheard = meeting.state === 'called off' ? await withdrawAgenda(tx, meeting) : [];
  return tellLatest<Date>(
    tx,
    meeting.officeId,
    {
      ...{ latestOn: wordOn(meeting), before: before.at, kept: keptTime },
      readers: coming.flatMap(({ personId }) => (unheard.includes(personId) ? [] : personId)),
      say: (personId, from) => {
        const message = say(from);
        return (
          message && { key: `meeting ${meeting.id} ${what} ${meeting.sequence} to ${personId}`, message, attached }
        );
      },
    },
    { now, awake: by?.id, before: firstAhead([before.at, meeting.at], now) },
  );
}

/** Whoever was not told yet that it takes place need not hear that it does not. Answers who they are. */
async function withdrawAgenda(tx: Tx, meeting: Meeting): Promise<number[]> {
  const unheard = (await tx.outbox.untold(firstWordOn(meeting))).map(({ personId }) => personId);
  await tx.outbox.withdraw(firstWordOn(meeting));
  return meeting.moved ? [] : unheard;
}

/** What asked whether it took place says what became of it, and leads on to the minutes. `asked`: as it was then. */
export async function redrawQuestion(tx: Tx, asked: Meeting, it: Meeting, by: string, now: Date): Promise<void> {
  const { calendar, today } = await officeToday(tx, it.officeId, now);
  const people = new Set([
    ...(await leadersOn(tx, it, today)).map(({ id }) => id),
    ...(await tx.meetings.invited(it.id)).map(({ personId }) => personId),
  ]);
  const message = answered(it, calendar.spec.zone, by);
  const rootOf = (personId: number): string => askKey(asked, personId);
  const roots = await tx.outbox.known([...people].map(rootOf));
  const those = [...people].filter((id) => roots.includes(rootOf(id)));
  await redraw(
    tx,
    it,
    those.map((personId) => ({ personId, message })),
    rootOf,
  );
}
