/** `npm run desk -- check`: is everything in an office's files sound, and does everybody have somebody who answers? */
import { reportCoverage } from '../offices/coverageReport.ts';
import { calendarFindings, count, coverageFindings, coverageLines, officeLines } from '../offices/coverageWords.ts';
import { readOffice } from '../offices/officeFile.ts';
import { sayProblem } from '../offices/problem.ts';
import { buildCalendar, localDate } from '../sla/calendar.ts';
import { readDate } from '../sla/specialDays.ts';
import { readFileAndOptions } from './commandLine.ts';
import { UsageError } from './dueOptions.ts';

const checkHelp = `Is an office's file sound, and does every agency have somebody who answers?

  npm run -s desk -- check offices/sample/office.yaml

Names everything that is wrong in office.yaml and the CSV files beside it, with its line, then who answers for whom, who
is away in the next 30 days, and what is missing.

  --today DATE     as if it were this day (2026-03-06), for scripts
  --strict         warnings fail too

Exit code: 0 sound, 1 errors (with --strict, warnings too), 2 the command line is wrong`;

export type CheckIo = { out: (line: string) => void; now: () => Date };

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runCheck(args: string[], io: CheckIo): Promise<number> {
  const { file, options, help } = readFileAndOptions(args, { today: 'text', strict: 'flag' });
  if (help) {
    io.out(checkHelp);
    return 0;
  }
  if (options.today !== undefined && readDate(options.today) === undefined) {
    throw new UsageError(`--today ${options.today} is not a date; write it as 2026-03-06`);
  }
  const { office, problems } = await readOffice(file);
  if (!office) {
    for (const problem of problems) io.out(sayProblem(problem));
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    io.out(`\n${count(errors, 'error')} to mend.`);
    return 1;
  }
  const today = options.today ?? localDate(buildCalendar(office.calendar), io.now());
  const report = reportCoverage(office, today);
  const findings = [...calendarFindings(office, today), ...coverageFindings(office, report)];
  const said = [...problems.map(sayProblem), ...findings.map(({ severity, message }) => `${severity}: ${message}`)];
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const lines = [
    ...officeLines(office),
    '',
    ...coverageLines(office, report),
    '',
    ...said,
    ...(said.length === 0 ? [] : ['']),
    said.length === 0
      ? 'Everything is sound: every agency has a liaison and a backup, and somebody is in every day.'
      : `${count(errors, 'error')}, ${count(said.length - errors, 'warning')}.`,
  ];
  for (const line of lines) io.out(line);
  return errors > 0 || (options.strict && said.length > 0) ? 1 : 0;
}
