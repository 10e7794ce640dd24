/** `npm run desk -- due`: if a question comes then, when is it due? */
import { CalendarError, type CalendarSpec } from '../sla/calendar.ts';
import { usualDayMinutes } from '../sla/hours.ts';
import { readMoment, readTarget } from '../sla/question.ts';
import { confirmed, simulated } from '../sla/simulated.ts';
import { answerLines } from './dueAnswer.ts';
import { type DueOptions, describedCalendar, dueHelp, readDueOptions, UsageError } from './dueOptions.ts';
import { answerStream } from './dueStream.ts';

export type DueIo = {
  stdin: AsyncIterable<string | Uint8Array>;
  /** Writes a line, or several with line breaks between them. */
  out: (line: string) => void;
  err: (line: string) => void;
  loadOfficeCalendar: (officeFile: string) => Promise<CalendarSpec>;
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
  const office = invented ? undefined : await io.loadOfficeCalendar(options.office ?? io.defaultOffice);
  const spec = describedCalendar(options, office);
  const { zone, ask } = invented ? simulated(spec) : confirmed(spec);
  if (options.ndjson) return answerStream(io.stdin, io.out, zone, ask);
  const text = options.at ?? '';
  const asked = { ...readMoment(zone, text), text };
  const target = readTarget(options.target ?? '', usualDayMinutes(spec.hours));
  for (const line of ask(asked.at, (calendar) => answerLines(calendar, asked, target))) io.out(line);
}
