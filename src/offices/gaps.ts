import { chooseLiaison } from '../people/coverage.ts';
import type { Agency, Role } from '../people/person.ts';
import { isProven, type Unreached } from '../people/unreached.ts';
import { type Calendar, localDate, openingOfDay } from '../sla/calendar.ts';
import type { CoverageFacts } from '../store.ts';
import type { Office } from './office.ts';

/** Working days on which nobody answers an agency's questions on a service line. */
export type CoverageGap = { agency: string; line: string; from: string; until: string };

/** Looks so many days ahead; days that follow one another (closed ones between them included) make one gap. */
export function coverageGaps(
  office: Office,
  calendar: Calendar,
  agencies: Agency[],
  facts: CoverageFacts,
  now: Date,
  days: number,
): CoverageGap[] {
  const workdays = workingDays(calendar, now, days);
  const active = (personId: number) => facts.people.get(personId)?.active ?? false;
  return agencies.flatMap((agency) =>
    office.lines.flatMap((line): CoverageGap[] => {
      const gaps: CoverageGap[] = [];
      let open: CoverageGap | undefined;
      for (const day of workdays) {
        const { holderId } = chooseLiaison({ ...facts, active }, { agencyId: agency.id, serviceLineId: line.id, day });
        if (holderId !== null) open = undefined;
        else if (open) open.until = day;
        else {
          open = { agency: agency.name, line: line.name, from: day, until: day };
          gaps.push(open);
        }
      }
      return gaps;
    }),
  );
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
export type LostContact = { name: string; role: Role; reason: string };

/** Of those whom no account reaches. Who has only never written yet may still be looked up when it matters. */
export function lostContacts(unreached: Unreached[]): LostContact[] {
  return unreached.filter(isProven).map(({ person, role, accounts, failed }) => {
    const reasons = accounts.flatMap(({ unreachable }) => unreachable ?? []);
    return { name: person.name, role, reason: reasons.length > 0 ? reasons.join('; ') : (failed?.reason ?? '') };
  });
}
