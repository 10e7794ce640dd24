import { afterEach, expect, test } from 'vitest';
import { startDesk } from '../../src/desk.ts';
import type { Logger } from '../../src/run/log.ts';
import { packageFile } from '../../src/run/packageFile.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { driver } from '../support/slack/driver.ts';
import { installer } from '../support/slack/installer.ts';
import { CLIENT, openSeveral } from '../support/slack/several.ts';
import { openWorkspace, SECRET, TEAM } from '../support/slack/workspace.ts';

const ASKER = 'walter.jensen@acf.cascadia.example';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The desk as it runs for an office, on its own server, with nothing but the address of Slack's API replaced. */
async function start(folder: string, apiUrl: string, tokenKey: Buffer) {
  const said: string[] = [];
  const log: Logger = {
    info: (message) => void said.push(message),
    warn: (message) => void said.push(message),
    failure: (message, error) => void said.push(`${message}: ${error}`),
  };
  const config = readConfig({
    DATA_DIR: folder,
    PORT: '0',
    OFFICE_FILE: packageFile('offices/sample/office.yaml'),
    SLACK_CLIENT_ID: CLIENT.clientId,
    SLACK_CLIENT_SECRET: CLIENT.clientSecret,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_STATE_SECRET: 'what the state is signed with, for long enough',
    SLACK_TOKEN_KEY: tokenKey.toString('base64'),
    SLACK_ALLOWED_TEAMS: TEAM,
    SLACK_API_URL: apiUrl,
  });
  const desk = await startDesk(config, log);
  const overTheWire = async (request: Request) => {
    const { pathname, search } = new URL(request.url);
    const { method, headers } = request;
    const body = method === 'GET' ? {} : { body: await request.arrayBuffer() };
    return fetch(desk.address + pathname + search, { method, headers, ...body });
  };
  return { desk, said, overTheWire };
}

test('the app is installed through the desk’s own server, and another key is told at the next start', async () => {
  const workspace = await openWorkspace([{ email: ASKER, name: 'Walter Jensen' }]);
  closing.push(() => workspace.close());
  const slack = await openSeveral([workspace]);
  closing.push(() => slack.close());
  const { path: folder, remove } = openDataFolder();
  closing.push(async () => remove());
  const key = Buffer.alloc(32, 1);

  const first = await start(folder, slack.apiUrl, key);
  closing.push(() => first.desk.stop());
  await expect
    .poll(() => first.said)
    .toContain('the Slack app is installed in no workspace yet: open /slack/install at the desk’s address');
  const page = await installer(first.overTheWire).install(slack.permit(workspace));
  expect(page).toMatchObject({ status: 200, text: expect.stringContaining('is installed in Emulate') });
  const asker = workspace.person(ASKER);
  const drive = driver(workspace, { http: { path: '/slack', handle: first.overTheWire } }, 'http');
  await drive.write(asker, 'Do I need three quotes for $40k?');
  const receipts = async () => (await workspace.seen(asker.dm)).map(({ text }) => text).join('\n');
  await expect.poll(receipts, { timeout: 60_000 }).toMatch(/You will have a reply by|has your question/u);
  expect(first.said).toContain('Slack is connected');
  await first.desk.stop();
  closing.pop();

  const second = await start(folder, slack.apiUrl, Buffer.alloc(32, 2));
  closing.push(() => second.desk.stop());
  await expect
    .poll(() => second.said.join('\n'))
    .toMatch(/SLACK_TOKEN_KEY does not open the tokens of Emulate \(T000000001\)/u);
});
