/** `npm run desk -- doctor`: asks everything that the desk stands on whether it is well, and says what to do where not. */
import { parseArgs } from 'node:util';
import { type Check, type Finding, wrong } from '../chat/finding.ts';
import { count } from '../offices/coverageWords.ts';
import { describe } from '../run/log.ts';
import { UsageError } from './dueOptions.ts';

const doctorHelp = `Is everything well that the desk stands on?

  npm run -s desk -- doctor

Asks the database (version, tables, rights, clock), Slack and Teams (tokens, what the app may do, how messages look) and the
office's sign-in as the settings name them, and looks at the calendar, the roster and the record (checkpoints, and what they are signed with). It
changes nothing, and nobody gets a message. It may be run beside a desk; on the embedded database, which one process can use at a time, the rest is looked at.

  ok               it is well
  worth knowing    the desk works, and somebody should know
  WRONG            something does not work, or soon will not, and what to do

Exit code: 0 nothing is wrong, 1 something is, 2 the command line is wrong`;

/** What is looked at under one name, in the order in which it is said. */
export type Part = { name: string; checks: Check[] };

export type DoctorIo = {
  out: (line: string) => void;
  /** Runs the work with all that there is to look at. */
  withParts: <T>(work: (parts: Part[]) => Promise<T>) => Promise<T>;
  /** Longest time for one check, in milliseconds. */
  limitMs?: number;
};

const LIMIT_MS = 25_000;
const GRADES: Record<Finding['grade'], string> = { ok: 'ok', note: 'worth knowing', wrong: 'WRONG' };
const WIDTH = 'worth knowing'.length;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runDoctor(args: string[], { out, withParts, limitMs = LIMIT_MS }: DoctorIo): Promise<number> {
  if (wantsHelp(args)) {
    out(doctorHelp);
    return 0;
  }
  const examined = await withParts((parts) =>
    Promise.all(
      parts.map(async ({ name, checks }) => ({
        name,
        findings: (await Promise.all(checks.map((check) => within(limitMs, check)))).flat(),
      })),
    ),
  );
  for (const { name, findings } of examined) {
    if (findings.length === 0) continue;
    out(name);
    for (const { grade, says } of findings) out(`  ${GRADES[grade].padEnd(WIDTH)}  ${says}`);
  }
  const all = examined.flatMap(({ findings }) => findings);
  const having = (grade: Finding['grade']) => all.filter((finding) => finding.grade === grade).length;
  const [bad, notable] = [having('wrong'), having('note')];
  const known = notable === 0 ? '' : `${count(notable, 'thing')} ${notable === 1 ? 'is' : 'are'} worth knowing.`;
  out('');
  out(bad === 0 ? `Nothing is wrong. ${known}`.trim() : `${count(bad, 'thing')} to mend. ${known}`.trim());
  return bad === 0 ? 0 : 1;
}

/** One that fails or takes too long is a finding like any other. Of an error only its kind is said. */
async function within(limitMs: number, check: Check): Promise<Finding[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Finding[]>((resolve) => {
    timer = setTimeout(
      () =>
        resolve([wrong(`there was no answer within ${limitMs / 1_000} s: look at the network between here and there`)]),
      limitMs,
    );
  });
  try {
    return await Promise.race([check(), late]);
  } catch (error) {
    const { error: kind, codes } = describe(error);
    return [wrong(`this could not be looked at (${[kind, ...codes].join(', ')})`)];
  } finally {
    clearTimeout(timer);
  }
}

function wantsHelp(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } }).values.help ?? false;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
