import { type Assignment, assignmentFor, chooseLiaison, inForce } from '../people/coverage.ts';
import { buildCalendar, hoursOfDay } from '../sla/calendar.ts';
import { readDate, sayDate } from '../sla/specialDays.ts';
import type { AbsenceSetup, AgencySetup, AssignmentSetup, LineSetup, OfficeSetup, PersonSetup } from './setup.ts';

const DAY = 86_400_000;

/** What is looked at of an office, whether its files say it or the database. */
export type Covered = Pick<OfficeSetup, 'calendar' | 'lines' | 'agencies' | 'assignments' | 'absences'> & {
  people: Pick<PersonSetup, 'email' | 'name'>[];
};

/** How far a report looks ahead, today included. */
export const daysAhead = 30;

export type Gap = {
  agency: AgencySetup;
  line: LineSetup;
  /**
   * Nobody is assigned (others of the agency answer, or nobody); the liaison has no backup; or everybody who could
   * answer is away.
   */
  kind: 'no liaison' | 'no backup' | 'nobody in';
  /** The first and the last open day it is so. */
  from: string;
  until: string;
  /** The liaison without a backup, those who are away, or who answers instead. E-mails. */
  people: string[];
};

export type CoverageReport = {
  from: string;
  until: string;
  /** The first and the last day of the time on which the office opens. */
  openDays: { first: string; last: string };
  /** Who answers for each agency and line, as assigned today. */
  assigned: { agency: AgencySetup; line: LineSetup; liaison: string | null; backup: string | null }[];
  gaps: Gap[];
  /** Of people who answer for agencies, those that fall into the time. */
  absences: AbsenceSetup[];
};

/** Who answers for whom on each open day from today on, by the rule that routes requests. */
export function reportCoverage(setup: Covered, today: string): CoverageReport {
  const days = openDays(setup, today);
  const facts = factsOf(setup);
  const pairs = setup.agencies.flatMap((agency, agencyId) =>
    setup.lines.map((line, serviceLineId) => ({ agency, agencyId, line, serviceLineId })),
  );
  const whole = [...facts.byAgency.values()].flat();
  const find = (agencyId: number, lineId: number, day: string): AssignmentSetup | undefined => {
    const own = assignmentFor(facts.byAgency.get(agencyId) ?? [], agencyId, lineId, day);
    return own && facts.source.get(own);
  };
  const until = sayDate((readDate(today) ?? 0) + (daysAhead - 1) * DAY);
  const answering = new Set(setup.assignments.flatMap(({ liaison, backup }) => [liaison, backup]));
  return {
    from: today,
    until,
    openDays: { first: days[0] ?? until, last: days.at(-1) ?? today },
    assigned: pairs.map(({ agency, agencyId, line, serviceLineId }) => {
      const own = find(agencyId, serviceLineId, today);
      return { agency, line, liaison: own?.liaison ?? null, backup: own?.backup ?? null };
    }),
    gaps: pairs.flatMap(({ agency, agencyId, line, serviceLineId }) => {
      const gapOn = (day: string): Pick<Gap, 'kind' | 'people'> | undefined => {
        const own = find(agencyId, serviceLineId, day);
        const assignments = facts.byAgency.get(agencyId) ?? [];
        const choice = chooseLiaison({ ...facts, assignments, office: whole }, { agencyId, serviceLineId, day });
        if (!own)
          return { kind: 'no liaison', people: facts.emails(choice.holderId === null ? [] : [choice.holderId]) };
        if (choice.holderId === null)
          return { kind: 'nobody in', people: facts.emails(choice.away.map((a) => a.personId)) };
        return own.backup === null ? { kind: 'no backup', people: [own.liaison] } : undefined;
      };
      return spansOf(days, gapOn).map((gap) => ({ agency, line, ...gap }));
    }),
    absences: setup.absences.filter(
      (absence) => answering.has(absence.person) && days.some((day) => inForce(absence, day)),
    ),
  };
}

function openDays(setup: Covered, today: string): string[] {
  const calendar = buildCalendar(setup.calendar);
  const first = readDate(today) ?? 0;
  return Array.from({ length: daysAhead }, (_, ahead) => first + ahead * DAY)
    .filter((day) => hoursOfDay(calendar, day).spans.length > 0)
    .map(sayDate);
}

/** The setup with numbers for names, as the rule wants it: places in the lists of agencies, lines and people. */
function factsOf(setup: Covered) {
  const people = setup.people.map(({ email }) => email);
  const places = new Map(people.map((email, place) => [email, place]));
  const agencies = new Map(setup.agencies.map(({ code }, place) => [code, place]));
  const lines = new Map(setup.lines.map(({ code }, place) => [code, place]));
  const person = (email: string | null): number | null => (email === null ? null : (places.get(email) ?? null));
  const source = new Map<Assignment, AssignmentSetup>();
  const byAgency = new Map<number, Assignment[]>();
  for (const assignment of setup.assignments) {
    const { agency, line, liaison, backup, from, until } = assignment;
    const row: Assignment = {
      agencyId: agencies.get(agency) ?? -1,
      serviceLineId: line === null ? null : (lines.get(line) ?? -1),
      liaisonId: person(liaison) ?? -1,
      backupId: person(backup),
      from,
      until,
    };
    source.set(row, assignment);
    byAgency.set(row.agencyId, [...(byAgency.get(row.agencyId) ?? []), row]);
  }
  return {
    source,
    byAgency,
    absences: setup.absences.map(({ person: email, from, until, cover }) => ({
      personId: person(email) ?? -1,
      from,
      until,
      coverId: person(cover),
    })),
    active: () => true,
    emails: (ids: number[]): string[] => ids.flatMap((id) => people[id] ?? []),
  };
}

/** Days one after another on which the same is missing become one gap. */
function spansOf(
  days: string[],
  gapOn: (day: string) => Pick<Gap, 'kind' | 'people'> | undefined,
): Pick<Gap, 'kind' | 'people' | 'from' | 'until'>[] {
  const spans: Pick<Gap, 'kind' | 'people' | 'from' | 'until'>[] = [];
  let current: (typeof spans)[number] | undefined;
  for (const day of days) {
    const gap = gapOn(day);
    if (!gap) current = undefined;
    else if (current && current.kind === gap.kind && current.people.join() === gap.people.join()) current.until = day;
    else {
      current = { ...gap, from: day, until: day };
      spans.push(current);
    }
  }
  return spans;
}
