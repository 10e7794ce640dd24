import { andList } from '../chat/andList.ts';
import { sayDay } from '../chat/message.ts';
import { type Absence, type Assignment, chooseLiaison } from '../people/coverage.ts';
import type { Agency, Role } from '../people/person.ts';
import { isProven, type Unreached } from '../people/unreached.ts';
import { grouped } from '../requests/grouped.ts';
import { type Calendar, localDate, openingOfDay } from '../sla/calendar.ts';
import type { CoverageFacts } from '../store.ts';
import type { Office } from './office.ts';

/** Working days on which nobody answers an agency's questions on a service line. `until` null: for the next two months at least. */
export type CoverageGap = { agencyId: number; agency: string; line: string; from: string; until: string | null };

/** So far behind those days is looked for the end of a gap; one that has none by then goes on. */
const FURTHER_DAYS = 60;

/** Looks so many days ahead; days that follow one another (closed ones between them included) make one gap. */
export function coverageGaps(
  office: Office,
  calendar: Calendar,
  agencies: Agency[],
  facts: CoverageFacts,
  now: Date,
  days: number,
): CoverageGap[] {
  const workdays = workingDays(calendar, now, days + FURTHER_DAYS);
  const last = new Date(now.getTime() + (days - 1) * 86_400_000);
  const lastDay = localDate(calendar, last);
  const active = (personId: number) => facts.people.get(personId)?.active ?? false;
  const assignmentsOf = grouped(facts.assignments, ({ agencyId }) => agencyId);
  const absencesOf = grouped(facts.absences, ({ personId }) => personId);
  return agencies.flatMap((agency) => {
    const assignments = assignmentsOf.get(agency.id) ?? [];
    const absences = absencesThatMatter(assignments, absencesOf);
    const looked = daysOfChange([...assignments, ...absences], workdays);
    return office.lines.flatMap((line): CoverageGap[] => {
      const gaps: CoverageGap[] = [];
      let open: CoverageGap | undefined;
      let covered = false;
      // As routing does it: where nobody of the agency's own is in, the backup of a backup is looked for in the whole office.
      const furtherOn = (question: { agencyId: number; serviceLineId: number; day: string }): boolean =>
        chooseLiaison({ assignments, absences: facts.absences, active, office: facts.assignments }, question)
          .holderId !== null;
      for (const day of workdays) {
        const question = { agencyId: agency.id, serviceLineId: line.id, day };
        if (looked.has(day)) covered = chooseLiaison({ assignments, absences, active }, question).holderId !== null;
        if (covered || furtherOn(question)) open = undefined;
        else if (open) open.until = day;
        else if (day <= lastDay) {
          open = { agencyId: agency.id, agency: agency.name, line: line.name, from: day, until: day };
          gaps.push(open);
        }
      }
      if (open) open.until = null;
      return gaps;
    });
  });
}

/** The same days of an agency's lines, said once: "Finance" where nobody answers at all, else "Finance, Contracts". */
export type AgencyGap = { agencyId: number; of: string; from: string; until: string | null };

/** "on Friday, June 5", "from Friday, June 5 through Monday, June 8", or "from Friday, June 5 on". */
export function sayGap({ from, until }: Pick<AgencyGap, 'from' | 'until'>, today: string): string {
  if (until === null) return from === today ? 'from today on' : `from ${sayDay(from, today)} on`;
  return from === until ? `on ${sayDay(from, today)}` : `from ${sayDay(from, today)} through ${sayDay(until, today)}`;
}

export function gapsOfAgencies(gaps: readonly CoverageGap[], lines: number): AgencyGap[] {
  const alike = grouped(gaps, ({ agency, from, until }) => JSON.stringify([agency, from, until]));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const { agencyId, agency, from, until } = first;
    const of = same.length === lines ? agency : `${agency}, ${andList(same.map(({ line }) => line))}`;
    return [{ agencyId, of, from, until }];
  });
}

/** Of whoever may be asked for these assignments: their people, whom these name for while they are away, and so on. */
function absencesThatMatter(assignments: Assignment[], absencesOf: ReadonlyMap<number, Absence[]>): Absence[] {
  const asked = new Set(assignments.flatMap(({ liaisonId, backupId }) => [liaisonId, backupId]));
  const found: Absence[] = [];
  // A set is walked to its end, and what is added on the way is walked too.
  for (const personId of asked) {
    const absences = personId === null ? [] : (absencesOf.get(personId) ?? []);
    found.push(...absences);
    for (const { coverId } of absences) asked.add(coverId);
  }
  return found;
}

/** The first of the days, and those before which something began or ended: between them every answer stays the same. */
function daysOfChange(spans: { from: string; until: string | null }[], days: string[]): ReadonlySet<string> {
  const firstFrom = (day: string) => days.find((each) => each >= day);
  const firstAfter = (day: string) => days.find((each) => each > day);
  const changes = spans.flatMap(({ from, until }) => [firstFrom(from), until === null ? undefined : firstAfter(until)]);
  return new Set([days[0], ...changes].filter((day) => day !== undefined));
}

/** As far as the calendar goes: of a day that nobody has confirmed nobody knows whether it is one. */
function workingDays(calendar: Calendar, now: Date, days: number): string[] {
  const noon = Date.parse(`${localDate(calendar, now)}T12:00:00Z`);
  return Array.from({ length: days }, (_, ahead) =>
    new Date(noon + ahead * 86_400_000).toISOString().slice(0, 10),
  ).filter((day) => openingOfDay(calendar, day));
}

/** From 1 October on: next year, while it is not confirmed. */
export function missingYear(calendar: Calendar, now: Date): number | undefined {
  const today = localDate(calendar, now);
  const next = Number(today.slice(0, 4)) + 1;
  return today.slice(5) >= '10-01' && !calendar.spec.confirmedYears.includes(next) ? next : undefined;
}

/** Somebody on whom promises depend and whom the desk has found that it cannot write to. */
export type LostContact = { personId: number; name: string; role: Role; reason: string };

/** Of those whom no account reaches. Who has only never written yet may still be looked up when it matters. */
export function lostContacts(unreached: Unreached[]): LostContact[] {
  return unreached.filter(isProven).map(({ person, role, accounts, failed }) => {
    const reasons = accounts.flatMap(({ unreachable }) => unreachable ?? []);
    return {
      personId: person.id,
      name: person.name,
      role,
      reason: reasons.length > 0 ? reasons.join('; ') : (failed?.reason ?? ''),
    };
  });
}
