import { CalendarError, type CalendarSpec, type SpecialDay } from '../sla/calendar.ts';
import { usualDayMinutes, type WeekHours, weekdays } from '../sla/hours.ts';
import { parseHours, parseWindows } from '../sla/hoursText.ts';
import { defaultGoalPercent, type Policy, type Targets } from '../sla/policy.ts';
import { readSeasons, type Season } from '../sla/seasons.ts';
import { unsureTimes } from '../sla/unsureTimes.ts';
import { agreementsOf, checkAgreements } from './agreements.ts';
import { minutesOf } from './duration.ts';
import { checkEscalations, escalationsOf } from './escalationRules.ts';
import { type Issue, issuesOf, sayPath } from './officeIssues.ts';
import { type OfficeYaml, officeSchema } from './officeSchema.ts';
import { checkProgramme, programmeOf } from './programmeReading.ts';
import { checkRecords, recordsOf, warnOfRecords } from './recordReading.ts';
import type { OfficeRules } from './setup.ts';
import { checkSurveys, surveysOf } from './surveyReading.ts';
import type { YamlPath } from './yamlPlaces.ts';

type Settings = { [Name in keyof OfficeYaml]?: OfficeYaml[Name] };

/** What is sound in a value read from office.yaml, and what is wrong with it: every error, and the warnings. */
export type RulesReading = {
  rules?: OfficeRules;
  /** What could be read, each setting for itself, so that one error hides no other. */
  settings: Settings;
  errors: Issue[];
  warnings: Issue[];
};

const YEAR_OF_DAYS = 366;

export function readRules(value: unknown): RulesReading {
  const whole = officeSchema.safeParse(value);
  const settings = whole.success ? whole.data : soundSettings(value);
  const errors = [
    ...(whole.success ? [] : issuesOf(whole.error)),
    ...checkYears(settings, daysBelow(value)),
    ...checkSeasons(settings),
    ...checkClockChanges(settings),
    ...checkLines(settings),
    ...checkTargets(settings),
    ...checkAgreed(settings),
    ...checkEscalations(settings).map(({ path, message }) => valueIssue(path, message)),
    ...checkSurveys(settings.surveys, dayOf(settings)).map(({ path, message }) => valueIssue(path, message)),
    ...checkRecords(settings.records, codesOf(settings)).map(({ path, message }) => valueIssue(path, message)),
    ...checkProgramme(settings).map(({ path, message }) => valueIssue(path, message)),
  ];
  const warnings = [
    ...warnOfYears(settings),
    ...warnOfTargets(settings),
    ...warnOfRecords(settings.records).map(({ path, message }) => valueIssue(path, message)),
  ];
  const sound = whole.success && errors.length === 0;
  return { ...(sound && { rules: rulesOf(whole.data) }), settings, errors, warnings };
}

function soundSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return {};
  const sound = Object.entries(officeSchema.shape).flatMap(([name, schema]) => {
    const reading = schema.safeParse((value as Record<string, unknown>)[name]);
    return reading.success && reading.data !== undefined ? [[name, reading.data]] : [];
  });
  return Object.fromEntries(sound);
}

function rulesOf(office: OfficeYaml): OfficeRules {
  const hours = weekOf(office.hours);
  const day = usualDayMinutes(hours) ?? 0;
  const targets = ({ first_reply, next_reply, update, resolution }: OfficeYaml['targets']['normal']): Targets => ({
    firstReply: minutesOf(first_reply, day),
    nextReply: minutesOf(next_reply, day),
    ...(update && { update: minutesOf(update, day) }),
    resolution: minutesOf(resolution, day),
  });
  const calendar: CalendarSpec = {
    zone: office.zone,
    hours,
    ...(office.seasons && { seasons: seasonsOf(office.seasons) }),
    specialDays: specialDaysOf(office.special_days),
    confirmedYears: yearsOf(office.confirmed_years),
  };
  const agreements = agreementsOf(office.agreements ?? [], targets);
  const policy: Policy = {
    ...(agreements.length > 0 && { agreements }),
    targets: { normal: targets(office.targets.normal), urgent: targets(office.targets.urgent) },
    goalPercent: office.goal_percent ?? defaultGoalPercent,
    ...escalationsOf(office),
    businessDayMinutes: day,
  };
  const lines = office.service_lines.map(({ code, name, words = [] }) => ({ code, name, words: words.map(bareWord) }));
  const typingReplies = office.typed_in_thread === 'reply';
  return {
    code: office.code,
    name: office.name,
    typingReplies,
    sendsEmptyDigests: office.empty_digests !== 'none',
    calendar,
    policy,
    surveys: surveysOf(office.surveys, day),
    records: recordsOf(office.records),
    ...programmeOf(office, day),
    lines,
  };
}

const codesOf = ({ service_lines: lines }: Settings) => lines?.map(({ code }) => code);
const dayOf = ({ hours }: Settings): number => (hours === undefined ? 0 : (usualDayMinutes(weekOf(hours)) ?? 0));

const yearsOf = (years: number[]): number[] => [...new Set(years)].sort((a, b) => a - b);

/** As the words of a question are compared: "P-Card" is "p card". */
const bareWord = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** "Sat closed" and a Saturday that is not named are the same week. */
function weekOf(text: string): WeekHours {
  const hours = parseHours(text);
  return Object.fromEntries(
    weekdays.flatMap((day) => {
      const windows = hours[day] ?? [];
      return windows.length > 0 ? [[day, windows.toSorted((a, b) => a.from.localeCompare(b.from))]] : [];
    }),
  );
}

const seasonsOf = (seasons: NonNullable<OfficeYaml['seasons']>): Season[] =>
  Object.entries(seasons)
    .map(([name, { from, until, hours }]) => ({ name, from, until, hours: weekOf(hours) }))
    .sort((a, b) => a.from.localeCompare(b.from));

function specialDaysOf(years: OfficeYaml['special_days']): SpecialDay[] {
  return Object.values(years)
    .flatMap((days) => Object.entries(days))
    .map(([date, day]) =>
      typeof day === 'string'
        ? { date, name: day, windows: [] }
        : { date, name: day.name, windows: parseWindows(day.hours) },
    )
    .sort((a, b) => a.date.localeCompare(b.date));
}

/** The dates under each year, even where something else is wrong with them. */
function daysBelow(value: unknown): Map<string, string[]> {
  const names = (map: unknown): string[] => (typeof map === 'object' && map !== null ? Object.keys(map) : []);
  const special = (value as { special_days?: Record<string, unknown> } | null)?.special_days;
  return new Map(names(special).map((year) => [year, names(special?.[year])]));
}

function checkYears({ confirmed_years: confirmed = [] }: Settings, special: Map<string, string[]>): Issue[] {
  const years = new Set(confirmed);
  const first = Math.min(...years);
  const gaps = [...years].filter((year) => year > first && !years.has(year - 1)).map((year) => year - 1);
  return [
    ...gaps.map((year) =>
      valueIssue(['confirmed_years'], `leaves out ${year}; a request may run across it: confirm ${year} too`),
    ),
    ...confirmed
      .filter((year) => special.size > 0 && !special.has(String(year)))
      .map((year) =>
        valueIssue(
          ['special_days'],
          `has no ${year}, which is confirmed; list the days of ${year}, or write "${year}: {}" when there are none`,
        ),
      ),
    ...[...special].flatMap(([year, days]) =>
      days
        .filter((date) => /^\d{4}-/.test(date) && !date.startsWith(year))
        .map((date) => keyIssue(['special_days', year, date], `stands under ${year}; move it to its own year`)),
    ),
  ];
}

function warnOfYears({ confirmed_years: confirmed, special_days: special = {} }: Settings): Issue[] {
  if (!confirmed) return [];
  return Object.keys(special)
    .filter((year) => !confirmed.includes(Number(year)))
    .map((year) =>
      keyIssue(
        ['special_days', year],
        `does not count, since ${year} is not in confirmed_years; add it there when somebody has checked its days`,
      ),
    );
}

/** Seasons must not share a day: which hours would hold? */
function checkSeasons({ seasons }: Settings): Issue[] {
  try {
    readSeasons(seasons && seasonsOf(seasons));
    return [];
  } catch (error) {
    if (error instanceof CalendarError) return [valueIssue(['seasons'], `cannot be kept: ${error.message}`)];
    throw error;
  }
}

function checkClockChanges({
  zone,
  hours,
  seasons,
  confirmed_years: years,
  special_days: special = {},
}: Settings): Issue[] {
  if (zone === undefined || hours === undefined || years === undefined) return [];
  const specialDays = specialDaysOf(special);
  if (checkSeasons({ seasons }).length > 0) return [];
  const spec = {
    ...{ zone, hours: weekOf(hours), specialDays, confirmedYears: yearsOf(years) },
    ...(seasons && { seasons: seasonsOf(seasons) }),
  };
  // A date that stands in two years is told of already, and has no hours.
  if (new Set(specialDays.map(({ date }) => date)).size < specialDays.length) return [];
  return unsureTimes(spec, spec.confirmedYears).map(({ date, season, message }) => {
    const year = Object.keys(special).find((each) => date !== undefined && special[each]?.[date] !== undefined);
    const ofWeek = season === undefined ? ['hours'] : ['seasons', season, 'hours'];
    const path = date === undefined || year === undefined ? ofWeek : ['special_days', year, date, 'hours'];
    return valueIssue(path, `cannot be kept: ${message}`);
  });
}

function checkLines({ service_lines: lines = [] }: Settings): Issue[] {
  return lines.flatMap(({ code }, index) => {
    const first = lines.findIndex((line) => line.code === code);
    return first === index
      ? []
      : [
          valueIssue(
            ['service_lines', index, 'code'],
            `is "${code}", as service_lines[${first + 1}] is; choose another`,
          ),
        ];
  });
}

const replies = ['first_reply', 'next_reply', 'update', 'resolution'] as const;
const priorities = ['normal', 'urgent'] as const;

const checkAgreed = ({ agreements = [], service_lines: lines }: Settings): Issue[] =>
  lines === undefined
    ? []
    : checkAgreements(
        agreements,
        lines.map(({ code }) => code),
      ).map(({ path, message }) => valueIssue(path, message));

function checkTargets({ targets, agreements = [], hours }: Settings): Issue[] {
  const day = hours === undefined ? undefined : usualDayMinutes(parseHours(hours));
  if (day === undefined) return [];
  const all: { at: YamlPath; of: OfficeYaml['targets']['normal'] }[] = [
    ...(targets ? priorities.map((priority) => ({ at: ['targets', priority], of: targets[priority] })) : []),
    ...agreements.flatMap((each, nth) =>
      each.targets === 'none' ? [] : [{ at: ['agreements', nth, 'targets'], of: each.targets }],
    ),
  ];
  return all.flatMap(({ at, of }) => {
    const minutes = (name: (typeof replies)[number]) => minutesOf(of[name] ?? '', day);
    const sizes = replies.flatMap((name) => {
      if (of[name] === undefined) return [];
      const path = [...at, name];
      const said = `is "${of[name]}"`;
      if (minutes(name) > YEAR_OF_DAYS * day) return [valueIssue(path, `${said}, longer than a year; shorten it`)];
      if (minutes(name) === 0) return [valueIssue(path, `${said}, which nobody can keep; allow at least a minute`)];
      if (!Number.isInteger(minutes(name)))
        return [valueIssue(path, `${said}, which is not a whole number of minutes`)];
      return [];
    });
    if (sizes.length > 0 || minutes('first_reply') <= minutes('resolution')) return sizes;
    const path = [...at, 'resolution'];
    return [valueIssue(path, 'is shorter than first_reply; a request is not resolved before it is answered')];
  });
}

function warnOfTargets({ targets, hours }: Settings): Issue[] {
  const day = hours === undefined ? undefined : usualDayMinutes(parseHours(hours));
  if (!targets || day === undefined) return [];
  return replies
    .filter((name) => {
      const { [name]: urgent } = targets.urgent;
      const { [name]: normal } = targets.normal;
      return urgent !== undefined && normal !== undefined && minutesOf(urgent, day) > minutesOf(normal, day);
    })
    .map((name) => valueIssue(['targets', 'urgent', name], 'is longer than that of a normal request'));
}

const keyIssue = (path: YamlPath, message: string): Issue => ({
  path,
  at: 'key',
  message: `${sayPath(path)} ${message}`,
});
const valueIssue = (path: YamlPath, message: string): Issue => ({ ...keyIssue(path, message), at: 'value' });
