import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError, type ChatOutcome } from '../../../src/chat/errors.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { say } from '../../contracts/samples.ts';
import { ANA, LEE, openSlack } from '../../support/slack/open.ts';
import type { Failure } from '../../support/slack/wire.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
beforeEach(async () => {
  stand = await openSlack();
});
afterEach(() => stand.close());

const dm = () => stand.workspace.person(ANA).dm;
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: randomUUID(),
  workspace: TEAM,
  address: dm(),
  message,
  since: new Date(),
  ...more,
});
const posts = () => stand.workspace.calls.filter(({ method }) => method === 'chat.postMessage');
const failure = async (work: Promise<unknown>): Promise<ChatError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChatError);
  return error as ChatError;
};
const long: Message = { blocks: [{ kind: 'quote', by: 'Ana', text: 'many words '.repeat(700) }] };

describe('what goes wrong while sending', () => {
  test.each<[Failure, ChatOutcome, number | undefined]>([
    [{ status: 429, retryAfter: '17' }, 'retry', 17_000],
    [{ status: 429 }, 'retry', 30_000],
    [{ status: 500 }, 'ambiguous', undefined],
    [{ status: 503, retryAfter: '9' }, 'ambiguous', 9_000],
    [{ status: 403 }, 'retry', undefined],
    ['html', 'ambiguous', undefined],
    [{ before: 'reset' }, 'ambiguous', undefined],
    ['lost', 'ambiguous', undefined],
    [{ error: 'ratelimited' }, 'retry', 30_000],
    [{ error: 'message_limit_exceeded' }, 'retry', 3_600_000],
    [{ error: 'fatal_error' }, 'ambiguous', undefined],
    [{ error: 'internal_error' }, 'ambiguous', undefined],
    [{ error: 'service_unavailable' }, 'ambiguous', undefined],
    [{ error: 'request_timeout' }, 'ambiguous', undefined],
    [{ error: 'something_quite_new' }, 'ambiguous', undefined],
    [{ error: 'invalid_auth' }, 'unauthorised', undefined],
    [{ error: 'account_inactive' }, 'unauthorised', undefined],
    [{ error: 'token_revoked' }, 'unauthorised', undefined],
    [{ error: 'missing_scope' }, 'unauthorised', undefined],
    [{ error: 'ekm_access_denied' }, 'unauthorised', undefined],
    [{ error: 'channel_not_found' }, 'gone', undefined],
    [{ error: 'is_archived' }, 'gone', undefined],
    [{ error: 'not_in_channel' }, 'gone', undefined],
    [{ error: 'user_disabled' }, 'gone', undefined],
    [{ error: 'restricted_action_read_only_channel' }, 'gone', undefined],
    [{ error: 'msg_too_long' }, 'rejected', undefined],
    [{ error: 'invalid_arguments' }, 'rejected', undefined],
    [{ error: 'metadata_too_large' }, 'rejected', undefined],
    [{ error: 'missing_argument' }, 'rejected', undefined],
    [{ error: 'posting_to_channel_denied' }, 'gone', undefined],
    [{ error: 'external_channel_migrating' }, 'retry', 30_000],
  ])('%o is %s', async (way, outcome, wait) => {
    stand.workspace.failNext('chat.postMessage', way);
    const error = await failure(stand.port.outbound.send(outgoing(say('a secret'))));
    expect(error).toMatchObject({ outcome, retryAfterMs: wait });
    expect(error.message).not.toContain('secret');
    expect(error.message).not.toContain('html');
    expect(posts(), 'nothing is sent again by itself').toHaveLength(1);
  });

  test('a Slack that cannot be reached was surely not told', async () => {
    const closed = await openSlack();
    await closed.close();
    const away = await openSlack('http', { apiUrl: closed.workspace.apiUrl });
    const error = await failure(away.port.outbound.send(outgoing(say('hello'))));
    expect(error).toMatchObject({ outcome: 'retry' });
    expect(error.message).toContain('ECONNREFUSED');
    await away.close();
  });

  test('a Slack that does not answer is not waited for, and may have heard', async () => {
    const slow = await openSlack('http', { times: { apiMs: 50 } });
    slow.workspace.failNext('chat.postMessage', 'hang');
    const there = slow.workspace.person(ANA).dm;
    expect(await failure(slow.port.outbound.send(outgoing(say('hello'), { address: there })))).toMatchObject({
      outcome: 'ambiguous',
    });
    await slow.close();
  });

  test('one conversation that has to wait delays no other', async () => {
    stand.workspace.failNext('chat.postMessage', { status: 429, retryAfter: '60' });
    await failure(stand.port.outbound.send(outgoing(say('hot'))));
    const cold = stand.workspace.person(LEE).dm;
    await stand.port.outbound.send(outgoing(say('cold'), { address: cold }));
    expect((await stand.workspace.seen(cold)).map(({ text }) => text)).toEqual(['cold']);
  });

  test('blocks that Slack refuses in every form are left out, the words are not', async () => {
    stand.workspace.failNext('chat.postMessage', { error: 'invalid_blocks' }, { error: 'invalid_blocks' });
    await stand.port.outbound.send(outgoing(say('plain & simple')));
    expect((await stand.workspace.seen(dm())).map(({ text }) => text)).toEqual(['plain & simple']);
    expect(posts().map(({ body }) => 'blocks' in body)).toEqual([true, true, false]);
  });
});

describe('doubt', () => {
  test('what arrived though the answer was lost is found, and never posted twice', async () => {
    const delivery = outgoing(say('hello'));
    stand.workspace.failNext('chat.postMessage', 'lost');
    await failure(stand.port.outbound.send(delivery));
    const found = await stand.port.lookup.find(delivery);
    expect(found?.sentId).toBe((await stand.workspace.seen(dm()))[0]?.sentId);
    expect(posts()).toHaveLength(1);
  });

  test('what is older than the sending is not looked at', async () => {
    const delivery = outgoing(say('hello'));
    await stand.port.outbound.send(delivery);
    const later = new Date(Date.now() + 120_000);
    expect(await stand.port.lookup.find({ ...delivery, since: later })).toBeUndefined();
  });

  test.each<Failure>(['lost', { before: 'reset' }, { status: 429, retryAfter: '5' }, { error: 'not_in_channel' }])(
    'a long text of which a part is missing (%o) is completed, not begun again',
    async (way) => {
      const delivery = outgoing(long);
      stand.workspace.failNext('chat.postMessage', ...nth(way, 2));
      expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
      const found = await stand.port.lookup.find(delivery);
      const seen = await stand.workspace.seen(dm());
      expect(found?.sentId).toBe(seen.map(({ ts }) => ts).join('+'));
      expect(new Set(seen.map(({ sentId }) => sentId))).toEqual(new Set([seen[0]?.ts]));
      expect(seen.map(({ text }) => text.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
      expect(await stand.port.lookup.find(delivery)).toEqual(found);
      expect(await stand.workspace.seen(dm())).toHaveLength(3);
    },
  );

  test('a question that cannot be put to Slack is no answer', async () => {
    stand.workspace.failNext('conversations.history', { status: 500 });
    const error = await stand.port.lookup.find(outgoing(say('hello'))).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ outcome: 'ambiguous' });
  });
});

describe('the live card', () => {
  test('is changed in place, and grows and shrinks with its text', async () => {
    const { sentId } = await stand.port.outbound.send(outgoing(say('short')));
    const grown = await stand.port.outbound.send(outgoing(long, { replaces: sentId }));
    const seen = await stand.workspace.seen(dm());
    expect(seen.map(({ text }) => text.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
    expect(grown.sentId).toBe(seen.map(({ ts }) => ts).join('+'));
    const delivery = outgoing(say('short again'), { replaces: grown.sentId });
    expect(await stand.port.outbound.send(delivery)).toMatchObject({ sentId });
    expect((await stand.workspace.seen(dm())).map(({ text }) => text)).toEqual(['short again']);
    expect(await stand.port.lookup.find(delivery)).toMatchObject({ sentId });
    expect(await stand.port.lookup.find(outgoing(say('x'), { replaces: sentId }))).toBeUndefined();
  });

  test('asks Slack nothing as long as it does not grow', async () => {
    const { sentId } = await stand.port.outbound.send(outgoing(say('short')));
    await stand.port.outbound.send(outgoing(say('as short'), { replaces: sentId }));
    const whole = await stand.port.outbound.send(outgoing(long));
    await stand.port.outbound.send(outgoing(say('short'), { replaces: whole.sentId }));
    expect(stand.workspace.calls.filter(({ method }) => method.startsWith('conversations.'))).toEqual([]);
  });

  test('that broke off while it grew does not get a part twice', async () => {
    const { sentId } = await stand.port.outbound.send(outgoing(say('short')));
    const delivery = outgoing(long, { replaces: sentId });
    stand.workspace.failNext('chat.update', { status: 500 });
    expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
    const sent = await stand.port.outbound.send(delivery);
    const seen = await stand.workspace.seen(dm());
    expect(seen.map(({ text }) => text.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
    expect(await stand.port.lookup.find(delivery)).toMatchObject({ sentId: sent.sentId });
  });

  test('leaves alone what stands under it, however long that is', async () => {
    const { sentId } = await stand.port.outbound.send(outgoing(say('receipt')));
    await stand.port.outbound.send(outgoing(long, { thread: sentId }));
    const grown = await stand.port.outbound.send(outgoing(long, { replaces: sentId }));
    await stand.port.outbound.send(outgoing(say('receipt again'), { replaces: grown.sentId }));
    const texts = (await stand.workspace.seen(dm())).map(({ text }) => text.slice(0, 13));
    expect(texts.map((text) => text.slice(0, 5))).toEqual(['recei', '(1/3)', '(2/3)', '(3/3)']);
    expect(texts[0]).toBe('receipt again');
  });

  test.each<[string, Failure]>([
    ['chat.update', 'lost'],
    ['chat.update', { status: 500 }],
    ['chat.delete', { before: 'reset' }],
  ])('of which a part could not be changed (%s: %o) does not count as changed', async (method, way) => {
    const { sentId } = await stand.port.outbound.send(outgoing(long));
    const delivery = outgoing(
      { blocks: [{ kind: 'quote', by: 'Ana', text: 'other words '.repeat(400) }] },
      { replaces: sentId },
    );
    stand.workspace.failNext(method, way);
    expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
    expect(await stand.port.lookup.find(delivery)).toBeUndefined();
    const sent = await stand.port.outbound.send(delivery);
    const seen = await stand.workspace.seen(dm());
    expect(sent.sentId).toBe(seen.map(({ ts }) => ts).join('+'));
    expect(await stand.port.lookup.find(delivery)).toMatchObject({ sentId: sent.sentId });
    expect(seen.map(({ text }) => text.slice(0, 5))).toEqual(['(1/2)', '(2/2)']);
    expect(seen.map(({ text }) => text).join()).not.toContain('many');
  });

  test('that is not there any more is refused, and the conversation is not taken for gone', async () => {
    const error = await failure(stand.port.outbound.send(outgoing(say('x'), { replaces: '1.000001' })));
    expect(error.outcome).toBe('rejected');
  });
});

test('a message stands under the one it answers, and in the open when that is gone', async () => {
  const { sentId } = await stand.port.outbound.send(outgoing(say('receipt')));
  const below = outgoing(say('below'), { thread: sentId });
  const sent = await stand.port.outbound.send(below);
  expect((await stand.workspace.seen(dm())).map((each) => each.sentId)).toEqual([sentId, sentId]);
  expect(await stand.port.lookup.find(below)).toEqual(sent);
  stand.workspace.failNext('chat.postMessage', { error: 'cannot_reply_to_message' });
  await stand.port.outbound.send(outgoing(say('in the open'), { thread: sentId }));
  expect(posts().at(-1)?.body).not.toHaveProperty('thread_ts');
});

test('a long message whose thread is gone is whole in the open, and found there', async () => {
  const { sentId } = await stand.port.outbound.send(outgoing(say('receipt')));
  const delivery = outgoing(long, { thread: sentId });
  stand.workspace.failNext('chat.postMessage', { error: 'thread_not_found' }, 'pass', { status: 500 });
  expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
  stand.workspace.failNext('conversations.replies', { error: 'thread_not_found' });
  const found = await stand.port.lookup.find(delivery);
  const [, ...seen] = await stand.workspace.seen(dm());
  expect(seen.map(({ text }) => text.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)']);
  expect(found?.sentId).toBe(seen.map(({ ts }) => ts).join('+'));
  const [, ...later] = posts().slice(-3);
  expect(later.map(({ body }) => body.thread_ts)).toEqual(Array(2).fill(seen[0]?.ts));
});

test('a message stands under the first part of a long one', async () => {
  const { sentId } = await stand.port.outbound.send(outgoing(long));
  const below = outgoing(say('below'), { thread: sentId });
  const sent = await stand.port.outbound.send(below);
  expect(posts().at(-1)?.body).toMatchObject({ thread_ts: sentId.split('+')[0] });
  expect(await stand.port.lookup.find(below)).toEqual(sent);
});

test('somebody is reached by e-mail once it is sure who that is', async () => {
  for (const change of [{ deleted: true }, { is_bot: true }, { is_restricted: true }, { team_id: 'T0OTHER' }]) {
    stand.workspace.describe(LEE, { deleted: false, is_bot: false, is_restricted: false, ...change });
    expect(await stand.port.directory.reach(LEE)).toBeUndefined();
  }
  stand.workspace.failNext('users.lookupByEmail', { status: 500 });
  expect((await failure(stand.port.directory.reach(ANA))).outcome).toBe('ambiguous');
});

/** Fails the nth call and lets those before it pass. */
function nth(way: Failure, position: number): Failure[] {
  return [...Array<Failure>(position - 1).fill('pass'), way];
}
