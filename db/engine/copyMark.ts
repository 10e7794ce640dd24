import { statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What of the files below a database is others when it was brought back from a backup of its files: of a folder, the file
 * itself; of a server, the timeline that it begins with a recovery. Undefined where nobody says.
 */
export function markOfFolder(folder: string): string {
  const { ino, birthtimeNs, ctimeNs } = statSync(join(folder, 'global', 'pg_control'), { bigint: true });
  // Numbers of files that are gone are given again; and systems that know no birth say the last change instead.
  return `file ${ino} of ${birthtimeNs === ctimeNs ? 'unknown' : birthtimeNs}`;
}

/** The same of a server, of which `ask` asks for a text. Some of those who run PostgreSQL for others do not let one ask. */
export async function markOfServer(
  ask: (statement: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const timeline = await ask('select left(pg_walfile_name(pg_current_wal_lsn()), 8) as said').catch(
    (): undefined => undefined,
  );
  return timeline && `timeline ${timeline}`;
}
