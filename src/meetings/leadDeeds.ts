import type { Answer } from '../chat/answer.ts';
import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { sayHeard, zoneOf } from '../offices/sayHeard.ts';
import { localDate } from '../sla/calendar.ts';
import { sayTime } from '../sla/hours.ts';
import { minuteOfDay } from '../sla/zone.ts';
import { callOffForm, moveForm, notHeldForm } from './leadWords.ts';
import type { Meeting } from './meeting.ts';
import { callOffMeetingPress, meetingHeldPress, meetingNotHeldPress, moveMeetingPress } from './presses.ts';
import { readMove, readReason } from './reading.ts';
import { redrawQuestion, tellCalledOff, tellMoved } from './tell.ts';
import { find } from './who.ts';

const INVITED = 'Everybody who is invited';

/** What those who lead a meeting do about it: move it, call it off, say whether it took place. */

const isDecided = ({ state }: Meeting): Answer | undefined =>
  state === 'planned'
    ? undefined
    : notice(
        { held: 'It took place.', 'not held': 'It did not take place.', 'called off': 'It was called off.' }[state],
      );

export const moveMeeting = deed(moveMeetingPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting: it } = found;
    const { calendar } = await officeToday(tx, it.officeId, now);
    const wanted = new Date(about.to ?? '');
    const suggested = wanted > now ? wanted : undefined;
    const day = localDate(calendar, suggested ?? it.at);
    const time = sayTime(minuteOfDay(calendar.zone, suggested ?? it.at));
    const isOver = it.at <= now && !suggested;
    return isDecided(it) ?? form(moveForm(it, { day, time, zone: calendar.spec.zone, isOver }));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting: it } = found;
    const no = isDecided(it);
    if (no) return no;
    const { office, calendar } = await officeToday(tx, it.officeId, now);
    const read = readMove(values, { calendar, now });
    if ('problems' in read) return errors(read.problems);
    if (read.at.getTime() === it.at.getTime()) return errors({ time: 'That is when it is already.' });
    const { id, name } = actor.person;
    const to = { ...read, calendarId: office.calendarId, by: { id, name } };
    const { meeting: moved, heard } = await tellMoved(tx, it, to, now);
    if (it.askedAt) await redrawQuestion(tx, it, moved, name, now);
    return notice('Moved. ', ...sayHeard(INVITED, heard, zoneOf(actor, calendar)));
  },
});

export const callOff = deed(callOffMeetingPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { calendar } = await officeToday(tx, found.meeting.officeId, now);
    return mayCallOff(found.meeting, now) ?? form(callOffForm(found.meeting, calendar.spec.zone));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const no = mayCallOff(found.meeting, now);
    if (no) return no;
    const read = readReason(values);
    if ('problems' in read) return errors(read.problems);
    const { id, name } = actor.person;
    const { calendar } = await officeToday(tx, found.meeting.officeId, now);
    const heard = await tellCalledOff(tx, found.meeting, { by: { id, name }, reason: read.reason }, now);
    return notice('Called off. ', ...sayHeard(INVITED, heard, zoneOf(actor, calendar)));
  },
});

const mayCallOff = (it: Meeting, now: Date): Answer | undefined =>
  isDecided(it) ?? (it.at <= now ? notice('Its time is over. Say whether it took place: type “meetings”.') : undefined);

export const held = deed(meetingHeldPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting: it } = found;
    const no = isDecided(it) ?? (it.at > now ? notice('It is still ahead.') : undefined);
    if (no) return no;
    await tx.meetings.change(it.id, { state: 'held', saidAt: at, nextAt: null });
    await tx.records.addToOffice(it.officeId, {
      kind: 'meeting held',
      at,
      actorId: actor.person.id,
      data: { meeting: it.id },
    });
    await redrawQuestion(tx, it, { ...it, state: 'held' }, actor.person.name, now);
    return notice('Good. Write the minutes while you remember: “meetings” shows it.');
  },
});

export const notHeld = deed(meetingNotHeldPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    return isDecided(found.meeting) ?? form(notHeldForm(found.meeting));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.meeting, action: 'lead', now });
    if (!found) return hidden;
    const { meeting: it } = found;
    const no = isDecided(it) ?? (it.at > now ? notice('It is still ahead. You may call it off.') : undefined);
    if (no) return no;
    const read = readReason(values);
    if ('problems' in read) return errors(read.problems);
    const { reason } = read;
    await tx.meetings.change(it.id, { state: 'not held', reason, saidAt: at, nextAt: null });
    await tx.records.addToOffice(it.officeId, {
      kind: 'meeting not held',
      at,
      actorId: actor.person.id,
      data: { meeting: it.id, reason },
    });
    await redrawQuestion(tx, it, { ...it, state: 'not held', reason }, actor.person.name, now);
    return notice('Noted. It stands in the digest.');
  },
});
