/** The command line of `due`: which calendar is asked, and what. */
import { parseArgs } from 'node:util';
import type { CalendarSpec, SpecialDay } from '../sla/calendar.ts';
import { CalendarError, withSpecialDays } from '../sla/calendar.ts';
import type { Pause } from '../sla/clocks.ts';
import { type Closure, withClosures } from '../sla/closures.ts';
import { readWeek } from '../sla/hours.ts';
import { parseHours, parseWindows } from '../sla/hoursText.ts';
import { readMoment } from '../sla/question.ts';
import { readDate } from '../sla/specialDays.ts';
import type { Zone } from '../sla/zone.ts';

export const dueHelp = `When is an answer due? The calendar simulator.

  npm run -s desk -- due --at 2026-03-06T16:00 --target 4h
  npm run -s desk -- due --ndjson < questions.ndjson

The question
  --at TIME        when the question comes: 2026-03-06T16:00 (on the office's wall), or with an offset: ...Z, ...-05:00.
                   A time that the clock change leaves out is read as the end of the gap, one that comes twice as the first
  --target TIME    90m, 4h, 1h30m, 2d (business days of the calendar's usual length), or a number of business minutes.
                   Without it: all that the office promises to a question that comes then
  --paused FROM/TO with --target: when the clock stood still, such as 2026-03-09T10:00/2026-03-09T11:00 (may be repeated)
  --agency CODE, --line CODE, --urgent
                   without --target: whose question it is, and about what. Else: a normal one that no agreement is for
  --against FILE   without --target: the times by this other office.yaml too, such as one that is to be published
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
  --closed DATES   days closed besides: 2026-11-26,2026-11-27; or part of one, as when it snows: 2026-12-04=12:00-17:00
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
  paused: string[];
  agency: string | undefined;
  line: string | undefined;
  urgent: boolean;
  against: string | undefined;
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
  if (!options.ndjson && options.at === undefined) throw new UsageError('give --at (or --ndjson)');
  const { target, paused, agency, line, urgent, against } = options;
  const ofPromises = agency !== undefined || line !== undefined || urgent || against !== undefined;
  if (ofPromises && (target !== undefined || options.ndjson))
    throw new UsageError(
      '--agency, --line, --urgent and --against ask what is promised: leave --target and --ndjson out',
    );
  if (paused.length > 0 && target === undefined) throw new UsageError('--paused goes with --target');
  return options;
}

function parse(args: string[]): DueOptions {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    ...{ at: text, target: text, office: text, zone: text, hours: text, closed: texts, special: texts },
    ...{ paused: texts, agency: text, line: text, urgent: flag, against: text },
  };
  try {
    const { values } = parseArgs({ args, options: { ...options, ndjson: flag, help: { ...flag, short: 'h' } } });
    const { help = false, ndjson = false, urgent = false, closed = [], special = [], paused = [], ...rest } = values;
    const { at, target, office, zone, hours, agency, line, against } = rest;
    return { help, ndjson, urgent, closed, special, paused, at, target, office, zone, hours, agency, line, against };
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
  const days = options.closed.flatMap((text) => text.split(/[\s,;]+/).filter((date) => date !== ''));
  const special = withSpecialDays({ ...base, zone, hours }, [
    ...days.filter((day) => !day.includes('=')).map(readClosed),
    ...options.special.flatMap((text) => inOption('--special', () => readSpecial(text))),
  ]);
  const parts = days.filter((day) => day.includes('=')).flatMap((text) => inOption('--closed', () => readPart(text)));
  return withClosures(special, parts);
}

const readClosed = (date: string): SpecialDay => ({ date, name: `closure of ${date}`, windows: [] });

/** "2026-12-04=12:00-17:00": closed for that part of the day, however it is open. */
function readPart(text: string): Closure[] {
  const [date = '', hours = ''] = text.split('=', 2);
  if (readDate(date) === undefined) throw new CalendarError(`"${date}" is not a date; write 2026-12-04=12:00-17:00`);
  const spans = readWeek({ sun: parseWindows(hours, date) })[0] ?? [];
  return spans.map(({ from, to }) => ({ day: date, from, to, reason: `shorter hours of ${date}` }));
}

/** "FROM/TO" of each; open ends leave no due time, so they are not asked about here. */
export const readPauses = (texts: readonly string[], zone: Zone): Pause[] =>
  texts.map((text) =>
    inOption('--paused', () => {
      const [from = '', to = ''] = text.split('/', 2);
      const pause = { from: readMoment(zone, from).at, to: readMoment(zone, to).at };
      if (pause.to < pause.from) throw new CalendarError(`the pause ends (${to}) before it begins (${from})`);
      return pause;
    }),
  );

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
