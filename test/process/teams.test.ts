import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Logger } from '../../src/log.ts';
import { packageFile } from '../../src/packageFile.ts';
import { startDesk } from '../../src/start.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The desk as it runs for an office, from its settings; Microsoft is not asked anything at a start. */
async function openDesk(settings: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-teams-'));
  closing.push(async () => rmSync(folder, { recursive: true, force: true }));
  const said: [string, unknown][] = [];
  const log: Logger = {
    info() {},
    warn: (message, facts) => void said.push([message, facts]),
    failure: (message, error) => void said.push([message, error]),
  };
  const config = readConfig({
    DATA_DIR: folder,
    PORT: '0',
    OFFICE_FILE: packageFile('offices/sample/office.yaml'),
    MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    MicrosoftAppPassword: 'not used here',
    ...settings,
  });
  const desk = await startDesk(config, log);
  closing.push(() => desk.stop());
  return { desk, said };
}

test('Teams has its door, nobody comes in without a token, and the log says how many cannot be written to', async () => {
  const { desk, said } = await openDesk();
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${desk.address}/api/messages`, { method: 'POST', headers, body: '{}' });
  expect([response.status, await response.text()]).toEqual([401, '']);
  expect((await fetch(`${desk.address}/`)).status, 'nobody plays others beside real people').toBe(404);
  await expect.poll(() => said, { timeout: 20_000 }).toHaveLength(1);
  expect(said).toEqual([[expect.stringContaining('desk -- unreached'), { liaisons: 8, supervisors: 2 }]]);
});

test('while the app may be installed for people they are not taken for lost', async () => {
  const { desk, said } = await openDesk({ TEAMS_PROACTIVE_INSTALL: '1' });
  await expect
    .poll(async () => (await fetch(`${desk.address}/metrics`)).text(), { timeout: 20_000 })
    .toMatch(/desk_sweep\w*\{sweep="digests"\S* [1-9]/u);
  expect(said).toEqual([]);
});
