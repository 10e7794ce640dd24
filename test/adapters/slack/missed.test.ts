import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { slackChat } from '../../../adapters/slack/index.ts';
import type { Account } from '../../../src/chat/account.ts';
import { say } from '../../contracts/samples.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, NOW, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
beforeEach(async () => {
  stand = await openSlack();
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const account = (): Account => ({ platform: 'slack', workspace: TEAM, userId: ana().id, address: ana().dm });
const HOUR_MS = 3_600_000;
const ts = (hoursAgo: number, n = 1) => `${(NOW.getTime() - hoursAgo * HOUR_MS) / 1000}.00000${n}`;
const since = new Date(NOW.getTime() - 10 * HOUR_MS);
const missed = () => stand.port.history.missed(account(), since);
const wrote = (text: string, at: string, more: object = {}) =>
  stand.workspace.wrote({ type: 'message', channel: ana().dm, user: ana().id, text, ts: at, ...more });

describe('what was written while nobody listened', () => {
  test('has the keys, times and words that it would have come in with', async () => {
    const message = stand.drive.message(ana(), 'Who is <https://state.example|our> liaison? &amp; more', { ts: ts(2) });
    const heard: unknown[] = [];
    await stand.port.start(
      deskSide(async (inbound) => {
        heard.push(inbound);
        return { kind: 'done' };
      }),
    );
    await stand.drive.event(message);
    stand.workspace.wrote({ ...message, channel: ana().dm, ts: message.ts });
    expect(await missed()).toEqual(heard);
  });

  test('is told oldest first, without what is older, what the desk said and what is no deed', async () => {
    await stand.port.outbound.send({
      ...{ deliveryId: crypto.randomUUID(), workspace: TEAM, address: ana().dm, message: say('a receipt'), since: NOW },
    });
    wrote('second', ts(1));
    wrote('first', ts(3));
    wrote('long ago', ts(11));
    wrote('joined', ts(2), { subtype: 'channel_join' });
    wrote('a machine', ts(2, 2), { bot_id: 'B1' });
    wrote('somebody else', ts(2, 3), { user: stand.workspace.person(LEE).id });
    const found = await missed();
    expect(found?.map((each) => (each.kind === 'message' ? each.text : each.kind))).toEqual(['first', 'second']);
  });

  test('is found in threads, also under a message that is old', async () => {
    wrote('an old question', ts(200));
    wrote('said below it', ts(2), { thread_ts: ts(200) });
    wrote('said below it before', ts(100), { thread_ts: ts(200) });
    expect(await missed()).toMatchObject([{ kind: 'message', text: 'said below it', thread: ts(200) }]);
  });

  test('is found where only an edit of a reply is new, in the few threads that the person wrote in of late', async () => {
    const edited = { edited: { user: ana().id, ts: ts(2) } };
    const lee = { user: stand.workspace.person(LEE).id };
    for (const [n, hours] of [20, 25, 30, 35, 100].entries()) {
      wrote(`question ${n}`, ts(hours + 100));
      wrote(`mended ${n}`, ts(hours), { thread_ts: ts(hours + 100), ...edited });
    }
    wrote('question of Lee', ts(140));
    wrote('mended by Lee', ts(15), { thread_ts: ts(140), ...edited, ...lee });
    const found = await missed();
    expect(found?.map((each) => (each.kind === 'edit' ? each.text : each.kind)).sort()).toEqual([
      'mended 0',
      'mended 1',
      'mended 2',
    ]);
    expect(stand.workspace.calls.filter(({ method }) => method === 'conversations.replies')).toHaveLength(3);
  });

  test('brings files and changes along', async () => {
    const file = { id: 'F1', name: 'quotes.pdf', mimetype: 'application/pdf', size: 4 };
    wrote('see this', ts(3), { subtype: 'file_share', files: [file], edited: { user: ana().id, ts: ts(2) } });
    expect(await missed()).toMatchObject([
      { kind: 'message', text: 'see this', files: [{ ref: 'F1', name: 'quotes.pdf' }] },
      { kind: 'edit', key: `${ana().dm}:${ts(3)}:${ts(2)}`, of: `${ana().dm}:${ts(3)}`, text: 'see this' },
    ]);
  });

  test('by an account that is known by its id alone is found in its conversation', async () => {
    wrote('hello', ts(1));
    const byId = { ...account(), address: ana().id };
    expect(await stand.port.history.missed(byId, since)).toMatchObject([
      { text: 'hello', from: { address: ana().dm } },
    ]);
    stand.workspace.failNext('conversations.open', { error: 'user_disabled' });
    const lee = stand.workspace.person(LEE).id;
    const closed = stand.port.history.missed({ ...account(), userId: lee, address: lee }, since);
    await expect(closed).rejects.toMatchObject({ name: 'ChatError', outcome: 'gone' });
  });

  test('of a guest is nothing', async () => {
    wrote('hello', ts(1));
    stand.workspace.describe(ANA, { is_restricted: true });
    expect(await missed()).toEqual([]);
  });

  test('cannot be said while Slack is away, and is waited for when it asks to wait', async () => {
    wrote('hello', ts(1));
    stand.workspace.failNext('conversations.history', { status: 500 });
    await expect(missed()).rejects.toMatchObject({ name: 'ChatError', outcome: 'ambiguous' });
    stand.workspace.failNext('conversations.history', { status: 429, retryAfter: '0' });
    expect(await missed()).toHaveLength(1);
  });
});

test('everybody who has a conversation with the desk is known, whether they wrote or not', async () => {
  const contacts = await stand.port.history.contacts();
  const lee = stand.workspace.person(LEE);
  expect(contacts).toContainEqual({ platform: 'slack', workspace: TEAM, userId: ana().id, address: ana().dm });
  expect(contacts).toContainEqual({ platform: 'slack', workspace: TEAM, userId: lee.id, address: lee.dm });
});

test('messages to one person, and changes of messages, each have their own pace', async () => {
  const outgoing = { deliveryId: 'd', workspace: TEAM, address: ana().dm, message: say('x'), since: NOW };
  const keys = (more: object) => stand.port.outbound.rates({ ...outgoing, ...more }).map(({ key }) => key);
  expect(keys({})).toEqual([`slack post ${TEAM}`, `slack post ${TEAM} ${ana().dm}`]);
  expect(keys({ address: 'D2' })).toEqual([`slack post ${TEAM}`, `slack post ${TEAM} D2`]);
  expect(keys({ replaces: '1.1' })).toEqual([`slack change ${TEAM}`]);
});

test('a message of several posts, or with a file, takes the turns of all of them', async () => {
  const outgoing = { deliveryId: 'd', workspace: TEAM, address: ana().dm, message: say('x'), since: NOW };
  const long = say('many words '.repeat(700));
  const slow = slackChat({
    botToken: 'xoxb-none',
    reach: { kind: 'http', signingSecret: 'none' },
    now: () => NOW,
    report: () => {},
  });
  const pace = (more: object) =>
    slow.outbound.rates({ ...outgoing, ...more }).map(({ everyMs, burst }) => [everyMs, burst]);
  expect(pace({})).toEqual([
    [200, 40],
    [1_000, 5],
  ]);
  expect(pace({ message: long })).toEqual([
    [600, 40 / 3],
    [3_000, 5 / 3],
  ]);
  const file = { name: 'a.txt', type: 'text/plain', bytes: new Uint8Array(1) };
  expect(pace({ file })).toEqual([
    [400, 20],
    [2_000, 2.5],
  ]);
  expect(pace({ replaces: '1.1' })).toEqual([[1_200, 30]]);
  expect(pace({ replaces: '1.1+1.2+1.3+1.4' })).toEqual([[4_800, 7.5]]);
  expect(pace({ replaces: '1.1', message: long })).toEqual([[3_600, 10]]);
});
