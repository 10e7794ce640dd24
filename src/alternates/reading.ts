import { sayDay } from '../chat/message.ts';
import type { AlternateKind } from '../offices/alternateRules.ts';
import { tooLong } from '../offices/formValues.ts';
import { addDays } from '../people/absence.ts';
import { addMonths } from '../sla/months.ts';
import { readDate } from '../sla/specialDays.ts';
import {
  type Application,
  LONGEST_LINK,
  LONGEST_WORDS,
  MOST_HOURS_A_WEEK,
  MOST_TIMES,
  type Report,
} from './alternate.ts';

/** What was filled in, or what is wrong with it, by field. Pure. */

export type Problems = Record<string, string>;
type Values = Readonly<Record<string, string>>;

const value = (values: Values, name: string): string => values[name]?.trim() ?? '';

/** What is missing from a text that is wanted, or too much of it. */
export function problemOf(values: Values, name: string, missing: string, longest = LONGEST_WORDS): Problems {
  const text = value(values, name);
  const problem = text === '' ? missing : tooLong(text, longest);
  return problem === undefined ? {} : { [name]: problem };
}

/** One that may be left out. */
export function lengthOf(values: Values, name: string, longest = LONGEST_WORDS): Problems {
  const problem = tooLong(value(values, name), longest);
  return problem === undefined ? {} : { [name]: problem };
}

export const textOrNull = (values: Values, name: string): string | null => value(values, name) || null;

/** "2.5", "2,5", "1,200" hours, in minutes. */
export function readHours(text: string): number | undefined {
  const plain = text.replace(/(?<!\s)\s*(?:hours?|hrs?|h)$/iu, '').replace(/,(?=\d{3}(?!\d))/gu, '');
  if (!/^\d{1,6}(?:[.,]\d{1,2})?$/u.test(plain)) return undefined;
  return Math.round(Number(plain.replace(',', '.')) * 60);
}

const readCount = (text: string): number | undefined =>
  /^\d{1,3}(?:,?\d{3})*$/u.test(text) && Number(text.replaceAll(',', '')) <= MOST_TIMES
    ? Number(text.replaceAll(',', ''))
    : undefined;

export function readApplication(values: Values): { asked: Application } | { problems: Problems } {
  const times = readCount(value(values, 'times'));
  const minutes = readHours(value(values, 'hours'));
  const problems: Problems = {
    ...problemOf(values, 'what', 'Say in a few words what you would do instead.'),
    ...problemOf(values, 'why', 'Say in a few words why the usual way does not work.'),
    ...(times === undefined || times === 0 ? { times: 'Write how many times a month, as a number such as 4.' } : {}),
    ...(minutes === undefined || minutes === 0 || minutes > MOST_HOURS_A_WEEK * 60
      ? { hours: 'Write how many hours a week, as a number such as 2.5.' }
      : {}),
    ...problemOf(values, 'stake', 'Say in a few words what happens if it stays as it is.'),
  };
  if (Object.keys(problems).length > 0 || times === undefined || minutes === undefined) return { problems };
  return {
    asked: {
      ...{ what: value(values, 'what'), why: value(values, 'why'), stake: value(values, 'stake') },
      ...{ timesAMonth: times, minutesAWeek: minutes },
    },
  };
}

export type Granted = {
  from: string;
  until: string;
  conditions: string | null;
  form: string | null;
  reports: string[];
};

/** `earliest`: the first day from which it may hold; `before`: why, where another holds until then. */
export function readGrant(
  values: Values,
  {
    kind,
    earliest,
    isOther,
    today,
  }: { kind: Pick<AlternateKind, 'atMostMonths' | 'reports'>; earliest: string; isOther: boolean; today: string },
): { granted: Granted } | { problems: Problems } {
  const [from, until] = [value(values, 'from'), value(values, 'until')];
  const soundFrom = readDate(from) !== undefined;
  const latest = soundFrom ? addDays(addMonths(from, kind.atMostMonths), -1) : '';
  const reports = value(values, 'reports').split(',').filter(Boolean);
  const chosen = kind.reports.filter(({ code }) => reports.includes(code)).map(({ code }) => code);
  const problems: Problems = {
    ...(isOther ? problemOf(values, 'form', 'Say in a few words what you grant.') : {}),
    ...(soundFrom
      ? from < earliest
        ? { from: `Choose ${sayDay(earliest, today)} or a later day.` }
        : {}
      : { from: 'Choose the first day.' }),
    ...(readDate(until) === undefined
      ? { until: 'Choose the last day.' }
      : until < from
        ? { until: 'Choose a day that is not before the first.' }
        : soundFrom && until > latest
          ? { until: `This kind is granted for ${kind.atMostMonths} months at most: until ${sayDay(latest, today)}.` }
          : {}),
    ...lengthOf(values, 'conditions'),
    ...(chosen.length === 0 ? { reports: 'Choose at least one: the checks are kept by reports.' } : {}),
  };
  if (Object.keys(problems).length > 0) return { problems };
  const form = isOther ? value(values, 'form') : null;
  return { granted: { from, until, conditions: textOrNull(values, 'conditions'), form, reports: chosen } };
}

export type Told = Pick<Report, 'minutesSaved' | 'timesUsed' | 'words' | 'link'>;

export function readReport(
  values: Values,
  { countsHours }: Pick<Report, 'countsHours'>,
): { told: Told } | { problems: Problems } {
  const minutes = readHours(value(values, 'hours'));
  const times = readCount(value(values, 'times'));
  const link = value(values, 'link');
  const problems: Problems = {
    ...(countsHours && minutes === undefined
      ? { hours: 'Write how many hours it saved, as a number such as 12. 0 is a number, too.' }
      : {}),
    ...(countsHours && times === undefined
      ? { times: 'Write how often you did it this way, as a number such as 9.' }
      : {}),
    ...(countsHours ? lengthOf(values, 'words') : problemOf(values, 'words', 'Say in a few words how it went.')),
    ...(link !== '' && !/^https?:\/\/\S+$/u.test(link)
      ? { link: 'Write the whole address, such as https://…' }
      : lengthOf(values, 'link', LONGEST_LINK)),
  };
  if (Object.keys(problems).length > 0) return { problems };
  return {
    told: {
      ...{ minutesSaved: countsHours ? (minutes ?? null) : null, timesUsed: countsHours ? (times ?? null) : null },
      ...{ words: textOrNull(values, 'words'), link: link || null },
    },
  };
}
