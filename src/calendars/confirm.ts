import { isDeepStrictEqual } from 'node:util';
import { type CalendarParts, wholeCalendar } from '../offices/calendarParts.ts';
import type { Office } from '../offices/office.ts';
import { movePromises, type PromiseMoves } from '../offices/promiseMoves.ts';
import { type Actor, hasRole, type Person } from '../people/person.ts';
import { buildCalendar, localDate } from '../sla/calendar.ts';
import { daysOfYear, type SpecialDay } from '../sla/specialDays.ts';
import type { Tx } from '../store.ts';
import { missingYear } from './calendarEnd.ts';
import type { CalendarYear } from './yearStore.ts';

/** A year of a calendar becomes what its draft says, once somebody confirms it; open requests follow. */

type Draft = Pick<CalendarYear, 'year' | 'days'>;

/** What a draft would do: the days that count now, and the promises that would move. */
export type YearPreview = { before: SpecialDay[]; isConfirmed: boolean; moves: PromiseMoves };

export async function previewYear(
  tx: Tx,
  office: Office,
  draft: Draft,
  now: Date,
): Promise<YearPreview | { problem: string }> {
  const parts = await tx.closures.of(office.id, 'to read');
  const problem = problemWith(office, parts, draft, now);
  if (problem !== undefined) return { problem };
  const standing = wholeCalendar({ ...parts, closures: [] });
  return {
    before: daysOfYear(standing, draft.year),
    isConfirmed: standing.confirmedYears.includes(draft.year),
    moves: await movePromises(tx, office.id, withDraft(parts, draft), now),
  };
}

const withDraft = (parts: CalendarParts, { year, days }: Draft) =>
  wholeCalendar({ ...parts, years: [...parts.years.filter((each) => each.year !== year), { year, days }] });

/** Why a draft cannot be confirmed; undefined when it can. */
function problemWith(office: Office, parts: CalendarParts, { year, days }: Draft, now: Date): string | undefined {
  const standing = wholeCalendar({ ...parts, closures: [] });
  const calendar = buildCalendar(standing);
  const thisYear = Number(localDate(calendar, now).slice(0, 4));
  const missing = missingYear(calendar, now);
  if (year < Math.min(thisYear, missing)) return `${year} is over. What was counted then stays.`;
  if (year > missing && !standing.confirmedYears.includes(year))
    return `The calendar of ${office.name} has no ${missing} yet. Please confirm that year first.`;
  const isSame = standing.confirmedYears.includes(year) && isDeepStrictEqual(daysOfYear(standing, year), days);
  return isSame ? `These are the holidays of ${year} already.` : undefined;
}

/**
 * Confirms a draft: the calendar has that year from now on, and open requests follow with the next sweep, as do verdicts
 * that could not be given. Answers with why it could not be.
 */
export async function confirmYear(
  tx: Tx,
  office: Office,
  draft: CalendarYear,
  { by, at, now }: { by: Person; at: Date; now: Date },
): Promise<string | undefined> {
  // In the order in which a closure takes them: first the office, then what is said of it.
  const parts = await tx.closures.of(office.id, 'locked');
  const current = await tx.years.one(draft.id);
  if (!current || current.officeId !== office.id) return 'There is no such draft.';
  if (current.confirmedAt) return `${current.year} is confirmed already.`;
  if (current.replacedAt) return `There is another draft of ${current.year} by now. Please look at that.`;
  const problem = problemWith(office, parts, current, now);
  if (problem !== undefined) return problem;
  const calendarId = await tx.roster.addCalendar(office.id, withDraft(parts, current), parts.filed);
  await tx.years.confirm(current, { personId: by.id, at, calendarId });
  const { year } = current;
  await tx.calendarMoves.begin(
    { officeId: office.id, calendarId, reason: `the office has confirmed its holidays of ${year}` },
    now,
  );
  await tx.records.addToOffice(office.id, {
    kind: 'year confirmed',
    at,
    actorId: by.id,
    data: { year, draft: current.id, days: current.days.length, calendarId },
  });
  return undefined;
}

/** Who is asked to confirm a year: those who administer the office; where nobody does, those who supervise it. */
export async function yearKeepers(tx: Tx, officeId: number): Promise<Person[]> {
  const administrators = await tx.people.withRole(officeId, 'administrator');
  return administrators.length > 0 ? administrators : tx.people.withRole(officeId, 'supervisor');
}

export async function mayConfirm(tx: Tx, actor: Actor, officeId: number): Promise<boolean> {
  if (hasRole(actor, officeId, 'administrator')) return true;
  return hasRole(actor, officeId, 'supervisor') && (await tx.people.withRole(officeId, 'administrator')).length === 0;
}
