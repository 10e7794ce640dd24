import { andList } from '../chat/andList.ts';
import { type Role, staffRoles } from '../people/person.ts';
import { usualDayMinutes } from '../sla/hours.ts';
import type { Targets } from '../sla/policy.ts';
import { sayKind } from './alternateChanges.ts';
import { type CoverageReport, type Covered, daysAhead, type Gap } from './coverageReport.ts';
import { sayMeeting } from './meetingChanges.ts';
import { saySeries } from './recordChanges.ts';
import { sayReview } from './reviewChanges.ts';
import { sayFor, sayHours, saySeason, sayTargets, sayWindows, sayYears } from './ruleChanges.ts';
import type { OfficeSetup } from './setup.ts';

/** What is missing in an office's coverage or calendar: errors keep the desk from answering, warnings will. */
export type Finding = { severity: 'error' | 'warning'; message: string };

/** What the office is, in a few lines. */
export function officeLines(setup: OfficeSetup): string[] {
  const {
    name,
    code,
    calendar,
    policy,
    lines,
    agencies,
    people,
    records,
    meetings = [],
    reviews = [],
    alternates,
  } = setup;
  const day = usualDayMinutes(calendar.hours) ?? policy.businessDayMinutes;
  const promise = (targets: Targets): string => sayTargets(targets, day);
  const having = (role: Role) => people.filter((person) => person.roles.some((each) => each.role === role)).length;
  const heads = having('agency head');
  const counts = [
    count(having('requester'), 'requester'),
    ...(heads > 0 ? [count(heads, 'agency head')] : []),
    ...staffRoles.map((role) => count(having(role), role)),
  ];
  return [
    `${name} (${code})`,
    ...alignRows([
      ['  Open', `${sayHours(calendar.hours)}, ${calendar.zone}`],
      ...(calendar.seasons ?? []).map((season) => ['', saySeason(season)]),
      [
        '  Calendar',
        `confirmed for ${sayYears(calendar.confirmedYears)}, with ${calendar.specialDays.length} special days`,
      ],
      ...calendar.specialDays
        .filter(({ windows }) => windows.length > 0)
        .map(({ date, name, windows }, index) => [
          index === 0 ? '  Special' : '',
          `open ${sayWindows(windows)} on ${date} (${name})`,
        ]),
      ['  Normal', promise(policy.targets.normal)],
      ['  Urgent', promise(policy.targets.urgent)],
      ...(policy.agreements ?? []).map((agreement) => [
        `  ${agreement.name}`,
        `${agreement.targets ? promise(agreement.targets) : 'no time is promised'} (${sayFor(agreement)})`,
      ]),
      ['  Lines', lines.map((line) => line.name).join(', ')],
      ...(records?.series ?? []).map((series, index) => [index === 0 ? '  Records' : '', saySeries(series)]),
      ...meetings.map((rule, index) => [index === 0 ? '  Meetings' : '', sayMeeting(rule)]),
      ...reviews.map((rule, index) => [index === 0 ? '  Reviews' : '', sayReview(rule)]),
      ...(alternates?.kinds ?? []).map((kind, index) => [index === 0 ? '  Other' : '', sayKind(kind, day)]),
      ['  Roster', `${count(agencies.length, 'agency', 'agencies')}, ${counts.join(', ')}`],
    ]),
  ];
}

/** Who answers for which agency, and who is away in the time. */
export function coverageLines(setup: OfficeSetup, report: CoverageReport): string[] {
  const nameOf = namesOf(setup);
  const pairs = new Map<string, { agency: string; lines: string[]; who: string[] }>();
  for (const { agency, line, liaison, backup } of report.assigned) {
    const key = JSON.stringify([agency.code, liaison, backup]);
    const row = pairs.get(key) ?? {
      agency: agency.name,
      lines: [],
      who: [liaison === null ? 'nobody' : nameOf(liaison), backup === null ? 'no backup' : `backup ${nameOf(backup)}`],
    };
    row.lines.push(line.name);
    pairs.set(key, row);
  }
  const rows = [...pairs.values()].map(({ agency, lines, who }) => {
    return [`  ${agency}`, lines.length === setup.lines.length ? 'all lines' : lines.join(', '), ...who];
  });
  const away = report.absences.map(({ person, from, until, cover }) => [
    `  ${nameOf(person)}`,
    until === null ? `from ${from} on` : `${from} to ${until}`,
    cover === null ? 'no cover named' : `covered by ${nameOf(cover)}`,
  ]);
  return [
    `Who answers on ${report.from}`,
    ...alignRows(rows),
    '',
    `Away in the ${daysAhead} days to ${report.until}`,
    ...(away.length === 0 ? ['  nobody'] : alignRows(away)),
  ];
}

/** What is missing, and how to mend it. */
export function coverageFindings(setup: Covered, report: CoverageReport): Finding[] {
  const nameOf = namesOf(setup);
  const alike = new Map<string, Gap[]>();
  for (const gap of report.gaps) {
    const key = JSON.stringify([gap.agency.code, gap.kind, gap.from, gap.until, gap.people]);
    alike.set(key, [...(alike.get(key) ?? []), gap]);
  }
  return [...alike.values()].flatMap((gaps) => {
    const [gap] = gaps;
    if (!gap) return [];
    const lines = gaps.length === setup.lines.length ? '' : ` (${gaps.map(({ line }) => line.name).join(', ')})`;
    return [{ severity: 'warning' as const, message: `${gap.agency.name}${lines}: ${sayGap(gap, report, nameOf)}` }];
  });
}

function sayGap({ kind, from, until, people }: Gap, report: CoverageReport, nameOf: (email: string) => string): string {
  const always = from === report.openDays.first && until === report.openDays.last;
  const when = always ? '' : from === until ? ` on ${from}` : ` from ${from} to ${until}`;
  const names = andList(people.map(nameOf));
  switch (kind) {
    case 'no liaison':
      return `nobody is assigned${when}${names === '' ? '' : `, so ${names} would answer`}; add a line to the assignments`;
    case 'no backup':
      return `${names} has no backup${when}; name one in the assignments`;
    case 'nobody in':
      return `nobody is in${when}, since ${names} ${people.length === 1 ? 'is' : 'are'} away; name a cover in the absences`;
  }
}

/** From 1 October the next year is asked for; a year that has begun without it is an error. */
export function calendarFindings({ calendar }: Pick<OfficeSetup, 'calendar'>, today: string): Finding[] {
  const year = Number(today.slice(0, 4));
  const last = Math.max(...calendar.confirmedYears);
  if (!calendar.confirmedYears.includes(year)) {
    const message = `${year} is not confirmed (the last year is ${last}), so nothing can be promised; check its special days and add it to confirmed_years, or confirm it in the desk`;
    return [{ severity: 'error', message }];
  }
  if (today < `${year}-10-01` || calendar.confirmedYears.includes(year + 1)) return [];
  const message = `the calendar ends with ${year}; check the special days of ${year + 1} and add it to confirmed_years, or confirm it in the desk`;
  return [{ severity: 'warning', message }];
}

/** Names by e-mail, with the e-mail where two have one name. */
function namesOf({ people }: Pick<Covered, 'people'>): (email: string) => string {
  const times = new Map<string, number>();
  for (const { name } of people) times.set(name, (times.get(name) ?? 0) + 1);
  const names = new Map(people.map(({ email, name }) => [email, times.get(name) === 1 ? name : `${name} <${email}>`]));
  return (email) => names.get(email) ?? email;
}

export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

/** Cells of the same column begin at the same place. */
function alignRows(rows: string[][]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
