/** `npm run desk -- calendar`: the calendar of an office as an iCalendar file. */
import { parseArgs } from 'node:util';
import { type FilePart, fileParts, writeCalendarFile } from '../calendars/calendarFile.ts';
import { readCalendarFile } from '../calendars/readCalendarFile.ts';
import { count } from '../offices/coverageWords.ts';
import { readDate } from '../sla/specialDays.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';
import { theOffice } from './theOffice.ts';

const calendarHelp = `The calendar of an office as an iCalendar file: hours, holidays, closures, absences and due times.

  npm run -s desk -- calendar --out office.ics                             everything, from today on
  npm run -s desk -- calendar --out holidays.ics --only holidays,closures  some of it: ${fileParts.join(', ')}

  --office CODE        which office, where there are several
  --from 2027-01-01    from that day on; else from today
  --until 2027-06-30   up to that day; else to the end of the confirmed years

Nothing that people wrote is in it: requests are their numbers, closures have no reason. Absences have names. An event
has the same identity in every file, so a calendar that takes in a later file changes what it has.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done, 1 there is no such office, 2 the command line is wrong`;

export type CalendarIo = {
  out: (line: string) => void;
  err: (line: string) => void;
  now: () => Date;
  write: (file: string, text: string) => Promise<void>;
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runCalendar(args: string[], io: CalendarIo): Promise<number> {
  const { office: code, out, only, from, until, help } = parse(args);
  if (help) {
    io.out(calendarHelp);
    return 0;
  }
  if (out === undefined) throw new UsageError('say where to, with --out and the name of a file');
  const parts = partsOf(only);
  const span = { from: dayOf('from', from), until: dayOf('until', until) };
  const now = io.now();
  const file = await io.withStore((store) =>
    store.transaction(async (tx) => {
      const office = await theOffice(tx, code, io);
      return office && readCalendarFile(tx, office.id, span, now);
    }),
  );
  if (!file) return 1;
  if (file.from > file.until) {
    io.err(`The calendar is confirmed up to ${file.until}, and there is nothing from ${file.from} on.`);
    return 1;
  }
  const text = writeCalendarFile(file, parts, now);
  await io.write(out, text);
  const events = text.split('BEGIN:VEVENT').length - 1;
  io.out(`${count(events, 'event')} from ${file.from} to ${file.until} ${events === 1 ? 'is' : 'are'} in ${out}.`);
  return 0;
}

function partsOf(only: string | undefined): ReadonlySet<FilePart> {
  if (only === undefined) return new Set(fileParts);
  const wanted = only.split(',').map((part) => part.trim());
  const unknown = wanted.find((part) => !fileParts.some((each) => each === part));
  if (unknown !== undefined) throw new UsageError(`--only takes ${fileParts.join(', ')}; what is "${unknown}"?`);
  return new Set(fileParts.filter((part) => wanted.includes(part)));
}

function dayOf(name: string, text: string | undefined): string | undefined {
  if (text !== undefined && readDate(text) === undefined)
    throw new UsageError(`--${name}: "${text}" is not a day; write it as 2027-06-30`);
  return text;
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    const options = {
      office: text,
      out: text,
      only: text,
      from: text,
      until: text,
      help: { type: 'boolean' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
