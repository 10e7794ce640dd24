import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { isOpen, localDate, openMsBetween } from '../sla/calendar.ts';
import { placeFor } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import { closedThen } from './leadWords.ts';
import { changeSession } from './plan.ts';
import { closureOf, endOf, type TrainingSession } from './training.ts';
import { viewOf } from './view.ts';
import { leadersOn } from './who.ts';

/**
 * The calendar of the office has changed since a session was planned. One that recurs follows it to a working day; of one
 * whose time somebody chose, whoever leads it is asked, if the office closes then after all. Answers whether anything was told.
 */
export async function follow(tx: Tx, session: TrainingSession, now: Date): Promise<boolean> {
  const { office, calendar } = await officeToday(tx, session.officeId, now);
  const { calendarId } = office;
  if (session.state !== 'planned' || session.at <= now || session.calendarId === calendarId) return false;
  await tx.training.change(session.id, { calendarId });
  const { nominal, moved, minutes, course } = session;
  if (nominal !== null && !moved) {
    const slot = { minute: course.sessions?.minute ?? null, minutes };
    const at = slot.minute === null ? null : placeFor(calendar, nominal, { minute: slot.minute, minutes });
    // Of a day that nobody knows, or is closed for two weeks, what was said stays until somebody changes it.
    if (!at || at <= now || at.getTime() === session.at.getTime()) return false;
    const { place, seats, leaderId } = session;
    await changeSession(
      tx,
      { ...session, calendarId },
      { at, minutes, place, seats, leaderId, reason: null },
      undefined,
      now,
    );
    return true;
  }
  if (isOpen(calendar, session.at) !== false) return false;
  // Who planned it on a closed day has read so, and meant it.
  const before = await tx.offices.calendar(session.calendarId ?? calendarId);
  const [from, to] = [session.at.getTime(), endOf(session).getTime()];
  if (before && openMsBetween(before, from, to) === 0) return false;
  const message = closedThen(await viewOf(tx, session, now));
  const leaders = await leadersOn(tx, session, localDate(calendar, now));
  await tellAwake(
    tx,
    session.officeId,
    leaders.map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: session.officeId, message },
      ...{ key: `training ${session.id} closed ${session.sequence} to ${personId}`, latestOn: closureOf(session) },
    })),
    { now, before: session.at },
  );
  return true;
}
