import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';

/** The PostgreSQL that PGlite brings. Another major version cannot read the files of this one. */
export const embeddedMajor = 18;

/** The folder holds the database of another major version. */
class OtherPostgres extends Error {
  override name = 'OtherPostgres';
}

/** Makes ready the folder of an embedded database and locks it for this process. Throws FolderInUse and OtherPostgres. */
export function openFolder(folder: string): { path: string; release: () => void } {
  const path = join(folder, `pg${embeddedMajor}`);
  mkdirSync(path, { recursive: true });
  const release = lockFolder(path);
  try {
    refuseOtherMajor(folder, path);
    return { path, release };
  } catch (error) {
    release();
    throw error;
  }
}

function refuseOtherMajor(folder: string, path: string): void {
  const file = join(path, 'PG_VERSION');
  if (existsSync(file)) {
    const major = readFileSync(file, 'utf8').trim();
    if (major === String(embeddedMajor)) return;
    throw new OtherPostgres(
      `The database in ${path} was written by PostgreSQL ${major}, and this version of the desk brings PostgreSQL ` +
        `${embeddedMajor}. Start the version of the desk that wrote it, or choose another data folder.`,
    );
  }
  // Nothing here yet. A folder of another major beside it means that the desk was updated past its data.
  const other = readdirSync(folder).find(
    (name) => /^pg\d+$/.test(name) && existsSync(join(folder, name, 'PG_VERSION')),
  );
  if (!other) return;
  throw new OtherPostgres(
    `The data folder ${folder} holds a database of PostgreSQL ${other.slice(2)} (${other}), and this version of the ` +
      `desk brings PostgreSQL ${embeddedMajor}. Start the version of the desk that wrote it, or choose another data folder.`,
  );
}
