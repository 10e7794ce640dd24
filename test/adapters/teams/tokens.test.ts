import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import { teamsChat } from '../../../adapters/teams/index.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { ANA, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
const heard: Inbound[] = [];

async function open(change: Partial<TeamsChatOptions> = {}): Promise<TeamsStand> {
  teams = await openTeams(change);
  heard.length = 0;
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return { kind: 'done' };
  });
  return teams;
}
const printed = (['error', 'warn', 'log', 'info'] as const).map((name) => vi.spyOn(console, name));
// What a library writes there is in nobody's log, and may be anything.
afterEach(async () => {
  await teams.close();
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
});

async function refused(response: Response, status: number): Promise<void> {
  expect({ status: response.status, body: await response.text() }).toEqual({ status, body: '' });
  expect(heard).toEqual([]);
  expect(teams.connector.calls).toEqual([]);
}

describe('who may hand activities in', () => {
  test('Microsoft, with a good token', async () => {
    await open();
    expect((await teams.post(teams.activity(ANA, { text: 'hello' }))).status).toBe(200);
    expect(heard).toMatchObject([{ kind: 'message', text: 'hello' }]);
  });

  const soon = 240;
  const late = 360;
  test.for([
    ['expires soon', { expires: 60 }],
    ['expired as long ago as clocks may differ', { expires: -soon }],
    ['is valid as soon as clocks may differ', { notBefore: soon, expires: 3_600 }],
  ] as const)('also when the token %s', async ([, change]) => {
    await open();
    const authorization = await teams.identity.bearer(teams.connector.serviceUrl, change);
    expect((await teams.post(teams.activity(ANA, { text: 'hello' }), { authorization })).status).toBe(200);
  });

  test.for([
    ['forged', { forged: true }],
    ['signed by an unknown key', { unknownKey: true }],
    ['signed by a key that is not published yet', { newKey: true }],
    ['expired', { expires: -late }],
    ['not valid yet', { notBefore: late }],
    ['for another bot', { audience: '99999999-2222-3333-4444-555555555555' }],
    ['of another issuer', { issuer: 'https://evil.example' }],
    ['of the emulator’s issuer', { issuer: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' }],
    ['for another service', { serviceUrl: 'https://smba.trafficmanager.net/other/' }],
    ['not signed at all', { algorithm: 'none' }],
    ['signed with a shared secret', { algorithm: 'HS256' }],
  ] as const)('nobody with a token that is %s', async ([, change]) => {
    await open();
    const authorization = await teams.identity.bearer(teams.connector.serviceUrl, change);
    await refused(await teams.post(teams.activity(ANA, { text: 'hello' }), { authorization }), 401);
  });

  test.for([
    ['no token', ''],
    ['no bearer', 'Basic dXNlcjpwYXNz'],
    ['something that is no token', 'Bearer hello'],
    ['a token of nothing', 'Bearer e30.e30.e30'],
    ['a token as long as a book', `Bearer ${'a'.repeat(20_000)}.b.c`],
  ] as const)('nobody with %s, and no key is looked for', async ([, authorization]) => {
    await open();
    await refused(await teams.post(teams.activity(ANA, { text: 'hello' }), { authorization }), 401);
    expect(teams.identity.asked.keys).toBe(0);
  });

  test.for([
    ['another tenant in the conversation', { conversation: { id: 'personal-29:ana', tenantId: 'other' } }],
    ['another tenant in the channel data', { channelData: { tenant: { id: 'other' } } }],
    ['no tenant at all', { conversation: { id: 'personal-29:ana' }, channelData: {} }],
    ['a service that is not Microsoft’s', { serviceUrl: 'https://evil.example/' }],
    ['a service that only looks like it', { serviceUrl: 'https://smba.trafficmanager.net.evil.example/' }],
    ['a service without encryption', { serviceUrl: 'http://smba.trafficmanager.net/amer/' }],
    ['another channel, whose tokens are checked otherwise', { channelId: 'AseChannel' }],
    ['the channel of the emulator', { channelId: 'emulator' }],
  ] as const)('nobody for %s', async ([, change]) => {
    await open();
    const activity = teams.activity(ANA, { text: 'hello', ...change });
    const authorization = await teams.identity.bearer(String(activity.serviceUrl));
    await refused(await teams.post(activity, { authorization }), 401);
  });

  test('a tenant that was allowed besides the bot’s own', async () => {
    await open({ tenants: ['11', 'OTHER'] });
    const conversation = { id: 'personal-29:ana', tenantId: 'other', conversationType: 'personal' };
    const activity = teams.activity(ANA, { text: 'hello', conversation, channelData: { tenant: { id: 'other' } } });
    teams.connector.people.set(ANA.id, { ...ANA, tenantId: 'other' });
    expect((await teams.post(activity)).status).toBe(200);
    expect(heard).toMatchObject([{ from: { workspace: 'other' } }]);
  });

  test('nobody, with an activity that is none', async () => {
    await open();
    await refused(await teams.post(teams.activity(ANA, { serviceUrl: undefined })), 400);
    await refused(await teams.post(teams.activity(ANA, { type: undefined })), 400);
    await refused(await teams.post('null'), 400);
    await refused(await teams.post('[1]'), 400);
    await refused(await teams.post('{"type":'), 400);
  });

  test('nobody, with a body that is no JSON, too long, or not posted', async () => {
    await open();
    await refused(await teams.post('x=1', { 'content-type': 'application/x-www-form-urlencoded' }), 415);
    await refused(await teams.post(teams.activity(ANA, { text: 'x'.repeat(1_000_001) })), 413);
    const get = await teams.port.http?.handle(new Request('http://127.0.0.1/api/messages'));
    expect(get?.status).toBe(405);
  });
});

describe('while keys or logins are away', () => {
  test('the activity is to be sent again, and is taken when the keys are back', async () => {
    await open();
    teams.identity.failKeys('fail');
    await refused(await teams.post(teams.activity(ANA, { text: 'hello' })), 503);
    expect(teams.turnedAway).toMatchObject([{ reason: 'keys away', words: expect.stringContaining('keys') }]);
    teams.identity.failKeys(undefined);
    expect((await teams.post(teams.activity(ANA, { text: 'hello' }))).status).toBe(200);
  });

  test('the activity is refused in time when the keys do not come at all', async () => {
    await open({ answerWithinMs: 100 });
    teams.identity.failKeys('hang');
    await refused(await teams.post(teams.activity(ANA, { text: 'hello' })), 503);
  });

  test('keys are fetched once, and the bot logs in once', async () => {
    await open();
    for (const text of ['one', 'two', 'three']) await teams.post(teams.activity(ANA, { text }));
    const message = { blocks: [{ kind: 'text' as const, text: ['hi'] }] };
    const { workspace, address } = teams.account(ANA);
    for (const deliveryId of ['a', 'b'])
      await teams.port.outbound.send({ deliveryId, workspace, address, message, since: teams.now() });
    expect([teams.identity.asked.keys, teams.identity.login.logins.length]).toEqual([1, 1]);
  });

  test.for([
    ['refuses', 'unauthorised', 'invalid_client'],
    ['is away', 'retry', ''],
  ] as const)('a login that %s is %s: nothing was sent', async ([way, outcome, named]) => {
    await open();
    teams.identity.login.fail(way);
    const message = { blocks: [{ kind: 'text' as const, text: ['a secret'] }] };
    const sending = teams.port.outbound.send({
      deliveryId: 'a',
      workspace: teams.account(ANA).workspace,
      address: teams.account(ANA).address,
      message,
      since: teams.now(),
    });
    const error = await sending.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ChatError', outcome, message: expect.stringContaining(named) });
    expect(String(error)).not.toContain('AADSTS');
    expect(teams.connector.calls).toEqual([]);
  });
});

test('an empty app id, which lets everybody in, is refused', async () => {
  await open();
  const { port: _, ...rest } = teams;
  const given = { tenants: [], now: rest.now };
  const options = { appType: 'SingleTenant', appTenant: 't', ...given } as const;
  expect(() => teamsChat({ ...options, appId: '' })).toThrow('let everybody in');
});

test('the playground on this machine needs no token', async () => {
  await open({ appId: '', unauthenticated: true });
  const activity = teams.activity(ANA, {
    text: 'hello',
    conversation: { id: 'personal-29:ana', conversationType: 'personal' },
    channelData: {},
  });
  expect((await teams.post(activity, { authorization: '' })).status).toBe(200);
  expect(heard).toMatchObject([{ text: 'hello', from: { email: ANA.email } }]);
  const elsewhere = { ...activity, serviceUrl: 'http://192.0.2.1:3978/' };
  expect((await teams.post(elsewhere, { authorization: '' })).status).toBe(401);
});
