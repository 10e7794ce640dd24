import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { ANA, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

/** What a request has that it should not have, and what is told of it. */
type Wrong = {
  authorization?: string;
  token?: Parameters<TeamsStand['identity']['bearer']>[1];
  activity?: Record<string, unknown>;
  facts?: Record<string, string>;
};

let teams: TeamsStand;
const heard: Inbound[] = [];

async function open(change: Partial<TeamsChatOptions> = {}): Promise<void> {
  teams = await openTeams(change);
  heard.length = 0;
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return { kind: 'done' };
  });
}
const printed = (['error', 'warn', 'log', 'info'] as const).map((name) => vi.spyOn(console, name));
// What a library writes there is in nobody's log, and may be anything.
afterEach(async () => {
  await teams.close();
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

describe('a flood', () => {
  /** So many tokens of strangers, each answered before the next comes. */
  async function flood(times: number, change: { forged: true } | { unknownKey: true }): Promise<Set<number>> {
    const statuses = new Set<number>();
    for (let nth = 0; nth < times; nth++) {
      const authorization = await teams.identity.bearer(teams.connector.serviceUrl, {
        ...change,
        expires: 1_000 + nth,
      });
      statuses.add((await teams.post(teams.activity(ANA, { text: 'flood' }), { authorization })).status);
    }
    return statuses;
  }
  const good = async (expires: number) =>
    (
      await teams.post(teams.activity(ANA, { text: 'good' }), {
        authorization: await teams.identity.bearer(teams.connector.serviceUrl, { expires }),
      })
    ).status;

  test('of forged tokens shuts no good one out, one that was never seen before neither', async () => {
    await open();
    for (let round = 0; round < 5; round++) {
      expect(await flood(50, { forged: true })).toEqual(new Set([401]));
      expect(await good(2_000 + round)).toBe(200);
    }
    expect([heard.length, teams.identity.asked.keys]).toEqual([5, 1]);
  });

  test('of made-up keys has Microsoft asked now and then, and shuts no good token out', async () => {
    await open();
    expect(await good(1_000)).toBe(200);
    for (let round = 0; round < 5; round++) {
      await flood(50, { unknownKey: true });
      expect(await good(2_000 + round)).toBe(200);
    }
    expect([heard.length, teams.identity.asked.keys]).toEqual([6, 5]);
    teams.later(60_000);
    await flood(50, { unknownKey: true });
    expect(teams.identity.asked.keys).toBe(10);
  });

  test('during which a new key is published keeps it waiting for seconds: Teams is told to bring it again', async () => {
    await open();
    expect(await flood(50, { unknownKey: true })).toEqual(new Set([401, 503]));
    teams.identity.publishKey();
    const authorization = await teams.identity.bearer(teams.connector.serviceUrl, { newKey: true });
    const activity = teams.activity(ANA, { text: 'hello' });
    expect((await teams.post(activity, { authorization })).status).toBe(503);
    teams.later(5_000);
    expect((await teams.post(activity, { authorization })).status).toBe(200);
  });
});

describe('a key', () => {
  const withNewKey = () => teams.identity.bearer(teams.connector.serviceUrl, { newKey: true });
  const hello = async (authorization: string) =>
    (await teams.post(teams.activity(ANA, { text: 'hello' }), { authorization })).status;

  test('that was published since the last time is fetched at once', async () => {
    await open();
    expect(await hello(await withNewKey())).toBe(401);
    teams.identity.publishKey();
    expect(await hello(await withNewKey())).toBe(200);
    expect(teams.identity.asked.keys).toBe(2);
  });

  test('that is not good for Teams is good for nothing', async () => {
    await open();
    teams.identity.publishKey({ endorsements: ['webchat', 'directline'] });
    expect(await hello(await withNewKey())).toBe(401);
  });

  test('is looked for anew once a day, and believed for five days while there is no answer', async () => {
    await open();
    const day = 24 * 3_600_000;
    const known = () => teams.identity.bearer(teams.connector.serviceUrl);
    expect(await hello(await known())).toBe(200);
    teams.identity.failKeys('fail');
    teams.later(4 * day);
    expect(await hello(await known())).toBe(200);
    teams.later(day);
    expect(await hello(await known())).toBe(503);
    teams.identity.failKeys(undefined);
    expect(await hello(await known())).toBe(200);
  });
});

describe('whoever is turned away is counted and told to the operator, with the reason', () => {
  test.for<[string, Wrong]>([
    ['no token', { authorization: '' }],
    ['no token', { authorization: 'Bearer hello' }],
    ['forged', { token: { forged: true } }],
    ['other bot', { token: { audience: '99999999-2222-3333-4444-555555555555' } }],
    ['other issuer', { token: { issuer: 'https://api.botframework.us' } }],
    ['other service', { token: { serviceUrl: 'https://smba.trafficmanager.net/other/' } }],
    ['unknown service', { activity: { serviceUrl: 'https://evil.example/' }, facts: { host: 'evil.example' } }],
    ['other channel', { activity: { channelId: 'webchat' } }],
    ['unlisted tenant', { activity: { channelData: { tenant: { id: 'other' } } }, facts: { tenant: 'other' } }],
    ['unreadable', { activity: { from: undefined }, facts: { why: 'from' } }],
    ['unreadable', { activity: { conversation: { id: 7 } }, facts: { why: 'conversation.id' } }],
  ])('%s: %j', async ([reason, { authorization, token, activity, facts }]) => {
    await open();
    const sent = teams.activity(ANA, { text: 'a secret', ...activity });
    const bearer = await teams.identity.bearer(String(sent.serviceUrl), token);
    await teams.post(sent, { authorization: authorization ?? bearer });
    expect(teams.turnedAway).toMatchObject([{ reason, ...(facts && { facts }) }]);
    expect(JSON.stringify(teams.turnedAway)).not.toContain('secret');
  });

  test.for([
    [-60, '55 minutes early'],
    [180, '120 minutes old'],
  ] as const)(
    'a clock that is off by %d minutes is said in words, of what Microsoft signed alone',
    async ([off, apart]) => {
      const real = Date.now();
      let wrong = 0;
      await open({ now: () => new Date(real + wrong) });
      const token = { notBefore: -300 };
      const authorization = await teams.identity.bearer(teams.connector.serviceUrl, token);
      const forged = await teams.identity.bearer(teams.connector.serviceUrl, { ...token, forged: true });
      wrong = off * 60_000;
      for (const each of [authorization, forged])
        expect((await teams.post(teams.activity(ANA, { text: 'hello' }), { authorization: each })).status).toBe(401);
      expect(heard).toEqual([]);
      expect(teams.turnedAway).toMatchObject([
        { reason: 'untimely', facts: { apart }, words: expect.stringContaining('set the clocks') },
        { reason: 'forged' },
      ]);
    },
  );
});

describe('at the start', () => {
  test.for([
    ['refuses', 'invalid_client: the client secret has expired'],
    ['is away', 'tries again with each message'],
    [undefined, 'connected'],
  ] as const)('a login that %s is said', async ([way, words]) => {
    const said = await new Promise<string>((resolve) => {
      void openTeams({ tell: () => resolve('connected'), report: resolve, login: way }).then((stand) => {
        teams = stand;
      });
    });
    expect(said).toContain(words);
  });
});
