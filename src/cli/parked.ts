/** `npm run desk -- parked`: what came in and could not be handled, and having it handled again. */
import { parseArgs } from 'node:util';
import type { Inbound } from '../chat/inbound.ts';
import type { Parked } from '../delivery/chatStore.ts';
import { count } from '../offices/coverageWords.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const parkedHelp = `What came in and could not be handled?

  npm run -s desk -- parked              names whose it is, when it was written, and why it could not be handled
  npm run -s desk -- parked --retry      has all of it handled again, once what was wrong is mended
  npm run -s desk -- parked --retry 17   has this one handled again (its number stands first; give several if you like)

What was written stays in the database and is not shown. Whoever wrote it was told, and so were their supervisors.
Something is put aside when it fails five times for what it says; while the database is in trouble everything waits.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0 nothing is put aside anymore; 1 something is; 2 the command line is wrong`;

export type ParkedIo = {
  out: (line: string) => void;
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
};

/** As many as anybody reads. */
const MOST_LISTED = 200;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runParked(args: string[], { out, withStore }: ParkedIo): Promise<number> {
  const { retry, ids, help } = read(args);
  if (help) {
    out(parkedHelp);
    return 0;
  }
  return withStore((store) =>
    store.transaction(async (tx) => {
      if (retry) {
        const again = await tx.inbox.unpark(ids.length > 0 ? ids : undefined);
        out(
          `${count(again, 'event')} will be handled again: at once by a desk that runs, else by the next that starts.`,
        );
      }
      const parked = await tx.inbox.parked(MOST_LISTED);
      if (parked.length === 0) {
        if (!retry) out('Everything that came in could be handled.');
        return 0;
      }
      out(retry ? 'Still put aside:' : 'Could not be handled, and is put aside:');
      for (const each of parked) for (const line of linesOf(each)) out(line);
      if (parked.length === MOST_LISTED) out('… and perhaps more.');
      if (!retry) out('\nWhen what was wrong is mended: npm run -s desk -- parked --retry');
      return 1;
    }),
  );
}

function linesOf({ id, inbound, parkedAt, problem }: Parked): string[] {
  const { name, email, userId, platform, workspace } = inbound.from;
  const who = [name, email === undefined ? undefined : `<${email}>`].filter(Boolean).join(' ') || `account ${userId}`;
  return [
    `${String(id).padStart(6)}  ${said[inbound.kind]} ${who}, ${platform} ${workspace}, written ${sayMinute(inbound.at)}`,
    `        put aside ${sayMinute(parkedAt)}: ${problem}`,
  ];
}

const said: Record<Inbound['kind'], string> = {
  message: 'a message of',
  edit: 'an edit of',
  delete: 'a deletion by',
  reaction: 'a reaction of',
  left: 'news of the account of',
  press: 'a button pressed by',
  submit: 'a form sent by',
};

/** In UTC, as in the log. What a platform said of a time may be absurd. */
const sayMinute = (at: Date): string =>
  Number.isNaN(at.getTime()) ? 'at an unknown time' : `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function read(args: string[]): { retry: boolean; ids: number[]; help: boolean } {
  const options = { retry: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { retry = false, help = false } = parsed.values;
  const odd = parsed.positionals.find((each) => !/^\d{1,15}$/u.test(each));
  if (odd !== undefined) throw new UsageError(`"${odd}" is no number of the list`);
  if (parsed.positionals.length > 0 && !retry) throw new UsageError('a number is for --retry');
  return { retry, ids: parsed.positionals.map(Number), help };
}
