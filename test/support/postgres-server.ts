import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresAddress } from '../../db/client.ts';
import { findPostgres } from './programs.mjs';

/** How to stop the server, as `pg_ctl stop -m` names it: `immediate` is what a crash looks like to its clients. */
type StopMode = 'smart' | 'fast' | 'immediate';
const stopSignal = { smart: 'SIGTERM', fast: 'SIGINT', immediate: 'SIGQUIT' } as const;

/** A real PostgreSQL of its own: a new folder under /tmp, a Unix socket only, no port, no password. */
export type PostgresServer = {
  address(database: string): PostgresAddress;
  /** The same as a URL for the desk's settings; the socket's folder stands in place of the host. */
  url(database: string): string;
  /** Leaves the data, for `start`. */
  stop(mode: StopMode): Promise<void>;
  start(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
  /** Where its programs are, pgbench and psql among them. */
  readonly bin: string;
};

/**
 * Starts a PostgreSQL in about a second. `durable` leaves fsync on, as an office would have it (for measuring). Without
 * it, what was committed still survives any death of the server, only not one of the machine.
 */
export async function startPostgres({ durable = false } = {}): Promise<PostgresServer> {
  const bin = findPostgres();
  if (!bin) throw new Error('PostgreSQL was not found. Run `node test/support/prepare.mjs`, which says what to do.');
  const folder = mkdtempSync(join(tmpdir(), 'desk-pg-')); // short: the path of a socket may have 107 bytes
  const data = join(folder, 'data');
  const user = unprivilegedUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const options = { ...user, cwd: folder, env: { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C.UTF-8' } };

  const init = spawnSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'desk', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'],
    { ...options, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed: ${init.error?.message ?? init.stderr}`);

  const settings = ['listen_addresses=', `unix_socket_directories=${folder}`, 'max_connections=100'];
  if (!durable) settings.push('fsync=off', 'full_page_writes=off');
  let child: ChildProcess;
  let exited: Promise<unknown>;

  const start = async (): Promise<void> => {
    let log = '';
    const started = spawn(join(bin, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    exited = new Promise((resolve) => started.once('exit', resolve));
    started.stderr.on('data', (text) => {
      log = (log + text).slice(-10_000);
    });
    const deadline = Date.now() + 20_000;
    while (!isReady(data, started.pid)) {
      if (started.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${log}`);
      await pause(10);
    }
  };
  const stop = async (mode: StopMode): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(stopSignal[mode]);
    await exited;
  };
  const removeAtExit = (): void => {
    child?.kill('SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', removeAtExit);
  await start();

  return {
    bin,
    address: (database) => ({ host: folder, user: 'desk', database }),
    url: (database) => `postgres://desk@${encodeURIComponent(folder)}/${database}`,
    start,
    stop,
    async remove() {
      process.removeListener('exit', removeAtExit);
      await stop('fast');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The eighth line of its pid file says "ready" once it takes connections. */
function isReady(data: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false;
  }
}

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody" to run it as.');
}
