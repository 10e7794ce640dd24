import { type Finding, note, ok, wrong } from '../chat/finding.ts';
import { defaultRepeats, type Policy } from '../sla/policy.ts';
import { readDate } from '../sla/specialDays.ts';
import { type CoverageReport, type Covered, type Gap, reportCoverage } from './coverageReport.ts';
import { calendarFindings, coverageFindings } from './coverageWords.ts';

const DAY = 86_400_000;
/** From October 1 on the next year is asked for; in the last month promises begin to reach into it. */
const SOON_DAYS = 91;
const AT_ONCE_DAYS = 30;
/** As many as anybody reads at a time. */
const MOST_NAMED = 8;

/** Whether the office's time is known for long enough, seen from a day ('YYYY-MM-DD' there). */
export function checkCalendar(calendar: Covered['calendar'], today: string): Finding[] {
  const unconfirmed = calendarFindings({ calendar }, today).filter(({ severity }) => severity === 'error');
  if (unconfirmed.length > 0) return unconfirmed.map(({ message }) => wrong(message));
  const year = Number(today.slice(0, 4));
  let last = year;
  while (calendar.confirmedYears.includes(last + 1)) last += 1;
  const left = Math.round(((readDate(`${last}-12-31`) ?? 0) - (readDate(today) ?? 0)) / DAY);
  const daysOf = (which: number) => calendar.specialDays.filter(({ date }) => date.startsWith(`${which}-`)).length;
  const bare = last > year && daysOf(year) > 0 && daysOf(year + 1) === 0;
  const ends = `the calendar ends with ${last}, in ${left} ${left === 1 ? 'day' : 'days'}, and nothing can be promised beyond: confirm the special days of ${last + 1}: type “holidays” in chat, or run “npm run -s desk -- holidays --help”`;
  return [
    ...(left <= SOON_DAYS ? [left <= AT_ONCE_DAYS ? wrong(ends) : note(ends)] : []),
    ...(bare
      ? [
          note(
            `${year + 1} is confirmed without a single special day (${year} has ${daysOf(year)}): add its holidays to office.yaml, and import the office`,
          ),
        ]
      : []),
    ...(left > SOON_DAYS && !bare ? [ok(`the calendar is confirmed up to the end of ${last}`)] : []),
  ];
}

/** `supervisors` and `administrators` are how many there are. */
export type RosterFacts = { covered: Covered; policy: Policy; supervisors: number; administrators: number };

/** Whether every agency has somebody who answers in the next weeks, and somebody hears when they do not. */
export function checkRoster({ covered, policy, supervisors, administrators }: RosterFacts, today: string): Finding[] {
  if (covered.agencies.length === 0)
    return [note('the office serves no agency yet: add some to agencies.csv, and import the office')];
  const report = reportCoverage(covered, today);
  const isEmpty = ({ kind, people }: Gap) => kind === 'no liaison' && people.length === 0;
  const empty = sayGaps(covered, report, isEmpty);
  const others = sayGaps(covered, report, (gap) => !isEmpty(gap));
  const told = [policy.escalations, [...(policy.repeats ?? defaultRepeats).tell.map((tell) => ({ tell }))]]
    .flat()
    .flatMap(({ tell }) => tell);
  const unheard = [
    ...(supervisors === 0
      ? [
          wrong(
            'nobody is a supervisor, so a broken promise reaches nobody, and nobody decides what has no liaison: name one in people.csv, and import the office',
          ),
        ]
      : []),
    ...(administrators === 0 && told.includes('administrator')
      ? [
          note(
            'nobody is an administrator, though warnings go on to them: name one in people.csv, and import the office',
          ),
        ]
      : []),
  ];
  const findings = [...empty.map(wrong), ...unheard, ...others.map(note)];
  return findings.length > 0
    ? findings
    : [ok('every agency has a liaison and a backup, and somebody hears of what is late')];
}

function sayGaps(covered: Covered, report: CoverageReport, which: (gap: Gap) => boolean): string[] {
  const said = coverageFindings(covered, { ...report, gaps: report.gaps.filter(which) }).map(({ message }) => message);
  const more = said.length - MOST_NAMED;
  if (more <= 1) return said;
  return [
    ...said.slice(0, MOST_NAMED),
    `… and ${more} more of the kind: “npm run -s desk -- check” names all of a file`,
  ];
}
