import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { addDays } from '../people/absence.ts';
import { type Calendar, isOpen, localDate, type Unknown } from '../sla/calendar.ts';
import { dateAfter, placeFor } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import { closedThen } from './cannotComeWords.ts';
import { type Meeting, type Series, stepAhead } from './meeting.ts';
import { closureOn, tellCalledOff, tellMoved, withNext } from './tell.ts';
import { leadersOn, whoComes } from './who.ts';

/** The next meeting of a series is planned, and follows the calendar of its office until somebody moves it. */

type Next = { nominal: string; at: Date };

/** So many dates of a series may fall into one long closure; then somebody has to look at it. */
const MOST_DATES = 12;

/** The first one of a series behind a day that is still ahead; null: its times are closed for good. */
function nextOf(
  series: Pick<Series, 'rhythm' | 'minute' | 'minutes'>,
  calendar: Calendar,
  { after, now }: { after: string; now: Date },
): Next | null | Unknown {
  let nominal = after;
  for (let date = 0; date < MOST_DATES; date++) {
    nominal = dateAfter(series.rhythm, nominal);
    const at = placeFor(calendar, nominal, series);
    if (at === undefined) return undefined;
    if (at !== null && at > now) return { nominal, at };
  }
  return null;
}

/** Undefined when none can be planned now: the calendar does not reach so far. */
export async function planNext(tx: Tx, seriesId: number, now: Date): Promise<Meeting | undefined> {
  const series = await tx.meetings.series(seriesId);
  if (!series || series.endedAt) return undefined;
  const { officeId, agencyId, title, minutes, place } = series;
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const after = (await tx.meetings.latestDate(seriesId)) ?? addDays(today, -1);
  const next = nextOf(series, calendar, { after, now });
  if (!next) return undefined;
  const nextAt = stepAhead({ ...unheard, at: next.at, minutes }, calendar, { now, contested: false })?.at ?? null;
  const times = { ...next, minutes, place, calendarId: office.calendarId, nextAt };
  const id = await tx.meetings.plan({ officeId, seriesId, agencyId, title, ...times });
  if (id === undefined) return undefined;
  // Those who come may add topics from now on.
  await tx.meetings.invite(id, await whoComes(tx, { officeId, agencyId }, localDate(calendar, next.at)));
  return tx.meetings.one(id);
}

const unheard = { state: 'planned', agendaSentAt: null, askedAt: null, minutesSentAt: null, fixedAt: null } as const;

/** One that is ahead is as its series and the calendar of its office say by now; whether something changed. */
export async function follow(tx: Tx, meeting: Meeting, now: Date): Promise<boolean> {
  const series = await tx.meetings.series(meeting.seriesId);
  if (!series) return false;
  if (series.endedAt) {
    await endPlanned(tx, meeting, now);
    return true;
  }
  const { office, calendar } = await officeToday(tx, meeting.officeId, now);
  if (meeting.moved) return leaveToLeaders(tx, meeting, { calendarId: office.calendarId, calendar }, now);
  const { title, minutes, place } = series;
  const named = { title, minutes, place, calendarId: office.calendarId };
  const at = placeFor(calendar, meeting.nominal, series);
  // Of a day that nobody knows, or is closed for two weeks, what was said stays until somebody moves it.
  if (!at || at <= now || at.getTime() === meeting.at.getTime()) {
    const isNew = title !== meeting.title || minutes !== meeting.minutes || place !== meeting.place;
    await tx.meetings.change(meeting.id, named);
    await withNext(tx, { ...meeting, ...named }, now);
    return isNew;
  }
  await tx.meetings.change(meeting.id, named);
  // Before its agenda nobody was told of its time.
  if (meeting.agendaSentAt)
    await tellMoved(
      tx,
      { ...meeting, ...named },
      { at, calendarId: office.calendarId, reason: null, by: undefined },
      now,
    );
  else {
    await tx.meetings.change(meeting.id, { at });
    await withNext(tx, { ...meeting, ...named, at }, now);
  }
  return true;
}

/** Somebody chose its time: where the office is closed then after all, whoever leads it decides, and is asked once. */
async function leaveToLeaders(
  tx: Tx,
  meeting: Meeting,
  { calendarId, calendar }: { calendarId: number; calendar: Calendar },
  now: Date,
): Promise<boolean> {
  if (meeting.calendarId === calendarId) return false;
  await tx.meetings.change(meeting.id, { calendarId });
  await withNext(tx, { ...meeting, calendarId }, now);
  if (isOpen(calendar, meeting.at) !== false) return false;
  const message = closedThen(meeting, calendar.spec.zone);
  const leaders = await leadersOn(tx, meeting, localDate(calendar, now));
  await tellAwake(
    tx,
    meeting.officeId,
    leaders.map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: meeting.officeId, message },
      ...{ key: `meeting ${meeting.id} closed ${meeting.sequence} to ${personId}`, latestOn: closureOn(meeting) },
    })),
    { now, before: meeting.at },
  );
  return true;
}

/** There are no more of these: what is ahead is called off, and whoever was told of it hears so. */
export async function endPlanned(
  tx: Tx,
  meeting: Meeting,
  now: Date,
  by?: { id: number; name: string },
): Promise<void> {
  if (meeting.agendaSentAt || meeting.moved)
    await tellCalledOff(tx, meeting, { by, reason: 'There are no more of these meetings.' }, now);
  else await tx.meetings.change(meeting.id, { state: 'called off', nextAt: null });
}
