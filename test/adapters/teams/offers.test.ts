import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { nameInDrive } from '../../../adapters/teams/files/fileCards.ts';
import type { Outbound } from '../../../adapters/teams/in/activity.ts';
import { encodeAddress } from '../../../adapters/teams/out/address.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { HOSTILE, say } from '../../contracts/samples.ts';
import { offersIn, wordsOfActivity } from '../../support/teams/read-card.ts';
import { ANA, BOT, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

const DELIVERY = '3f2a9c1b-0000-4000-8000-000000000001';
const FILE = { name: 'three quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([0, 255, 128, 10, 13]) };

let teams: TeamsStand;
beforeEach(async () => {
  teams = await openTeams();
});
afterEach(() => teams.close());

const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: DELIVERY,
  workspace: teams.account(ANA).workspace,
  address: teams.account(ANA).address,
  message: say('Lee Park sent a file with R-1001·2.'),
  file: FILE,
  since: teams.now(),
  ...more,
});
const posted = (): Outbound[] => teams.connector.posted.map(({ activity }) => activity);
const words = () => posted().map(wordsOfActivity);

describe('a file of the other side', () => {
  test('is offered after its message, by a card that carries nothing of the desk but the delivery', async () => {
    const { sentId } = await teams.port.outbound.send(outgoing());
    expect(sentId).toBe('m1+file:m2');
    expect(words()[0]).toBe('Lee Park sent a file with R-1001·2.');
    expect(posted().flatMap(offersIn)).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.consent',
        name: 'three quotes (3f2a9c).pdf',
        content: {
          description: expect.stringContaining('OneDrive'),
          sizeInBytes: 5,
          acceptContext: { deliveryId: DELIVERY },
          declineContext: { deliveryId: DELIVERY },
        },
      },
    ]);
  });

  test('stays as it is when what is said with it changes', async () => {
    const { sentId } = await teams.port.outbound.send(outgoing());
    const { file: _, ...rest } = outgoing({ message: say('It is settled.'), replaces: sentId });
    expect((await teams.port.outbound.send(rest)).sentId).toBe(sentId);
    expect(words()[0]).toBe('It is settled.');
    expect(posted().flatMap(offersIn)).toHaveLength(1);
    const again = await teams.port.outbound.send(outgoing({ message: say('Or not.'), replaces: sentId }));
    expect(again.sentId).toBe(sentId);
    expect(posted()).toHaveLength(2);
  });

  test('is offered once when its sending broke off before the offer', async () => {
    teams.connector.failNext('post', 'works', { reply: { status: 429 } });
    await expect(teams.port.outbound.send(outgoing())).rejects.toMatchObject({ outcome: 'ambiguous' });
    expect((await teams.port.outbound.send(outgoing())).sentId).toBe('m1+file:m2');
    expect(posted()).toHaveLength(2);
  });

  test.each(HOSTILE)('is called in OneDrive what OneDrive takes: %s', async (name) => {
    await teams.port.outbound.send(outgoing({ file: { ...FILE, name: `${name}.pdf` } }));
    const [offer] = posted().flatMap(offersIn);
    expect(offer?.name).toMatch(/^[^"*:<>?/\\|\p{C}]+ \(3f2a9c\)\.pdf$/u);
  });

  test('of the same name as another is told apart from it, and is never a lie about its kind', () => {
    const other = '7777777b-0000-4000-8000-000000000001';
    expect(nameInDrive('a.pdf', DELIVERY)).not.toBe(nameInDrive('a.pdf', other));
    expect(nameInDrive('quotes\u202Efdp.exe', DELIVERY)).toBe('quotesfdp (3f2a9c).exe');
    expect(nameInDrive('..', DELIVERY)).toBe('file (3f2a9c)');
    expect(nameInDrive(`${'😀'.repeat(300)}.pdf`, DELIVERY)).toBe(`${'😀'.repeat(100)} (3f2a9c).pdf`);
  });
});

test('the app says that it takes and hands over files: Teams asks nobody otherwise', () => {
  const { bots } = JSON.parse(readFileSync('adapters/teams/manifest.json', 'utf8')) as { bots: object[] };
  expect(bots).toMatchObject([{ supportsFiles: true }]);
});

describe('where people cannot be asked', () => {
  test('as in the government clouds, the file is named, with the way to it', async () => {
    await teams.close();
    teams = await openTeams({ channelService: 'https://botframework.azure.us' });
    await teams.port.outbound.send(outgoing());
    expect(words()).toEqual([expect.stringContaining('“three quotes.pdf” (1 KB)')]);
    expect(words()[0]).toContain('ask for it to be sent another way');
    expect(posted().flatMap(offersIn)).toEqual([]);
  });

  test('as where others read along, it is named', async () => {
    const { serviceUrl } = teams.connector;
    const place = { serviceUrl, tenant: teams.account(ANA).workspace, bot: BOT.id };
    await teams.port.outbound.send(
      outgoing({ address: encodeAddress({ ...place, conversation: '19:abc@thread.tacv2' }) }),
    );
    expect(words()).toEqual([expect.stringContaining('“three quotes.pdf” (1 KB)')]);
    expect(posted().flatMap(offersIn)).toEqual([]);
  });

  test('as with a file of nothing, it is named', async () => {
    await teams.port.outbound.send(outgoing({ file: { ...FILE, bytes: new Uint8Array() } }));
    expect(words()).toEqual([expect.stringContaining('“three quotes.pdf” (0 KB)')]);
  });
});
