import { get } from 'node:http';
import { hostname } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import type { Logger } from '../../src/run/log.ts';
import type { Metrics } from '../../src/run/metrics.ts';
import { type DeskServer, startServer } from '../../src/run/server.ts';

const log: Logger = { info() {}, warn() {}, failure() {} };
const metrics: Metrics = {
  text: async () => ({ type: 'text/plain', body: 'desk_inbox_parked 0\n' }),
  ...{ delivered() {}, swept() {}, recovered() {}, refused() {}, turnedAway() {} },
};
let server: DeskServer | undefined;
afterEach(() => server?.stop());

const start = async (ready: () => Promise<void>): Promise<string> => {
  server = await startServer({ host: '127.0.0.1', port: 0, ports: [], metrics, ready, log });
  return server.address;
};

test('a database that says nothing makes the desk not ready within two seconds, for all who ask', async () => {
  let asked = 0;
  const address = await start(() => {
    asked += 1;
    return new Promise(() => {});
  });
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => fetch(`${address}/readyz`, { signal: AbortSignal.timeout(2_000) })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 503));
  expect(asked, 'a pool that is stuck is not asked again').toBe(1);
  expect((await fetch(`${address}/healthz`)).status).toBe(200);
});

test('figures and readiness are told under inner names only', async () => {
  const port = new URL(await start(async () => {})).port;
  const ask = (path: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path, headers: { host } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      }).on('error', reject);
    });
  const inner = [
    '127.0.0.1',
    'localhost',
    '[::1]',
    '10.1.2.3:9090',
    'desk-1:3000',
    'desk.svc.cluster.local',
    hostname(),
  ];
  for (const path of ['/metrics', '/readyz']) {
    for (const host of inner) expect([host, await ask(path, host)]).toEqual([host, 200]);
    for (const host of ['desk.agency.example', 'evil.example:3000'])
      expect([host, await ask(path, host)]).toEqual([host, 403]);
  }
  expect(await ask('/healthz', 'desk.agency.example')).toBe(200);
});

test('a desk that was not ready is asked anew', async () => {
  let away = true;
  const address = await start(async () => {
    if (away) throw new Error('away');
  });
  expect((await fetch(`${address}/readyz`)).status).toBe(503);
  away = false;
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
});
