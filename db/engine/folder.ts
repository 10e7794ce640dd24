import { existsSync, mkdirSync, readdirSync, readFileSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { lockFolder } from './folder-lock.ts';

/** The PostgreSQL that PGlite brings. Another major version cannot read the files of this one. */
export const embeddedMajor = 18;

/** The folder holds the database of another major version. */
class OtherPostgres extends Error {
  override name = 'OtherPostgres';
}

/** The folder is not empty, and what is in it is no database, or a part of one. */
class NoDatabase extends Error {
  override name = 'NoDatabase';
}

/** The disk is full, or nearly. The code is PostgreSQL's own for it. */
class DiskFull extends Error {
  override name = 'DiskFull';
  readonly code = '53100';
}

/** The files of a database are there and cannot be opened as one. */
export class BrokenDatabase extends Error {
  override name = 'BrokenDatabase';
}

/** What to say of a folder that holds a database which cannot be opened. */
export const damaged = (path: string): string =>
  `The database in ${path} cannot be opened: its files are damaged or not complete. Put a backup of the folder there, ` +
  'or choose another data folder.';

/** On a full disk the embedded database would turn in circles for ever. So much (in bytes) it wants for a new one. */
const LEAST_FREE = 64 * 1024 * 1024;
const LOOK_AGAIN_MS = 1_000;

/** Bytes that may still be written where this path is. */
export type FreeSpace = (path: string) => number;
const freeSpace: FreeSpace = (path) => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

/** Answers with what throws DiskFull while there is too little room; it looks at most once a second. */
export function watchSpace(path: string, free: FreeSpace = freeSpace): () => void {
  let looked = Number.NEGATIVE_INFINITY;
  let left = 0;
  return () => {
    if (performance.now() - looked > LOOK_AGAIN_MS) {
      left = free(path);
      looked = performance.now();
    }
    if (left >= LEAST_FREE) return;
    throw new DiskFull(
      `The disk of the data folder ${path} is full: ${Math.floor(left / 1_048_576)} MB are free, and the desk needs ` +
        `${LEAST_FREE / 1_048_576}. Make room; nothing that was accepted is lost.`,
    );
  };
}

/**
 * Makes ready the folder of an embedded database and locks it for this process. Throws FolderInUse, OtherPostgres,
 * NoDatabase and BrokenDatabase.
 */
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
    if (!/^\d+$/u.test(major)) throw new BrokenDatabase(damaged(path));
    throw new OtherPostgres(
      `The database in ${path} was written by PostgreSQL ${major}, and this version of the desk brings PostgreSQL ` +
        `${embeddedMajor}. Start the version of the desk that wrote it, or choose another data folder.`,
    );
  }
  const strange = readdirSync(path);
  if (strange.length > 0)
    throw new NoDatabase(
      `The folder ${path} is not empty and holds no whole database: its file PG_VERSION is missing. Nothing was changed. ` +
        'Put a backup of the folder there, or choose another data folder. If the first start was cut short and there is ' +
        'nothing to keep, delete the folder.',
    );
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
