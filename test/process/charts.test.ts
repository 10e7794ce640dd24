import { afterEach, expect, test } from 'vitest';
import { encodeAddress } from '../../adapters/teams/out/address.ts';
import { openPglite } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import type { Account } from '../../src/chat/account.ts';
import type { Message } from '../../src/chat/message.ts';
import { startDesk } from '../../src/desk.ts';
import { fillIfEmpty } from '../../src/run/fillIfEmpty.ts';
import { packageFile } from '../../src/run/packageFile.ts';
import { readConfig } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { BOT_TOKEN, openWorkspace, SECRET, TEAM } from '../support/slack/workspace.ts';
import { openConnector } from '../support/teams/connector.ts';
import { cardsIn } from '../support/teams/read-card.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const log = { info() {}, warn() {}, failure() {} };
const WALTER = { email: 'walter.jensen@acf.cascadia.example', name: 'Walter Jensen' };
const ANA = { email: 'ana.ruiz@dot.cascadia.example', name: 'Ana Ruiz' };
const message: Message = {
  blocks: [
    { kind: 'text', text: ['This week'] },
    {
      kind: 'chart',
      chart: {
        ...{ kind: 'bars', title: 'Open requests', finding: 'Lee Park has most.', most: 9 },
        bars: ['Lee Park', 'Devon Clarke'].map((label, nth) => ({ label, value: 9 - nth, said: `${9 - nth}` })),
      },
    },
  ],
};

test.each([
  ['', 'in Slack', 'a picture'],
  ['native', 'in Slack', 'Chart.HorizontalBar'],
  ['pictures', 'a picture', 'a picture'],
])('CHARTS=%s: a chart is drawn %s, and in Teams as %s', async (CHARTS, inSlack, inTeams) => {
  const workspace = await openWorkspace([WALTER]);
  closing.push(() => workspace.close());
  workspace.hasCharts = true;
  const connector = await openConnector(() => true);
  closing.push(() => connector.close());
  const folder = openDataFolder();
  closing.push(async () => folder.remove());
  const config = readConfig({
    ...{ DATA_DIR: folder.path, PORT: '0', OFFICE_FILE: packageFile('offices/sample/office.yaml'), CHARTS },
    ...{ SLACK_BOT_TOKEN: BOT_TOKEN, SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: workspace.apiUrl },
    TEAMS_ALLOW_UNAUTHENTICATED: '1',
  });
  const { id, dm } = workspace.person(WALTER.email);
  const conversation = 'personal-ana';
  const address = encodeAddress({ serviceUrl: connector.serviceUrl, tenant: 't', bot: '28:desk', conversation });
  const accounts: Account[] = [
    { platform: 'slack', workspace: TEAM, userId: id, address: dm, ...WALTER, vouched: 'office' },
    { platform: 'teams', workspace: 't', userId: 'ana', address, ...ANA, vouched: 'office' },
  ];
  const database = await openPglite(folder.path);
  const store = createStore(database);
  await fillIfEmpty(store, config, new Date(), log);
  for (const account of accounts)
    await store.transaction(async (tx) => {
      const { accountId } = await tx.people.identify(account);
      await tx.outbox.put([{ key: account.platform, kind: 'notice', to: { accountId }, officeId: 1, message }]);
    });
  await database.close();

  const desk = await startDesk(config, log);
  closing.push(() => desk.stop());
  const drawn = async () => {
    const own = await workspace.charts(dm);
    const pictures = await workspace.pictures(dm);
    const elements = connector.posted.flatMap(({ activity }) => cardsIn(activity).flatMap(({ body }) => body));
    const [inCard] = elements.flatMap(({ type }) => (type.startsWith('Chart.') || type === 'Image' ? [type] : []));
    return [
      own.length === 1 ? 'in Slack' : pictures.length === 1 && 'a picture',
      inCard === 'Image' ? 'a picture' : inCard,
    ];
  };
  await expect.poll(drawn, { timeout: 60_000 }).toEqual([inSlack, inTeams]);
});
