import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { addMinutes, type Calendar, minutesBetween } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';
import { decisionMoved } from './decideWords.ts';
import { lookAt } from './look.ts';
import { redrawAsked } from './reports.ts';
import { dueDay } from './steps.ts';
import { redraw, tell, withNext } from './tell.ts';
import { speakersOf } from './who.ts';

/** The office has another calendar: what was promised, and what is due, are counted anew, as the times of requests are. */

export async function follow(tx: Tx, it: Alternate, { office, calendar }: OfficeToday, now: Date): Promise<void> {
  const { id, officeId } = it;
  const reason = await tx.alternates.whyMoved(officeId, { from: it.calendarId, to: office.calendarId });
  const before = (await tx.offices.rules({ ...office, calendarId: it.calendarId })).calendar;
  const rules = (await tx.alternates.rules([officeId])).get(officeId);
  const minutes = rules?.kinds.find(({ code }) => code === it.kind)?.decideMinutes;
  const moved = reason === undefined ? {} : movedTimes(it, { before, after: calendar, minutes }, now);
  await tx.alternates.change(id, { ...moved, calendarId: office.calendarId });
  const later = reason === undefined ? [] : await moveReports(tx, it, calendar, now);
  await withNext(tx, id, now);
  await redraw(tx, id, now);
  const look = await lookAt(tx, { ...it, ...moved }, now);
  for (const report of later) await redrawAsked(tx, look, report, now);
  if (reason === undefined || !moved.decideBy) return;
  const message = decisionMoved(look, { reason, isFirst: it.decideBy === null });
  await tell(tx, it, `moved by ${office.calendarId}`, await speakersOf(tx, it), message, now);
}

type Counting = { before: Calendar; after: Calendar; minutes: number | undefined };

/** What of these is another time by the new calendar. What is over already was promised, and stays. */
function movedTimes(
  it: Pick<Alternate, 'state' | 'askedAt' | 'viewBy' | 'decideBy'>,
  { before, after, minutes }: Counting,
  now: Date,
): Partial<Pick<Alternate, 'viewBy' | 'decideBy'>> {
  if (it.state !== 'asked') return {};
  const anew = (by: Date | null, otherwise: number | undefined): Date | undefined => {
    if (by !== null && by <= now) return undefined;
    const counted = by === null ? otherwise : (minutesBetween(before, it.askedAt, by) ?? otherwise);
    const moved = counted === undefined ? undefined : addMinutes(after, it.askedAt, counted);
    return moved && moved.getTime() !== by?.getTime() ? moved : undefined;
  };
  const viewBy = anew(it.viewBy, minutes === undefined ? undefined : minutes / 2);
  const decideBy = anew(it.decideBy, minutes);
  return { ...(viewBy && { viewBy }), ...(decideBy && { decideBy }) };
}

/** Reports that are awaited get the days that the office is closed on top; none is due earlier than it was. */
async function moveReports(tx: Tx, it: Alternate, calendar: Calendar, now: Date): Promise<Report[]> {
  const { today } = await officeToday(tx, it.officeId, now);
  const later: Report[] = [];
  for (const report of await tx.alternates.reports([it.id])) {
    const days = it.reports.find(({ code }) => code === report.code)?.dueDays;
    if (days === undefined || report.state === 'sent' || report.refusedBecause !== null || report.due < today) continue;
    const due = dueDay(calendar, report.until, days);
    if (due <= report.due) continue;
    await tx.alternates.changeReport(report.id, { due, remindedAt: null });
    later.push({ ...report, due });
  }
  return later;
}
