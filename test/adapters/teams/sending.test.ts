import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeAddress } from '../../../adapters/teams/out/address.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { wordsOfActivity } from '../../support/teams/read-card.ts';
import { ANA, BOT, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
beforeEach(async () => {
  // No test waits for it but the one that says so: on a busy machine any shorter time could pass by itself.
  teams = await openTeams({ callTimeoutMs: 25_000 });
});
afterEach(() => teams.close());

const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: 'd1',
  workspace: teams.account(ANA).workspace,
  address: teams.account(ANA).address,
  message,
  since: teams.now(),
  ...more,
});
const failing = (delivery: Outgoing) => teams.port.outbound.send(delivery).catch((error: unknown) => error);
const posts = () => teams.connector.calls.filter(({ what }) => what.startsWith('POST')).length;
const addressOf = (more: object) =>
  encodeAddress({
    serviceUrl: teams.connector.serviceUrl,
    tenant: TENANT,
    bot: BOT.id,
    conversation: 'personal-29:ana',
    ...more,
  });

describe('a call that fails is made once, and says what became of it', () => {
  const error = (code: string) => ({ error: { code, message: 'refused: a secret' } });
  test.for([
    ['412', { reply: { status: 412 } }, 'ambiguous'],
    ['429', { reply: { status: 429, headers: { 'retry-after': '7' } } }, 'retry'],
    ['429 without a time', { reply: { status: 429 } }, 'retry'],
    ['500', { reply: { status: 500 } }, 'ambiguous'],
    ['502', { reply: { status: 502 } }, 'ambiguous'],
    ['503', { reply: { status: 503 } }, 'ambiguous'],
    ['504', { reply: { status: 504 } }, 'ambiguous'],
    [
      '502 as a page of HTML',
      { reply: { status: 502, body: '<html>', headers: { 'content-type': 'text/html' } } },
      'ambiguous',
    ],
    [
      '200 with a page of HTML',
      { reply: { status: 200, body: Buffer.from('<html>Sign in</html>'), headers: { 'content-type': 'text/html' } } },
      'ambiguous',
    ],
    ['201 without saying which message it is', { reply: { status: 201, body: {} }, accepted: true }, 'ambiguous'],
    ['201 with nothing', { reply: { status: 201 } }, 'ambiguous'],
    ['a reset', { reply: 'reset' }, 'ambiguous'],
    ['a reset after it was accepted', { reply: 'reset', accepted: true }, 'ambiguous'],
    ['401', { reply: { status: 401 } }, 'unauthorised'],
    ['a blocked bot', { reply: { status: 403, body: error('MessageWritesBlocked') } }, 'gone'],
    ['a bot that is not installed', { reply: { status: 403, body: error('ForbiddenOperationException') } }, 'gone'],
    ['a bot that is not a member', { reply: { status: 403, body: error('BotNotInConversationRoster') } }, 'gone'],
    ['403 for a reason nobody knows', { reply: { status: 403, body: {} } }, 'gone'],
    ['400', { reply: { status: 400, body: error('BadSyntax') } }, 'rejected'],
    ['413', { reply: { status: 413, body: error('MessageSizeTooBig') } }, 'rejected'],
  ] as const)('%s', async ([, way, outcome]) => {
    teams.connector.failNext('post', { ...way, reply: typeof way.reply === 'string' ? way.reply : { ...way.reply } });
    const thrown = await failing(outgoing(say('a secret')));
    expect(thrown).toMatchObject({ name: 'ChatError', outcome });
    expect(String(thrown)).not.toContain('a secret');
    expect(posts()).toBe(1);
    const after = typeof way.reply === 'object' && 'headers' in way.reply && 'retry-after' in way.reply.headers;
    expect(thrown).toMatchObject({ retryAfterMs: after ? 7_000 : undefined });
  });

  test('no answer at all: its time ends, and nobody knows', async () => {
    await teams.close();
    teams = await openTeams({ callTimeoutMs: 300 });
    teams.connector.failNext('post', { reply: 'hang' });
    let thrown: unknown = { outcome: 'retry' };
    // While the login alone takes longer than that, nothing was sent yet, and it is said to be tried again.
    do {
      expect(thrown).toMatchObject({ outcome: 'retry' });
      thrown = await failing(outgoing(say('a secret')));
    } while (posts() === 0);
    expect(thrown).toMatchObject({ name: 'ChatError', outcome: 'ambiguous', retryAfterMs: undefined });
    expect(String(thrown)).not.toContain('a secret');
    expect(posts()).toBe(1);
  });

  test('a service that cannot be reached: surely not sent', async () => {
    await teams.connector.close();
    expect(await failing(outgoing(say('hello')))).toMatchObject({ outcome: 'retry' });
  });

  test('no other address is harmed', async () => {
    teams.connector.blocked.add('personal-29:ana');
    expect(await failing(outgoing(say('hello')))).toMatchObject({ outcome: 'gone' });
    await teams.port.outbound.send(outgoing(say('hello'), { address: addressOf({ conversation: 'personal-29:lee' }) }));
    expect(teams.connector.posted).toHaveLength(1);
  });
});

describe('the bot’s token', () => {
  test('goes with every call', async () => {
    await teams.port.outbound.send(outgoing(say('hello')));
    expect(teams.connector.calls).toEqual([
      { what: 'POST /amer/v3/conversations/personal-29:ana/activities', authorised: true },
    ]);
  });

  test.for([
    ['another host', 'https://evil.example/'],
    ['a host that ends alike', 'https://evilbotframework.com/'],
    ['no encryption', 'http://smba.trafficmanager.net/'],
    ['another port', 'https://smba.trafficmanager.net:8443/'],
    ['a name and password', 'https://smba.trafficmanager.net@evil.example/'],
  ] as const)('goes to no service with %s, whatever an address says', async ([, serviceUrl]) => {
    expect(await failing(outgoing(say('hello'), { address: addressOf({ serviceUrl }) }))).toMatchObject({
      outcome: 'gone',
    });
    expect(teams.identity.login.logins).toEqual([]);
  });

  test('goes nowhere for an address of another platform', async () => {
    for (const address of ['U123', 'teams-1.', 'teams-1.bm90anNvbg', 'teams-2.W10'])
      expect(await failing(outgoing(say('hello'), { address }))).toMatchObject({ outcome: 'gone' });
  });
});

describe('speaking first', () => {
  test('opens the personal chat of somebody who wrote in a channel only, once', async () => {
    const address = encodeAddress({
      serviceUrl: teams.connector.serviceUrl,
      tenant: TENANT,
      bot: BOT.id,
      user: ANA.id,
    });
    await teams.port.outbound.send(outgoing(say('one'), { address }));
    await teams.port.outbound.send(outgoing(say('two'), { address, deliveryId: 'd2' }));
    expect(teams.connector.posted.map(({ conversation }) => conversation)).toEqual([
      'personal-29:ana',
      'personal-29:ana',
    ]);
    expect(teams.connector.calls.filter(({ what }) => what === 'POST /amer/v3/conversations')).toHaveLength(1);
  });

  test('opens a personal chat again that is not there any more', async () => {
    const address = addressOf({ conversation: 'lost', user: ANA.id });
    const { sentId } = await teams.port.outbound.send(outgoing(say('as it was'), { address }));
    await teams.port.outbound.send(outgoing(say('as it is'), { address, deliveryId: 'd2', replaces: sentId }));
    expect(teams.connector.posted).toMatchObject([{ conversation: 'personal-29:ana', activity: { text: 'as it is' } }]);
  });

  test('is tried again when a page of HTML answers the opening: nothing was sent yet', async () => {
    const body = Buffer.from('<html>Sign in</html>');
    teams.connector.failNext('open', { reply: { status: 200, body, headers: { 'content-type': 'text/html' } } });
    const address = addressOf({ conversation: undefined, user: ANA.id });
    expect(await failing(outgoing(say('hello'), { address }))).toMatchObject({ outcome: 'retry' });
    await teams.port.outbound.send(outgoing(say('hello'), { address }));
    expect(teams.connector.posted).toHaveLength(1);
  });

  test('a channel that is not there any more is gone', async () => {
    const address = addressOf({ conversation: 'lost' });
    expect(await failing(outgoing(say('hello'), { address }))).toMatchObject({ outcome: 'gone' });
  });

  test('a person who cannot be written to at all is gone', async () => {
    teams.connector.failNext('open', {
      reply: { status: 403, body: { error: { code: 'ForbiddenOperationException' } } },
    });
    const address = encodeAddress({
      serviceUrl: teams.connector.serviceUrl,
      tenant: TENANT,
      bot: BOT.id,
      user: ANA.id,
    });
    expect(await failing(outgoing(say('hello'), { address }))).toMatchObject({ outcome: 'gone' });
  });
});

describe('changing a message', () => {
  test('that is not there any more is refused, and says nothing about the person', async () => {
    expect(await failing(outgoing(say('hello'), { replaces: 'm999' }))).toMatchObject({ outcome: 'rejected' });
  });

  test.for([
    [{ status: 403, body: { error: { code: 'MessageWritesBlocked' } } }, 'gone'],
    [{ status: 502 }, 'ambiguous'],
  ] as const)('fails like any other call: %o', async ([reply, outcome]) => {
    const { sentId } = await teams.port.outbound.send(outgoing(say('hello')));
    teams.connector.failNext('update', { reply: { ...reply } });
    expect(await failing(outgoing(say('hello'), { replaces: sentId }))).toMatchObject({ outcome });
  });
});

test('a file is told of where it cannot be shown', async () => {
  await teams.close();
  teams = await openTeams({ channelService: 'https://botframework.azure.us' });
  const file = { name: 'quotes*.pdf', type: 'application/pdf', bytes: new Uint8Array(3_000) };
  await teams.port.outbound.send(outgoing(say('See the file.'), { file }));
  expect(wordsOfActivity(teams.connector.posted[0]?.activity ?? { type: 'message' })).toContain('“quotes*.pdf” (3 KB)');
});

test('nobody is found by their e-mail', () => {
  expect(teams.port.directory).toBeUndefined();
});
