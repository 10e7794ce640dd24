import { wholeCalendar } from '../offices/calendarParts.ts';
import { officeToday } from '../offices/officeToday.ts';
import { clockKinds } from '../sla/clockKinds.ts';
import type { Tx } from '../store.ts';
import { missingYear } from './calendarEnd.ts';
import type { CalendarFile } from './calendarFile.ts';

/** Days of the office; undefined: from today on, to the end of the confirmed years. */
type WantedSpan = { from: string | undefined; until: string | undefined };

/** What stands in an office's calendar file. `from` is after `until` where nothing is confirmed any more. */
export async function readCalendarFile(tx: Tx, officeId: number, wanted: WantedSpan, now: Date): Promise<CalendarFile> {
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const from = wanted.from ?? today;
  const end = `${missingYear(calendar, now) - 1}-12-31`;
  const until = wanted.until !== undefined && wanted.until < end ? wanted.until : end;
  const isIn = (day: string): boolean => day >= from && day <= until;
  const parts = await tx.closures.of(officeId, 'to read');
  const { absences, people } = await tx.people.coverage(officeId, null, from);
  const due: CalendarFile['due'][number][] = [];
  await tx.roster.openPromises(officeId, (page) => {
    for (const { requestId, kind, startedAt, dueAt } of page)
      if (dueAt) due.push({ requestId, kind, startedAt, dueAt });
  });
  return {
    ...{ office, calendar, from, until },
    holidays: wholeCalendar({ ...parts, closures: [] }).specialDays.filter(({ date }) => isIn(date)),
    closures: (await tx.closures.ahead(officeId, from)).filter(({ day }) => day <= until),
    absences: onceOf(
      absences.flatMap((absence) => {
        const person = people.get(absence.personId);
        const isAhead = absence.from <= until && (absence.until ?? until) >= from;
        return person && isAhead ? [{ ...absence, name: person.name }] : [];
      }),
      ({ personId, from: first }) => `${personId} ${first}`,
    ),
    due: onceOf(due, ({ requestId, kind, dueAt }) => `${requestId} ${clockKinds[kind].owes} ${dueAt.getTime()}`),
  };
}

/** The first of each: two clocks may count the same, and the files of two offices say the same of somebody. */
const onceOf = <T>(all: readonly T[], key: (one: T) => string): T[] =>
  [...new Map(all.toReversed().map((one) => [key(one), one])).values()].toReversed();
