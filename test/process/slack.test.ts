import { afterEach, expect, test } from 'vitest';
import { startDesk } from '../../src/desk.ts';
import type { Logger } from '../../src/run/log.ts';
import { packageFile } from '../../src/run/packageFile.ts';
import type { Config, SlackConfig } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { driver } from '../support/slack/driver.ts';
import { JSON_TYPE, signed } from '../support/slack/signing.ts';
import { APP_TOKEN, BOT_TOKEN, openWorkspace, SECRET } from '../support/slack/workspace.ts';

const ASKER = 'walter.jensen@acf.cascadia.example';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The desk as it runs for an office, on its own server, with nothing but the address of Slack's API replaced. */
async function openDesk(reach: SlackConfig['reach']) {
  const workspace = await openWorkspace([{ email: ASKER, name: 'Walter Jensen' }]);
  closing.push(() => workspace.close());
  const folder = openDataFolder();
  closing.push(async () => folder.remove());
  const said: string[] = [];
  const log: Logger = {
    info: (message) => void said.push(message),
    warn: (message) => void said.push(message),
    failure: (message, error) => void said.push(`${message}: ${error}`),
  };
  const config: Config = {
    database: { kind: 'pglite', folder: folder.path },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'warn',
    officeFile: packageFile('offices/sample/office.yaml'),
    tryIt: false,
    slack: { botToken: BOT_TOKEN, apiUrl: workspace.apiUrl, reach },
  };
  const desk = await startDesk(config, log);
  closing.push(() => desk.stop());
  const overTheWire = async (request: Request) => {
    const body = await request.arrayBuffer();
    return fetch(desk.address + new URL(request.url).pathname, { method: 'POST', headers: request.headers, body });
  };
  const port = { http: { path: '/slack', handle: overTheWire } };
  const drive = driver(workspace, port, reach.kind);
  const asker = workspace.person(ASKER);
  const receipts = async () => (await workspace.seen(asker.dm)).map(({ text }) => text).join('\n');
  return { workspace, desk, drive, asker, said, receipts, overTheWire };
}

test('Slack calls the desk, and the question is answered with a promise', async () => {
  const { desk, drive, asker, said, receipts, overTheWire } = await openDesk({ kind: 'http', signingSecret: SECRET });
  await drive.write(asker, 'Do I need three quotes for $40k?');
  await expect.poll(receipts, { timeout: 60_000 }).toMatch(/You will have a reply by|has your question/u);
  await expect.poll(() => said).toContain('Slack is connected');
  expect((await overTheWire(signed('{}', JSON_TYPE, { secret: 'another' }))).status).toBe(401);
  expect((await fetch(`${desk.address}/`)).status, 'nobody plays others beside real people').toBe(404);
  expect(said.filter((message) => !/connected|filled/u.test(message))).toEqual([]);
});

test('the desk calls Slack, and stops in order', async () => {
  const { desk, drive, asker, receipts, workspace } = await openDesk({ kind: 'socket', appToken: APP_TOKEN });
  await drive.write(asker, 'Do I need three quotes for $40k?');
  await expect.poll(receipts, { timeout: 60_000 }).toMatch(/You will have a reply by|has your question/u);
  expect((await fetch(`${desk.address}/slack/events`, { method: 'POST' })).status).toBe(404);
  await desk.stop();
  closing.pop();
  await expect(workspace.socket.deliver({ type: 'events_api', payload: {}, envelope_id: 'late' })).rejects.toThrow();
});
