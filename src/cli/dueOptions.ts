/** The command line of `due`: which calendar is asked, and what. */
import { parseArgs } from 'node:util';
import type { CalendarSpec, SpecialDay } from '../sla/calendar.ts';
import { CalendarError, withSpecialDays } from '../sla/calendar.ts';
import { parseHours, parseWindows } from '../sla/hoursText.ts';

export const dueHelp = `When is an answer due? The calendar simulator.

  npm run -s desk -- due --at 2026-03-06T16:00 --target 4h
  npm run -s desk -- due --ndjson < questions.ndjson

The question
  --at TIME        when the question comes: 2026-03-06T16:00 (on the office's wall), or with an offset: ...Z, ...-05:00.
                   A time that the clock change leaves out is read as the end of the gap, one that comes twice as the first
  --target TIME    90m, 4h, 1h30m, 2d (business days of the calendar's usual length), or a number of business minutes
  --ndjson         read questions from standard input, one JSON object a line, and answer each with a line, in order:
                     {"at":"2026-03-06T16:00","targetMinutes":240,"pauses":[["2026-03-09T10:00","2026-03-09T11:00"]]}
                     {"due":"2026-03-09T16:00:00Z"}   or   {"error":"..."}
                   Pauses that overlap count once. A pause that has not ended, [from] or [from,null], leaves no due time
                   (an error) unless the time is due before it begins. Blank lines are passed over

The calendar: the sample office's, unless you say
  --office FILE    the calendar of this office, with its confirmed years
  --zone ZONE      without --office: a calendar of its own, Mon-Fri 09:00-17:00 unless --hours says otherwise, no
                   holidays, every year from 1900 to 2200; with --office: that office in another time zone
  --hours TEXT     other opening hours: "Mon-Fri 08:00-12:00 13:00-17:00; Sat 10:00-12:00" or "Mon-Fri 9am-5pm".
                   Hours of which either half of the day may be meant ("4-6pm") are an error that names both
  --closed DATES   days closed besides: 2026-11-26,2026-11-27
  --special TEXT   days with hours of their own: 2026-12-24=09:00-12:00 (several separated by commas)
                   A date given here replaces what the office says about it

  --help           this text`;

/** A mistake in the command line, not in a calendar. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export type DueOptions = {
  help: boolean;
  ndjson: boolean;
  at: string | undefined;
  target: string | undefined;
  office: string | undefined;
  zone: string | undefined;
  hours: string | undefined;
  closed: string[];
  special: string[];
};

/** @throws UsageError when the arguments do not fit together. */
export function readDueOptions(args: string[]): DueOptions {
  const options = parse(args);
  if (options.help) return options;
  if (options.ndjson && (options.at !== undefined || options.target !== undefined)) {
    throw new UsageError('--ndjson reads its questions from standard input: leave --at and --target out');
  }
  if (!options.ndjson && (options.at === undefined || options.target === undefined)) {
    throw new UsageError(`give ${options.at === undefined ? '--at' : '--target'} (or --ndjson)`);
  }
  return options;
}

function parse(args: string[]): DueOptions {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  const options = { at: text, target: text, office: text, zone: text, hours: text, closed: texts, special: texts };
  try {
    const { values } = parseArgs({ args, options: { ...options, ndjson: flag, help: { ...flag, short: 'h' } } });
    const { help = false, ndjson = false, closed = [], special = [], at, target, office, zone, hours } = values;
    return { help, ndjson, closed, special, at, target, office, zone, hours };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The calendar that the options describe; `office` is the one to start from, if any. */
export function describedCalendar(options: DueOptions, office: CalendarSpec | undefined): CalendarSpec {
  const base = office ?? {
    zone: options.zone ?? '',
    hours: parseHours('Mon-Fri 09:00-17:00'),
    specialDays: [],
    confirmedYears: [],
  };
  const zone = options.zone ?? base.zone;
  const hours = options.hours === undefined ? base.hours : inOption('--hours', () => parseHours(options.hours ?? ''));
  return withSpecialDays({ ...base, zone, hours }, [
    ...options.closed.flatMap(readClosed),
    ...options.special.flatMap((text) => inOption('--special', () => readSpecial(text))),
  ]);
}

function readClosed(text: string): SpecialDay[] {
  const dates = text.split(/[\s,;]+/).filter((date) => date !== '');
  return dates.map((date) => ({ date, name: `closure of ${date}`, windows: [] }));
}

function readSpecial(text: string): SpecialDay[] {
  const days = text.split(/[\s,;]+(?=\d{4}-\d{2}-\d{2}\s*=)/).filter((day) => day.trim() !== '');
  return days.map((day) => {
    const found = /^\s*([^=\s]+)\s*=(.*)$/s.exec(day);
    if (found === null)
      throw new CalendarError(`expected a date and its hours such as 2026-12-24=09:00-12:00, found "${day}"`);
    const [, date = '', windows = ''] = found;
    return { date, name: 'special hours', windows: parseWindows(windows.replace(/[\s,;]+$/, ''), date) };
  });
}

function inOption<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof CalendarError ? new CalendarError(`${option}: ${error.message}`) : error;
  }
}
