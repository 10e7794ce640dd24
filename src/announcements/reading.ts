import { readAgency, tooLong, wrongDay } from '../offices/formValues.ts';
import { readTime } from '../offices/timeOfDay.ts';
import type { Agency, ServiceLine } from '../people/person.ts';
import { type Calendar, isOpen, nextOpening, openingOfDay } from '../sla/calendar.ts';
import { readDate } from '../sla/specialDays.ts';
import { instantOf } from '../sla/zone.ts';
import { type Announced, type Audience, LONGEST_TEXT, LONGEST_TITLE } from './announcement.ts';

/** What was filled in, or what is wrong with it, by field. */

export type Writing = {
  agencies: readonly Agency[];
  lines: readonly Pick<ServiceLine, 'id' | 'code'>[];
  calendar: Calendar;
  today: string;
  now: Date;
};

export type Values = Readonly<Record<string, string>>;

const audiences: readonly string[] = ['everybody', 'asking', 'asked', 'heads'] satisfies Audience[];

export function readAnnouncement(
  values: Values,
  { agencies, lines, calendar, today, now }: Writing,
): { announced: Announced } | { problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const value = (name: string): string => values[name]?.trim() ?? '';
  const wrong = (name: string, problem: string | undefined): void => {
    if (problem !== undefined) problems[name] ??= problem;
  };
  const text = (name: string, longest: number, missing: string): string => {
    const said = value(name);
    if (!said) wrong(name, missing);
    wrong(name, tooLong(said, longest));
    return said;
  };
  const title = text('title', LONGEST_TITLE, 'Say in a few words what changes.');
  const body = text('text', LONGEST_TEXT, 'Write what people should know.');
  const named = readAgencies(value('agencies'), agencies);
  if ('problem' in named) wrong('agencies', named.problem);
  const when = readWhen(value('day'), value('time'), { calendar, today, now });
  if ('problem' in when) wrong(when.field, when.problem);
  const sentOn = value('day') || today;
  const holdsFrom = value('holdsFrom') || null;
  const readBy = value('readBy') || null;
  if (holdsFrom !== null) wrong('holdsFrom', wrongDay(holdsFrom, today));
  if (readBy !== null) {
    wrong('readBy', wrongDay(readBy, today));
    if (readBy <= sentOn) wrong('readBy', 'Give people at least a day: choose one after it goes out.');
  }
  const line = lines.find(({ code }) => code === value('line'));
  const audience = value('audience');
  if (Object.keys(problems).length > 0 || 'problem' in named || 'problem' in when) return { problems };
  return {
    announced: {
      ...{ title, text: body, lineId: line?.id ?? null, holdsFrom, readBy, agencyIds: named.ids },
      audience: audiences.includes(audience) ? (audience as Audience) : 'everybody',
      sendAt: when.at,
    },
  };
}

/** Codes or names with commas; none: all. */
function readAgencies(text: string, agencies: readonly Agency[]): { ids: number[] | null } | { problem: string } {
  const words = text
    .split(/[,;\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return { ids: null };
  const ids = new Set<number>();
  for (const word of words) {
    const agency = readAgency(word, agencies);
    if ('problem' in agency) return agency;
    ids.add(agency.id);
  }
  return { ids: [...ids] };
}

type When = { at: Date | null } | { field: 'day' | 'time'; problem: string };

/** In the hours of the office, so that nobody is written to at night. Neither day nor time: at once, or as it opens next. */
function readWhen(
  day: string,
  time: string,
  { calendar, today, now }: Pick<Writing, 'calendar' | 'today' | 'now'>,
): When {
  if (!day && !time) return { at: isOpen(calendar, now) ? null : (nextOpening(calendar, now) ?? null) };
  const on = day || today;
  const past = wrongDay(on, today);
  if (past !== undefined) return { field: 'day', problem: past };
  const opening = openingOfDay(calendar, on);
  if (opening === undefined)
    return { field: 'day', problem: 'The calendar of that year is not confirmed yet. Choose an earlier day.' };
  if (opening === null) return { field: 'day', problem: 'The office is closed that day. Choose a working day.' };
  if (!time) return opening > now ? { at: opening } : { at: null };
  const minute = readTime(time);
  if (typeof minute !== 'number') return { field: 'time', problem: minute.error };
  const at = new Date(instantOf(calendar.zone, (readDate(on) ?? 0) + minute * 60_000));
  if (at <= now)
    return { field: 'time', problem: 'That time is over. Choose a later one, or none: then it goes out now.' };
  if (!isOpen(calendar, at))
    return { field: 'time', problem: 'The office is closed then. Choose a time within its hours.' };
  return { at };
}
