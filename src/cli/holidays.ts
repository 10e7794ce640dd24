/** `npm run desk -- holidays`: the holidays of an office, drafted from a file and confirmed year by year. */

import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { missingYear } from '../calendars/calendarEnd.ts';
import { confirmYear, previewYear, yearKeepers } from '../calendars/confirm.ts';
import { MOST_FILE_BYTES, readHolidays } from '../calendars/holidayFile.ts';
import { differenceOf } from '../calendars/yearDifference.ts';
import type { CalendarYear } from '../calendars/yearStore.ts';
import { differenceLines, sayDifference, sayYearMoves } from '../calendars/yearWords.ts';
import { count } from '../offices/coverageWords.ts';
import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { readTextFile } from '../offices/textOfFile.ts';
import { sameEmail } from '../people/person.ts';
import { daysOfYear } from '../sla/specialDays.ts';
import type { Tx } from '../store.ts';
import type { ChangingIo } from './changingIo.ts';
import { UsageError } from './dueOptions.ts';
import { follow } from './following.ts';
import { theOffice } from './theOffice.ts';

const holidaysHelp = `The holidays of an office: nothing is promised in a year before somebody has confirmed it.

  npm run -s desk -- holidays                                       the years that count, and drafts that wait
  npm run -s desk -- holidays draft holidays.ics                    keeps the next year of an iCalendar file as a draft
  npm run -s desk -- holidays draft holidays.ics --year 2027        or that year
  npm run -s desk -- holidays confirm 2028 --by ada@state.example   shows the draft and what it moves, asks, makes it so

  --office CODE   which office, where there are several
  --by EMAIL      who confirms it: an administrator of the office, or a supervisor where there is none
  --yes           do not ask

A draft is never trusted: those who administer the office get it in chat, with a button, and may change it there.
A feed is saved as a file first; the desk fetches nothing.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 done, 1 not done, 2 the command line is wrong`;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runHolidays(args: string[], io: ChangingIo): Promise<number> {
  const { values, positionals } = parse(args);
  const [what, given, ...more] = positionals;
  if (values.help) {
    io.out(holidaysHelp);
    return 0;
  }
  if (more.length > 0) throw new UsageError(`what is "${more[0]}"?`);
  const office = (tx: Tx) => theOffice(tx, values.office, io);
  if (what === undefined) return io.withStore((store) => store.transaction((tx) => show(tx, office, io)));
  if (given === undefined) throw new UsageError(what === 'draft' ? 'name the file' : 'name the year, such as 2028');
  if (what === 'draft') return draft(given, values.year === undefined ? undefined : readYear(values.year), office, io);
  if (what !== 'confirm') throw new UsageError(`holidays can draft or confirm; what is "${what}"?`);
  if (values.by === undefined)
    throw new UsageError('say who confirms it, with --by and an e-mail address: it goes on record');
  return confirm({ year: readYear(given), by: sameEmail(values.by), yes: values.yes ?? false }, office, io);
}

type FindOffice = (tx: Tx) => Promise<OfficeToday['office'] | undefined>;

async function show(tx: Tx, find: FindOffice, io: ChangingIo): Promise<number> {
  const found = await find(tx);
  if (!found) return 1;
  const { office, calendar, today } = await officeToday(tx, found.id, io.now());
  io.out(office.name);
  for (const year of calendar.spec.confirmedYears.filter((each) => each >= Number(today.slice(0, 4))))
    io.out(`  ${year}  confirmed, with ${count(daysOfYear(calendar.spec, year).length, 'special day')}`);
  for (const { year, days, source } of (await tx.years.of(office.id)).filter(isDraft))
    io.out(
      `  ${year}  a draft of ${count(days.length, 'day')}${source === null ? '' : ` from ${source}`}, not confirmed`,
    );
  io.out(`  ${missingYear(calendar, io.now())}  is the next to be confirmed`);
  return 0;
}

const isDraft = ({ confirmedAt }: CalendarYear): boolean => confirmedAt === null;

async function draft(file: string, wanted: number | undefined, find: FindOffice, io: ChangingIo): Promise<number> {
  if (/^(?:https?|webcals?):/iu.test(file)) {
    io.err('The desk fetches nothing from the web: save the feed as a file, and name that.');
    return 1;
  }
  const source = await readTextFile(file, MOST_FILE_BYTES);
  if ('error' in source) {
    io.err(`${file}: error: ${source.error}`);
    return 1;
  }
  return io.withStore((store) =>
    store.transaction(async (tx) => {
      const found = await find(tx);
      if (!found) return 1;
      const { office, calendar, today } = await officeToday(tx, found.id, io.now());
      const year = wanted ?? missingYear(calendar, io.now());
      const span = {
        first: Math.min(Number(today.slice(0, 4)), year),
        last: Math.max(missingYear(calendar, io.now()), year),
      };
      const read = readHolidays(source.text, span, calendar.spec.zone);
      if ('error' in read) {
        io.err(`${file}: error: ${read.error}`);
        return 1;
      }
      for (const line of read.left) io.err(`warning: ${line}`);
      for (const [each, days] of [...read.years].sort(([a], [b]) => a - b))
        if (each !== year)
          io.out(
            `${sayDifference(each, differenceOf(daysOfYear(calendar.spec, each), days))} (no draft; add --year ${each})`,
          );
      const days = read.years.get(year);
      if (!days) {
        io.err(`${file}: error: there is no holiday of ${year} in it. Nothing was kept.`);
        return 1;
      }
      const seen = await previewYear(tx, office, { year, days }, io.now());
      if ('problem' in seen) {
        io.err(`${seen.problem} Nothing was kept.`);
        return 1;
      }
      const kept = {
        officeId: office.id,
        year,
        days,
        source: basename(file).slice(0, 80),
        draftedBy: null,
        told: null,
      };
      await tx.years.draft(kept, io.now());
      const difference = differenceOf(seen.before, days);
      for (const line of [
        `${sayDifference(year, difference)}:`,
        ...differenceLines(difference),
        sayYearMoves(seen.moves),
      ])
        io.out(line);
      const readers = (await yearKeepers(tx, office.id)).map(({ name }) => name);
      const who =
        readers.length > 0
          ? `${readers.join(' and ')} ${readers.length === 1 ? 'gets' : 'get'} it in chat with a button`
          : 'nobody looks after the office';
      io.out(`Kept as a draft; nothing counts yet: ${who}, or run “holidays confirm ${year}”.`);
      return 0;
    }),
  );
}

type Confirming = { year: number; by: string; yes: boolean };

async function confirm({ year, by, yes }: Confirming, find: FindOffice, io: ChangingIo): Promise<number> {
  return io.withStore(async (store) => {
    const shown = await store.transaction(async (tx) => {
      const office = await find(tx);
      if (!office) return undefined;
      const keepers = await yearKeepers(tx, office.id);
      const person = keepers.find(({ email }) => email === by);
      const waiting = (await tx.years.of(office.id)).find((each) => each.year === year && isDraft(each));
      const seen = waiting && (await previewYear(tx, office, waiting, io.now()));
      if (!person)
        io.err(
          `${by} may not confirm it: ${keepers.map(({ name, email }) => `${name} <${email}>`).join(' and ') || 'nobody'} may.`,
        );
      else if (!waiting)
        io.err(`There is no draft of ${year}: make one with “holidays draft FILE”, or type “holidays” in chat.`);
      else if (seen && 'problem' in seen) io.err(seen.problem);
      else if (seen) return { office, person, waiting, seen };
      return undefined;
    });
    if (!shown) return 1;
    const { office, person, waiting, seen } = shown;
    const difference = differenceOf(seen.before, waiting.days);
    for (const line of [
      `${sayDifference(year, difference)}:`,
      ...differenceLines(difference),
      sayYearMoves(seen.moves),
    ])
      io.out(line);
    if (!yes && !io.ask) {
      io.err('Nothing was changed: nobody is here to be asked. In a script, add --yes.');
      return 1;
    }
    if (!yes && !(await io.ask?.(`Confirm ${year}? [y/N] `))) {
      io.out('Nothing was changed.');
      return 1;
    }
    const now = io.now();
    const problem = await store.transaction((tx) => confirmYear(tx, office, waiting, { by: person, at: now, now }));
    if (problem !== undefined) {
      io.err(`Nothing was changed. ${problem}`);
      return 1;
    }
    await follow(store, io);
    io.out(`The holidays of ${year} are confirmed for ${office.name}.`);
    return 0;
  });
}

function readYear(text: string): number {
  if (!/^(?:19|20|21)\d\d$/u.test(text)) throw new UsageError(`"${text}" is no year; write it as 2028`);
  return Number(text);
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    const options = { office: text, year: text, by: text, yes: flag, help: flag };
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
