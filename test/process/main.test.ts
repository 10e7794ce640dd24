import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { packageFile } from '../../src/run/packageFile.ts';
import { built } from '../support/built.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { proxyTo } from '../support/postgres-proxy.ts';
import { startPostgres } from '../support/postgres-server.ts';

// The program as a user starts it, in a folder without settings.
const folder = mkdtempSync(join(tmpdir(), 'desk-main-'));
const SECRET = '0123456789abcdef0123456789abcdef';
const ASKER = 'walter.jensen@acf.cascadia.example';
const running = new Set<ChildProcess>();
afterEach(async () => {
  for (const program of running) program.kill('SIGKILL');
});
const taken = openDataFolder();
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  taken.remove();
});

type Program = { pid: number; output(): string; end: Promise<number | null>; kill(signal: NodeJS.Signals): void };

function startMain(env: Record<string, string>): Program {
  const program = spawn(process.execPath, built(packageFile('src/main.ts')), {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', PORT: '0', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(program);
  let output = '';
  for (const stream of [program.stdout, program.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return {
    pid: program.pid ?? -1,
    output: () => output,
    end: once(program, 'close').then(([code]) => {
      running.delete(program);
      return code as number | null;
    }),
    kill: (signal) => void program.kill(signal),
  };
}

/** The address that it prints when it is ready. */
async function addressOf(program: Program): Promise<string> {
  const printed = () => /ready\. Try it in a browser: (http:\S+)/u.exec(program.output())?.[1];
  await expect.poll(printed, { timeout: 60_000 }).toBeDefined();
  return printed() ?? '';
}

/** What it says when it cannot start. */
async function refusal(env: Record<string, string>): Promise<string> {
  const program = startMain(env);
  expect(await program.end).toBe(1);
  return program.output();
}

describe('the desk as a user starts it', () => {
  it.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')(
    'on a PostgreSQL that falls silent is not ready within two seconds, and stops in order when told',
    async () => {
      const server = await startPostgres();
      const proxy = await proxyTo(server);
      const program = startMain({ DATABASE_URL: `postgres://desk@127.0.0.1:${proxy.port}/postgres` });
      try {
        const address = await addressOf(program);
        expect((await fetch(`${address}/readyz`)).status).toBe(200);
        proxy.swallow();
        const ready = fetch(`${address}/readyz`, { signal: AbortSignal.timeout(3_000) });
        expect((await ready).status).toBe(503);
        program.kill('SIGTERM');
        expect([await program.end, program.output()]).toEqual([0, expect.not.stringContaining('unforeseen')]);
      } finally {
        program.kill('SIGKILL');
        proxy.close();
        await server.remove();
      }
    },
  );

  it.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')(
    'on a machine an hour behind its PostgreSQL takes what Slack signs now, and says that the clocks differ',
    async () => {
      const server = await startPostgres();
      const program = startMain({
        ...{ DATABASE_URL: server.url('postgres'), TRY_IT: '1', SLACK_API_URL: 'http://127.0.0.1:9/api/' },
        ...{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: SECRET },
        NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, 'an-hour-behind.mjs'))}`,
      });
      try {
        const body = JSON.stringify({ type: 'url_verification', challenge: 'hello' });
        const at = String(Math.floor(Date.now() / 1_000));
        const signed = createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex');
        const answer = await fetch(`${await addressOf(program)}/slack/events`, {
          method: 'POST',
          headers: { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signed}` },
          body,
        });
        expect([answer.status, await answer.json()]).toEqual([200, { challenge: 'hello' }]);
        expect(program.output()).toContain('this machine and the database differ in time; the database counts');
      } finally {
        program.kill('SIGKILL');
        await server.remove();
      }
    },
  );

  it('with nothing set up opens a folder, stops at SIGTERM and at Ctrl-C, and finds everything again', async () => {
    const first = startMain({ DATA_DIR: 'data' });
    const address = await addressOf(first);
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect((await fetch(`${address}/readyz`)).status).toBe(200);
    const said = await fetch(`${address}/try/say`, {
      method: 'POST',
      headers: { origin: address },
      body: new URLSearchParams({
        seat: 'agency',
        picked: ASKER,
        key: randomUUID(),
        text: 'Do I need three quotes?',
      }),
    });
    expect(said.status).toBe(200);
    first.kill('SIGTERM');
    expect(await first.end).toBe(0);

    const second = startMain({ DATA_DIR: 'data' });
    const page = await (await fetch(`${await addressOf(second)}/?agency=${ASKER}`)).text();
    expect(page).toContain('Do I need three quotes?');
    second.kill('SIGINT');
    expect(await second.end).toBe(0);
  });

  it('refuses a folder that another process has open, with the id of that process', async () => {
    const first = startMain({ DATA_DIR: taken.path });
    await addressOf(first);
    expect(await refusal({ DATA_DIR: taken.path })).toMatch(
      new RegExp(`^The data folder ${taken.path}/pg18 is in use by process ${first.pid} on `, 'mu'),
    );
    first.kill('SIGTERM');
    expect(await first.end).toBe(0);
  });

  it('says that its port is in use, and lets go of the folder', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const bound = other.address();
    const port = typeof bound === 'object' && bound ? bound.port : 0;
    const words = await refusal({ DATA_DIR: 'data', PORT: String(port) });
    expect(words).toContain(`Port ${port} on 127.0.0.1 is in use by another program. Set PORT to another one.`);
    other.close();
    const next = startMain({ DATA_DIR: 'data' });
    await addressOf(next);
    next.kill('SIGTERM');
    expect(await next.end).toBe(0);
  });

  it('says all that is wrong with its settings at once, without repeating them', async () => {
    const words = await refusal({ DATABASE_URL: 'mysql://desk:secret@db/desk', PORT: 'eighty' });
    expect(words).toContain('The configuration has 2 problems:');
    expect(words).toContain('- DATABASE_URL is not a PostgreSQL address; write it as postgres://');
    expect(words).toContain('- PORT is not a port');
    expect(words).not.toContain('secret');
  });

  it('says that no PostgreSQL answers at DATABASE_URL', async () => {
    const words = await refusal({ DATABASE_URL: 'postgres://desk:secret@127.0.0.1:9/desk' });
    expect(words).toContain('No PostgreSQL answers at DATABASE_URL (127.0.0.1:9).');
    expect(words).not.toContain('secret');
  });

  it.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')('says what PostgreSQL refuses, and what to do', async () => {
    const server = await startPostgres();
    try {
      expect(await refusal({ DATABASE_URL: server.url('nowhere') })).toContain(
        'PostgreSQL has no database of the name in DATABASE_URL. Create it first: create database …',
      );
      const stranger = server.url('postgres').replace('desk@', 'stranger:secret@');
      const words = await refusal({ DATABASE_URL: stranger });
      expect(words).toContain('PostgreSQL refuses the user or the password in DATABASE_URL.');
      expect(words).not.toContain('secret');
    } finally {
      await server.remove();
    }
  });
});
