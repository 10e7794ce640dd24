import { afterEach, expect, test } from 'vitest';
import { startDesk } from '../../src/desk.ts';
import type { Logger } from '../../src/run/log.ts';
import { packageFile } from '../../src/run/packageFile.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { openConnector, type TeamsPerson } from '../support/teams/connector.ts';
import { cardsIn, filesIn, offersIn, wordsOfActivity } from '../support/teams/read-card.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const person = (id: string, name: string, email: string): TeamsPerson => ({
  ...{ id: `29:${id}`, aadObjectId: `aad-${id}`, name },
  email: `${email}.cascadia.example`,
});
const ANA = person('ana', 'Ana Ruiz', 'ana.ruiz@dot');
const LEE = person('lee', 'Lee Park', 'lee.park@procurement');

/** The desk as Microsoft's playground meets it: everything real but the connector, and no login. */
async function openDesk() {
  const folder = openDataFolder();
  closing.push(async () => folder.remove());
  const connector = await openConnector(() => true);
  closing.push(() => connector.close());
  for (const each of [ANA, LEE]) connector.people.set(each.id, each);
  const failures: string[] = [];
  const log: Logger = { info() {}, warn() {}, failure: (message) => failures.push(message) };
  const config = readConfig({
    DATA_DIR: folder.path,
    PORT: '0',
    OFFICE_FILE: packageFile('offices/sample/office.yaml'),
    TEAMS_ALLOW_UNAUTHENTICATED: '1',
  });
  const desk = await startDesk(config, log);
  closing.push(() => desk.stop());
  let serial = 0;
  const hand = (from: TeamsPerson, more: Record<string, unknown>) => {
    serial += 1;
    const activity = {
      type: 'message',
      id: `a${serial}`,
      timestamp: new Date().toISOString(),
      channelId: 'msteams',
      serviceUrl: connector.serviceUrl,
      from,
      recipient: { id: '28:desk', name: 'Desk' },
      conversation: { id: `personal-${from.id}`, conversationType: 'personal' },
      ...more,
    };
    const headers = { 'content-type': 'application/json' };
    return fetch(`${desk.address}/api/messages`, { method: 'POST', headers, body: JSON.stringify(activity) });
  };
  const at = (who: TeamsPerson) => connector.posted.filter(({ conversation }) => conversation === `personal-${who.id}`);
  const seen = (who: TeamsPerson) =>
    at(who)
      .map(({ activity }) => wordsOfActivity(activity))
      .join('\n');
  return { connector, failures, hand, at, seen };
}

test('a question and its file reach the liaison, whose card keeps itself new', { timeout: 180_000 }, async () => {
  const { connector, failures, hand, at, seen } = await openDesk();
  await hand(LEE, { type: 'installationUpdate', action: 'add' });
  connector.files.set('/quotes', Buffer.from('three quotes'));
  const content = { downloadUrl: new URL('/quotes', connector.serviceUrl).href, uniqueId: '1', fileType: 'pdf' };
  const attachments = [
    { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'quotes.pdf', content },
  ];
  expect((await hand(ANA, { text: 'Are these three quotes enough?', attachments })).status).toBe(200);
  const offered = () => at(LEE).filter(({ activity }) => offersIn(activity).length > 0);
  await expect.poll(offered, { timeout: 60_000 }).toHaveLength(1);
  expect(seen(ANA)).toContain('Lee Park');
  expect(seen(LEE)).toContain('Are these three quotes enough?');

  const [offer] = offered();
  const place = connector.driveUrl('quotes');
  const allowed = await hand(LEE, {
    type: 'invoke',
    name: 'fileConsent/invoke',
    replyToId: offer?.id,
    value: {
      action: 'accept',
      context: offer && offersIn(offer.activity)[0]?.content.acceptContext,
      uploadInfo: { uploadUrl: place, contentUrl: place, name: 'quotes.pdf', uniqueId: '1', fileType: 'pdf' },
    },
  });
  expect(allowed.status).toBe(200);
  expect(connector.drive.map(({ bytes }) => bytes.toString())).toEqual(['three quotes']);
  expect(at(LEE).flatMap(({ activity }) => filesIn(activity))).toHaveLength(1);

  const card = at(LEE)
    .flatMap(({ activity }) => cardsIn(activity))
    .find((each) => each.fallbackText.includes('Are these three quotes enough?'));
  const again = await hand(LEE, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value: { action: card?.refresh?.action, trigger: 'automatic' },
  });
  expect(await again.json()).toMatchObject({
    type: 'application/vnd.microsoft.card.adaptive',
    value: { fallbackText: card?.fallbackText, refresh: card?.refresh },
  });
  expect(failures).toEqual([]);
});
