import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * PGlite takes no lock of its own, and two processes writing to one folder destroy the database without an error. So a
 * file beside the folder names the process that has it open.
 */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

type Holder = { pid: number; host: string; started: string };

/**
 * Locks `folder` for this process with the file `<folder>.lock`; answers what releases it. The lock of a process that
 * is gone is taken over. Released at exit too. Throws FolderInUse, naming the process, when it is held.
 */
export function lockFolder(folder: string): () => void {
  const path = `${folder}.lock`;
  if (!create(path)) {
    if (isHeld(path)) throw inUse(folder, path);
    takeOver(folder, path);
  }
  const release = (): void => {
    process.removeListener('exit', release);
    const holder = read(path);
    if (holder?.pid === process.pid && holder.host === hostname()) rmSync(path, { force: true });
  };
  process.once('exit', release);
  return release;
}

/** Of several processes that find a stale lock only one may remove it, or two could each remove the other's new one. */
function takeOver(folder: string, path: string): void {
  const steal = `${path}.steal`;
  if (age(steal) > 10_000) rmSync(steal, { force: true });
  if (!create(steal)) throw inUse(folder, path);
  try {
    if (isHeld(path)) throw inUse(folder, path);
    rmSync(path, { force: true });
    if (!create(path)) throw inUse(folder, path);
  } finally {
    rmSync(steal, { force: true });
  }
}

function create(path: string): boolean {
  try {
    const file = openSync(path, 'wx');
    writeSync(file, JSON.stringify({ pid: process.pid, host: hostname(), started: startOf(process.pid) }));
    closeSync(file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isHeld(path: string): boolean {
  const holder = read(path);
  if (!holder) return age(path) < 2_000; // empty: perhaps being written just now
  if (holder.host !== hostname()) return true; // on a shared volume, another machine's processes cannot be seen
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, and another user's
  }
  return holder.started === '' || holder.started === startOf(holder.pid);
}

function inUse(folder: string, path: string): FolderInUse {
  const holder = read(path);
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return new FolderInUse(
    `The data folder ${folder} is in use by ${who}. Stop that one first, or choose another data folder. ` +
      `If you are sure that it is gone, delete ${path}.`,
  );
}

function read(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** When a process started, as Linux tells it: process ids are used again, start times are not. */
function startOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Milliseconds since the file was written; −1 if there is none. */
function age(path: string): number {
  try {
    return Date.now() - statSync(path).mtimeMs;
  } catch {
    return -1;
  }
}
