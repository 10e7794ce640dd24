import { afterEach, expect, test } from 'vitest';
import { startDesk } from '../../src/desk.ts';
import { readOffice } from '../../src/offices/officeFile.ts';
import type { Logger } from '../../src/run/log.ts';
import { packageFile } from '../../src/run/packageFile.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { openConnector } from '../support/teams/connector.ts';
import { openIdentity, TENANT } from '../support/teams/identity.ts';
import { APP_ID, APP_SECRET } from '../support/teams/login.ts';
import { ANA, BOT } from '../support/teams/stand.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The desk as it runs for an office, from its settings; Microsoft's login and keys are on this machine. */
async function openDesk(settings: Record<string, string> = {}) {
  const folder = openDataFolder();
  closing.push(async () => folder.remove());
  const said: [string, unknown][] = [];
  const log: Logger = {
    info() {},
    warn: (message, facts) => void said.push([message, facts]),
    failure: (message, error) => void said.push([message, error]),
  };
  const identity = await openIdentity(`${process.pid}-${closing.length}`, () => new Date());
  closing.push(() => identity.close());
  const config = readConfig({
    DATA_DIR: folder.path,
    PORT: '0',
    OFFICE_FILE: packageFile('offices/sample/office.yaml'),
    MicrosoftAppId: APP_ID,
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: TENANT,
    MicrosoftAppPassword: APP_SECRET,
    ...settings,
  });
  const desk = await startDesk(config, log, undefined, { teamsCloud: identity.cloud });
  closing.push(() => desk.stop());
  return { desk, said };
}

test('Teams has its door, nobody comes in without a token, and the log says how many cannot be written to', async () => {
  const { desk, said } = await openDesk();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${desk.address}/api/messages`, { method: 'POST', headers, body: '{}' });
  expect([response.status, await response.text()]).toEqual([401, '']);
  expect((await fetch(`${desk.address}/`)).status, 'nobody plays others beside real people').toBe(404);
  await expect.poll(() => said, { timeout: 60_000 }).toHaveLength(2);
  expect(said).toContainEqual([expect.stringContaining('desk -- unreached'), { liaisons: 8, supervisors: 2 }]);
  expect(said.map(([message]) => message).join()).toMatch(/turned away|no token|without a token/u);
});

test('while the app may be installed for people they are not taken for lost', async () => {
  const { desk, said } = await openDesk({ TEAMS_PROACTIVE_INSTALL: '1' });
  await expect
    .poll(async () => (await fetch(`${desk.address}/metrics`)).text(), { timeout: 60_000 })
    .toMatch(/desk_sweep\w*\{sweep="digests"\S* [1-9]/u);
  expect(said).toEqual([]);
});

test('the form for a question offers the service lines of the office', async () => {
  const nobody = { MicrosoftAppId: '', MicrosoftAppType: '', MicrosoftAppTenantId: '', MicrosoftAppPassword: '' };
  const { desk } = await openDesk({ ...nobody, TEAMS_ALLOW_UNAUTHENTICATED: '1' });
  const connector = await openConnector(() => true);
  closing.push(() => connector.close());
  connector.people.set(ANA.id, ANA);
  const invoke = async (name: string, value: object): Promise<string> => {
    const activity = {
      type: 'invoke',
      id: name,
      name,
      value,
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from: { id: ANA.id, name: ANA.name },
      recipient: BOT,
      conversation: { id: `personal-${ANA.id}`, conversationType: 'personal', tenantId: ANA.tenantId },
    };
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify(activity);
    const response = await fetch(`${desk.address}/api/messages`, { method: 'POST', headers, body });
    return response.text();
  };
  const form = await invoke('composeExtension/fetchTask', { commandId: 'ask-form' });
  const { office } = await readOffice(packageFile('offices/sample/office.yaml'));
  expect(office?.lines.length).toBeGreaterThan(1);
  for (const { name, code } of office?.lines ?? [])
    expect(form).toContain(JSON.stringify({ title: name, value: code }));
});
