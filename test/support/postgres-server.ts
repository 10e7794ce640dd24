import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { PostgresAddress } from '../../db/engine/client.ts';
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
  let running: { shell: ChildProcess; pid: number; exited: Promise<unknown> } | undefined;

  const start = async (): Promise<void> => {
    let log = '';
    const shell = spawn(
      '/bin/sh',
      [
        '-c',
        endingWithUs,
        folder,
        join(bin, 'postgres'),
        '-D',
        data,
        ...settings.flatMap((setting) => ['-c', setting]),
      ],
      { ...options, stdio: ['pipe', 'ignore', 'pipe'] },
    );
    const exited = new Promise((resolve) => shell.once('exit', resolve));
    shell.stderr.on('data', (text) => {
      log = (log + text).slice(-10_000);
    });
    const deadline = Date.now() + 20_000;
    for (;;) {
      const pid = readyServer(data);
      if (pid !== undefined && pid !== running?.pid) {
        running = { shell, pid, exited };
        return;
      }
      if (shell.exitCode !== null || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${log}`);
      await pause(10);
    }
  };
  const stop = async (mode: StopMode): Promise<void> => {
    if (!running || running.shell.exitCode !== null) return;
    const { shell, pid, exited } = running;
    await new Promise((resolve) => shell.stdin?.write('stopped\n', resolve)); // Node closes the pipe when the shell ends
    process.kill(pid, stopSignal[mode]);
    await exited;
  };
  await start();

  return {
    bin,
    address: (database) => ({ host: folder, user: 'desk', database }),
    url: (database) => `postgres://desk@${encodeURIComponent(folder)}/${database}`,
    start,
    stop,
    async remove() {
      await stop('fast');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A shell around the server that sees when this process is gone, however it ended, since its standard input then ends:
 * it stops the server and deletes the folder ($0). A line on standard input says that it is stopped on purpose.
 */
const endingWithUs = `
  exec 3<&0
  "$@" &
  server=$!
  { read -r stopped <&3 || { kill -QUIT $server; sleep 1; rm -rf "$0"; } } &
  wait $server`;

/** The process id of a server that takes connections: the eighth line of its pid file then says "ready". */
function readyServer(data: string): number | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    return lines[7]?.trim() === 'ready' ? Number(lines[0]) : undefined;
  } catch {
    return undefined;
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
