/** From the start of the process until the desk is ready, as a user starts it, and the memory that it then holds. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageFile } from '../src/run/packageFile.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { type BenchRow, median } from './row.ts';

const TIMES = 3;
/** So long it is left alone before its memory is read. */
const IDLE_MS = 5_000;

/** What `npm start` needs of the project. */
const PARTS = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'adapters', 'db', 'offices'];
const npmStart = ['npm', 'start'];
const compiled = [process.execPath, 'dist/src/main.js'];

export async function benchStart(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const server = await startPostgres({ durable: true });
  try {
    for (const part of PARTS) cpSync(packageFile(part), join(folder, part), { recursive: true });
    symlinkSync(packageFile('node_modules'), join(folder, 'node_modules'));
    const data = (name: string) => ({ DATA_DIR: join(folder, name) });
    const url = { DATABASE_URL: server.url('postgres') };
    const first: number[] = [];
    const later: number[] = [];
    for (let time = 0; time < TIMES; time++) {
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      first.push(await secondsToReady(folder, npmStart, data(`data ${time}`)));
      later.push(await secondsToReady(folder, npmStart, data(`data ${time}`)));
    }
    const several = async (command: string[], env: (time: number) => Record<string, string>) => {
      const seconds: number[] = [];
      for (let time = 0; time < TIMES; time++) seconds.push(await secondsToReady(folder, command, env(time)));
      return seconds;
    };
    return [
      rowOf('npm start, nothing built, empty folder', median(first), 's'),
      rowOf('npm start, built before, existing folder', median(later), 's'),
      rowOf('compiled, empty folder', median(await several(compiled, (time) => data(`other ${time}`))), 's'),
      rowOf('compiled, existing folder', median(await several(compiled, (time) => data(`other ${time}`))), 's'),
      rowOf('compiled, empty PostgreSQL', await secondsToReady(folder, compiled, url), 's'),
      rowOf('compiled, existing PostgreSQL', median(await several(compiled, () => url)), 's'),
      rowOf('idle memory on PGlite', await idleMegabytes(folder, data('data 0')), 'MB'),
      rowOf('idle memory on PostgreSQL', await idleMegabytes(folder, url), 'MB'),
    ];
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

const rowOf = (name: string, ours: number, unit: string): BenchRow => ({
  bench: 'start',
  case: name,
  ours,
  peer: null,
  ratio: null,
  unit,
});

async function secondsToReady(folder: string, command: string[], env: Record<string, string>): Promise<number> {
  const began = performance.now();
  const desk = await start(folder, command, env);
  const seconds = (performance.now() - began) / 1000;
  await stop(desk);
  return seconds;
}

/** Resident memory of the one process. */
async function idleMegabytes(folder: string, env: Record<string, string>): Promise<number> {
  const desk = await start(folder, compiled, env);
  await pause(IDLE_MS);
  const status = readFileSync(`/proc/${desk.pid}/status`, 'utf8');
  await stop(desk);
  return Number(/^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]) / 1024;
}

/** Resolves when it answers that it is ready. */
async function start(folder: string, command: string[], env: Record<string, string>): Promise<ChildProcess> {
  const port = await freePort();
  const { PATH = '', HOME = '' } = process.env;
  const [program = '', ...args] = command;
  const desk = spawn(program, args, {
    cwd: folder,
    env: { PATH, HOME, PORT: `${port}`, LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    detached: true, // npm's processes are stopped as one group
  });
  while (desk.exitCode === null) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (ready?.status === 200) return desk;
    await pause(10);
  }
  throw new Error(`${command.join(' ')} ended with ${desk.exitCode}`);
}

async function stop(desk: ChildProcess): Promise<void> {
  const ended = once(desk, 'exit');
  process.kill(-(desk.pid ?? 0), 'SIGTERM');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  server.close();
  await once(server, 'close');
  return typeof bound === 'object' && bound ? bound.port : 0;
}
