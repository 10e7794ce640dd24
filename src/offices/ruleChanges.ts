import { isDeepStrictEqual } from 'node:util';
import type { CalendarSpec, SpecialDay } from '../sla/calendar.ts';
import { dayNames, type WeekHours, type Window, weekdays } from '../sla/hours.ts';
import {
  type Agreement,
  defaultQuietHours,
  defaultRepeats,
  defaultWarningsADay,
  type Policy,
  sayTarget,
  type Targets,
  targetKinds,
} from '../sla/policy.ts';
import type { Season } from '../sla/seasons.ts';

/** What is different in a calendar, a line each: "closed on 2026-02-03 (Snow)". */
export function calendarChanges(before: CalendarSpec | null, after: CalendarSpec): string[] {
  if (!before) return [`${sayHours(after.hours)}, ${after.zone}, confirmed for ${sayYears(after.confirmedYears)}`];
  const old = new Map(before.specialDays.map((day) => [day.date, day]));
  const kept = new Set(after.specialDays.map(({ date }) => date));
  return [
    ...(before.zone === after.zone ? [] : [`time zone ${before.zone} → ${after.zone}`]),
    ...(isDeepStrictEqual(before.hours, after.hours)
      ? []
      : [`hours ${sayHours(before.hours)} → ${sayHours(after.hours)}`]),
    ...seasonChanges(before.seasons ?? [], after.seasons ?? []),
    ...(isDeepStrictEqual(before.confirmedYears, after.confirmedYears)
      ? []
      : [`confirmed for ${sayYears(after.confirmedYears)} (before: ${sayYears(before.confirmedYears)})`]),
    ...after.specialDays.filter((day) => !isDeepStrictEqual(old.get(day.date), day)).map(sayDay),
    ...before.specialDays
      .filter(({ date }) => !kept.has(date))
      .map(({ date, name }) => `usual hours on ${date} (was ${name})`),
  ];
}

function seasonChanges(before: readonly Season[], after: readonly Season[]): string[] {
  const gone = before.filter(({ name }) => !after.some((each) => each.name === name));
  const other = after.filter((season) => !before.some((each) => isDeepStrictEqual(each, season)));
  return [...other.map(saySeason), ...gone.map(({ name }) => `no ${name} any more`)];
}

/** "Summer hours, from 06-01 to 08-31: Mon-Thu 07:00-17:30". */
export const saySeason = ({ name, from, until, hours }: Season): string =>
  `${name}, from ${from} to ${until}: ${sayHours(hours) || 'closed'}`;

/** What is different in what an office promises, a line each. */
export function policyChanges(before: Policy | null, after: Policy): string[] {
  const day = after.businessDayMinutes;
  const lines = (['normal', 'urgent'] as const).flatMap((priority) =>
    targetKinds.flatMap((name) => {
      const old = before?.targets[priority][name];
      const target = after.targets[priority][name];
      if (old === target) return [];
      const was = old === undefined ? '' : `${sayTarget(old, before?.businessDayMinutes ?? day)} → `;
      if (target === undefined) return [`${priority}, ${targetNames[name]}: ${was}none`];
      return [`${priority}, ${targetNames[name]}: ${was}${sayTarget(target, day)}`];
    }),
  );
  return [
    ...lines,
    ...agreementChanges(before?.agreements ?? [], after.agreements ?? [], day),
    ...(before && before.goalPercent !== after.goalPercent
      ? [`goal ${before.goalPercent}% → ${after.goalPercent}%`]
      : []),
    ...(before && !isDeepStrictEqual(before.escalations, after.escalations)
      ? [
          `escalations at ${after.escalations.map(({ percent, tell }) => `${percent}% to ${tell.join(' and ')}`).join(', ')}`,
        ]
      : []),
    ...(before && sayRepeats(before) !== sayRepeats(after) ? [sayRepeats(after)] : []),
    ...(before && before.head !== after.head ? [`head of the office: ${after.head ?? 'nobody'}`] : []),
    ...(before && sayQuiet(before) !== sayQuiet(after) ? [`quiet hours ${sayQuiet(before)} → ${sayQuiet(after)}`] : []),
    ...(before && warningsOf(before) !== warningsOf(after)
      ? [`warnings in a day ${warningsOf(before)} → ${warningsOf(after)}`]
      : []),
    ...(before && before.businessDayMinutes !== day
      ? [`a business day is ${sayTarget(day, Number.POSITIVE_INFINITY)}`]
      : []),
  ];
}

function sayRepeats({ repeats: { everyDays, tell } = defaultRepeats }: Policy): string {
  if (tell.length === 0) return 'a broken promise is not said again';
  const often = everyDays === 1 ? 'each business day' : `every ${everyDays} business days`;
  return `a broken promise is said again ${often}, to ${tell.map((turn) => turn.join(' and ')).join(', then ')}`;
}

const sayQuiet = ({ quietHours: { from, to } = defaultQuietHours }: Policy): string => `${from}-${to}`;

const warningsOf = ({ warningsADay = defaultWarningsADay }: Policy): number => warningsADay;

function agreementChanges(before: readonly Agreement[], after: readonly Agreement[], day: number): string[] {
  const old = new Map(before.map((agreement) => [agreement.name, agreement]));
  const kept = new Set(after.map(({ name }) => name));
  const common = (list: readonly Agreement[]) => list.filter(({ name }) => old.has(name) && kept.has(name));
  const order = (list: readonly Agreement[]) => common(list).map(({ name }) => name);
  return [
    ...after
      .filter((agreement) => !isDeepStrictEqual(old.get(agreement.name), agreement))
      .map(
        (agreement) =>
          `${agreement.name} (${sayFor(agreement)}): ${sayTargets(agreement.targets, day)}${sayGoal(agreement)}`,
      ),
    ...before.filter(({ name }) => !kept.has(name)).map(({ name }) => `${name}: no agreement of its own anymore`),
    ...(isDeepStrictEqual(order(before), order(after)) ? [] : ['another agreement comes first']),
  ];
}

const sayGoal = ({ goalPercent }: Agreement): string => (goalPercent === undefined ? '' : `, goal ${goalPercent}%`);

/** "first reply 4 business hours, next reply …", or that nothing is promised. */
export const sayTargets = (targets: Targets | null, day: number): string =>
  targets === null
    ? 'no time is promised'
    : targetKinds
        .flatMap((name) => {
          const minutes = targets[name];
          return minutes === undefined ? [] : [`${targetNames[name]} ${sayTarget(minutes, day)}`];
        })
        .join(', ');

/** Whom an agreement is for: "DOT, DNR; contracts; urgent". */
export function sayFor({ for: { agencies, lines, priority } }: Agreement): string {
  const said = [agencies?.join(', '), lines?.join(', '), priority].filter((each) => each !== undefined);
  return said.length > 0 ? said.join('; ') : 'everybody';
}

/** What each target is called. */
export const targetNames = {
  ...{ firstReply: 'first reply', nextReply: 'next reply' },
  ...{ update: 'news at least every', resolution: 'resolution' },
} as const;

/** The hours of a week in one line: "Mon-Fri 08:00-17:00; Sat 10:00-12:00". */
export const sayHours = (hours: WeekHours): string =>
  runsOfDays(hours, sayWindows)
    .map(({ first, last, windows }) => `${first === last ? first : `${first}-${last}`} ${windows}`)
    .join('; ');

/** Days in a row with the same hours, such as Mon to Fri; days on which nobody works are left out. */
export function runsOfDays(hours: WeekHours, say: (windows: Window[]) => string) {
  // The week of an office begins on Monday.
  const days = [...weekdays.slice(1), ...weekdays.slice(0, 1)];
  const runs: { first: string; last: string; windows: string }[] = [];
  let open = false;
  for (const day of days) {
    const windows = say(hours[day] ?? []);
    const name = dayNames[day].slice(0, 3);
    const run = runs.at(-1);
    if (open && run && run.windows === windows) run.last = name;
    else if (windows !== '') runs.push({ first: name, last: name, windows });
    open = windows !== '';
  }
  return runs;
}

export const sayWindows = (windows: Window[]): string => windows.map(({ from, to }) => `${from}-${to}`).join(' ');

function sayDay({ date, name, windows }: SpecialDay): string {
  return windows.length === 0 ? `closed on ${date} (${name})` : `open ${sayWindows(windows)} on ${date} (${name})`;
}

export const sayYears = (years: number[]): string => years.join(', ');
