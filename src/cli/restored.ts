/** `npm run desk -- restored`: says that the database was brought back from a backup, where the desk cannot see it. */
import { parseArgs } from 'node:util';
import { count } from '../offices/coverageWords.ts';
import { afterRestore } from '../run/restored.ts';
import type { Store } from '../store.ts';
import { UsageError } from './dueOptions.ts';

const restoredHelp = `Was the database brought back from a backup?

  npm run -s desk -- restored

What waited to be sent in the backup may have been sent since. After this it is looked for in the chats before anything
is sent, and whoever wrote since the backup is asked for at once. A desk sees by itself that pg_restore, point-in-time
recovery or a copied data folder brought its database back; of a disk that was set back (a snapshot of a volume or of a
machine) it sees nothing: then run this before you start it. Run twice or without need it does no harm.

The embedded database can be used by one process at a time: stop the desk first.

Exit code: 0; 2 the command line is wrong`;

/** Runs the command; answers with its exit code. @throws UsageError when the command line is wrong. */
export async function runRestored(
  args: string[],
  { out, withStore }: { out(line: string): void; withStore<T>(work: (store: Store) => Promise<T>): Promise<T> },
): Promise<number> {
  if (wantsHelp(args)) {
    out(restoredHelp);
    return 0;
  }
  const looked = await withStore(afterRestore);
  out(`${count(looked, 'message')} that waited will be looked for before anything is sent.`);
  out('Whoever wrote since the backup is asked for at once by a desk that runs, else by the next that starts.');
  return 0;
}

function wantsHelp(args: string[]): boolean {
  try {
    return parseArgs({ args, options: { help: { type: 'boolean', short: 'h' } } }).values.help ?? false;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
