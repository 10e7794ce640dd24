/** `npm run desk -- due`: if a question comes then, when is it due? */
import type { OfficePromises } from '../offices/officeFile.ts';
import { CalendarError } from '../sla/calendar.ts';
import { usualDayMinutes } from '../sla/hours.ts';
import type { Terms } from '../sla/policy.ts';
import { readMoment, readTarget } from '../sla/question.ts';
import { confirmed, simulated } from '../sla/simulated.ts';
import { answerLines } from './dueAnswer.ts';
import { type DueOptions, describedCalendar, dueHelp, readDueOptions, readPauses, UsageError } from './dueOptions.ts';
import { type Promising, promiseLines } from './duePromises.ts';
import { answerStream } from './dueStream.ts';

export type DueIo = {
  stdin: AsyncIterable<string | Uint8Array>;
  /** Writes a line, or several with line breaks between them. */
  out: (line: string) => void;
  err: (line: string) => void;
  loadOffice: (officeFile: string) => Promise<OfficePromises>;
  /** The office to ask when neither --office nor --zone is given. */
  defaultOffice: string;
};

/** Runs the command; returns its exit code: 0 answered, 1 the calendar has no answer, 2 the command line is wrong. */
export async function runDue(args: string[], io: DueIo): Promise<number> {
  try {
    const options = readDueOptions(args);
    if (options.help) io.out(dueHelp);
    else await answerDue(options, io);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`due: ${error.message}\nTry: npm run -s desk -- due --help`);
      return 2;
    }
    if (!(error instanceof CalendarError)) throw error;
    io.err(`due: ${error.message}`);
    return 1;
  }
}

async function answerDue(options: DueOptions, io: DueIo): Promise<void> {
  const invented = options.office === undefined && options.zone !== undefined;
  const file = options.office ?? io.defaultOffice;
  const office = invented ? undefined : await io.loadOffice(file);
  const spec = describedCalendar(options, office?.calendar);
  const simulation = invented ? simulated(spec) : confirmed(spec);
  const { zone, ask } = simulation;
  if (options.ndjson) return answerStream(io.stdin, io.out, zone, ask);
  const text = options.at ?? '';
  const asked = { ...readMoment(zone, text), text };
  if (options.target === undefined) {
    if (!office) throw new UsageError('give --target: a calendar of its own promises nothing');
    const own = { file, policy: office.policy, simulation };
    const terms = termsOf(options);
    checkTerms(terms, office, file);
    for (const line of promiseLines(asked.at, terms, own, await againstOf(options, io))) io.out(line);
    return;
  }
  const target = readTarget(options.target, usualDayMinutes(spec.hours));
  const pauses = readPauses(options.paused, zone);
  const lines = ask(asked.at, (calendar) => answerLines(calendar, asked, target, pauses));
  for (const line of lines) io.out(line);
}

const termsOf = ({ agency, line, urgent }: DueOptions): Terms => ({
  agency: agency?.toUpperCase() ?? null,
  line: line ?? null,
  priority: urgent ? 'urgent' : 'normal',
});

/** @throws UsageError when the office serves no such agency, or has no such line: it would promise it what it promises to all. */
function checkTerms({ agency, line }: Terms, { agencies, lines }: OfficePromises, file: string): void {
  if (agency !== null && agencies?.includes(agency) === false)
    throw new UsageError(`--agency ${agency} is none of ${file}, which serves ${agencies.join(', ')}`);
  const codes = lines.map(({ code }) => code);
  if (line !== null && !codes.includes(line))
    throw new UsageError(`--line ${line} is none of ${file}, which has ${codes.join(', ')}`);
}

/** The office file that is compared, with the days that the command line closes too. */
async function againstOf(options: DueOptions, io: DueIo): Promise<Promising | undefined> {
  if (options.against === undefined) return undefined;
  const { calendar, policy } = await io.loadOffice(options.against);
  return { file: options.against, policy, simulation: confirmed(describedCalendar(options, calendar)) };
}
