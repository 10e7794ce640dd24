import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { ANA, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let now: Date;
const open = async (areThere: boolean, options: Parameters<typeof openSlack>[1] = {}) => {
  stand = await openSlack('http', { now: () => now, ...options });
  stand.workspace.hasCharts = areThere;
};
beforeEach(() => {
  now = new Date('2026-06-09T18:12:00Z');
});
afterEach(() => stand.close());

const dm = () => stand.workspace.person(ANA).dm;
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  ...{ deliveryId: randomUUID(), workspace: TEAM, address: dm(), message, since: new Date() },
  ...more,
});
const failure = async (work: Promise<unknown>): Promise<ChatError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChatError);
  return error as ChatError;
};

const chart = (title: string, finding: string, more: { low: number; high: number } | object = {}): Block => ({
  kind: 'chart',
  chart: { kind: 'bars', title, finding, most: 9, bars: [{ label: 'Lee Park', value: 9, said: '9', ...more }] },
});
const load = chart('Open requests by liaison', 'Lee Park has 9 of 12.');
const volume = chart('Requests by agency', 'Parks asked most.');
/** Slack has no margins, so it stays a picture. */
const sure = chart('Satisfied', 'May: 90%.', { low: 8, high: 9 });
const later: Message = {
  blocks: [{ kind: 'quote', by: 'Ana', text: 'many words '.repeat(500) }, load, sure],
};
const digest: Message = { blocks: [{ kind: 'text', text: ['Weekly digest'] }, load, volume, sure] };
const findings = ['Lee Park has 9 of 12.', 'Parks asked most.', 'May: 90%.'];

const charts = async () => (await stand.workspace.charts(dm())).map(({ title }) => title);
const pictures = () => stand.workspace.pictures(dm());
const posts = async () => (await stand.workspace.seen(dm())).length;
const words = async () => (await stand.workspace.seen(dm())).map(({ text }) => text).join('\n');
const tries = () =>
  stand.workspace.calls.filter(
    ({ method, body }) => method === 'chat.postMessage' && JSON.stringify(body).includes('data_visualization'),
  ).length;
const send = (delivery: Outgoing) => stand.port.outbound.send(delivery);

describe('Slack’s own charts', () => {
  test('stand in the message where the workspace has them; what they cannot say is a picture below', async () => {
    await open(true);
    const delivery = outgoing(digest);
    const sent = await send(delivery);
    expect([await charts(), await pictures(), await posts()]).toEqual([
      ['Open requests by liaison', 'Requests by agency'],
      ['May: 90%.'],
      2,
    ]);
    expect((await stand.workspace.seen(dm()))[0]?.text).toBe(`Weekly digest\n${findings.join('\n')}`);
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect([(await charts()).length, await pictures(), await posts()]).toEqual([2, ['May: 90%.'], 2]);
  });

  test('leave no second post where nothing is a picture', async () => {
    await open(true);
    const delivery = outgoing({ blocks: [load, volume] });
    const sent = await send(delivery);
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect([await charts(), await pictures(), await posts()]).toEqual([
      ['Open requests by liaison', 'Requests by agency'],
      [],
      1,
    ]);
    expect(stand.workspace.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
  });

  test('are pictures at once in a workspace that refuses them, which is asked again after a week', async () => {
    await open(false);
    const delivery = outgoing(digest);
    const sent = await send(delivery);
    expect([await charts(), await pictures(), await posts()]).toEqual([[], findings, 2]);
    expect(await words()).toContain(findings.join('\n'));
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect([await pictures(), await posts()]).toEqual([findings, 2]);
    expect(tries()).toBeGreaterThan(0);
    const before = tries();
    await send(outgoing(digest));
    stand.workspace.hasCharts = true;
    now = new Date(now.getTime() + 6 * 86_400_000);
    await send(outgoing(digest));
    expect([tries(), (await charts()).length, (await pictures()).length]).toEqual([before, 0, 9]);
    now = new Date(now.getTime() + 2 * 86_400_000);
    await send(outgoing(digest));
    expect([(await charts()).length, (await pictures()).length]).toEqual([2, 10]);
  });

  test('are none for whoever wants pictures', async () => {
    await open(true, { charts: 'pictures' });
    await send(outgoing(digest));
    expect([await charts(), await pictures(), tries()]).toEqual([[], findings, 0]);
  });

  test('that are refused for something else are tried with the next message', async () => {
    await open(true);
    // With rich text and without it, with charts and without them: it is not the charts.
    stand.workspace.failNext('chat.postMessage', ...Array.from({ length: 4 }, () => ({ error: 'invalid_blocks' })));
    await send(outgoing(digest));
    expect([await charts(), await pictures(), await posts()]).toEqual([[], findings, 2]);
    await send(outgoing(digest));
    expect(await charts()).toHaveLength(2);
  });

  test('in a later part are pictures all the same where they are refused', async () => {
    await open(false);
    const delivery = outgoing(later);
    const sent = await send(delivery);
    const both = ['Lee Park has 9 of 12.', 'May: 90%.'];
    expect([await charts(), await pictures()]).toEqual([[], both]);
    const count = await posts();
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect([await pictures(), await posts()]).toEqual([both, count]);
  });
});

describe('when it breaks off', () => {
  test.each(['files.getUploadURLExternal', 'upload'])(
    'nothing is seen while the pictures of refused charts cannot be brought (%s)',
    async (what) => {
      await open(false);
      const delivery = outgoing({ blocks: [load, volume] });
      stand.workspace.failNext(what, { status: 500 });
      await failure(send(delivery));
      expect(await posts()).toBe(0);
      expect(await stand.port.lookup.find(delivery)).toBeUndefined();
      const sent = await send(delivery);
      expect(await stand.port.lookup.find(delivery)).toEqual(sent);
      expect([await pictures(), await posts()]).toEqual([findings.slice(0, 2), 2]);
    },
  );

  test.each([true, false])(
    'between the words and the pictures, whoever looks gives what is missing, once (charts are there: %s)',
    async (areThere) => {
      await open(areThere);
      const delivery = outgoing(digest);
      stand.workspace.failNext('files.completeUploadExternal', { status: 500 });
      expect((await failure(send(delivery))).outcome).toBe('ambiguous');
      expect([await pictures(), await posts()]).toEqual([[], 1]);
      const found = await stand.port.lookup.find(delivery);
      expect(await stand.port.lookup.find(delivery)).toEqual(found);
      expect([(await charts()).length, await pictures(), await posts()]).toEqual(
        areThere ? [2, ['May: 90%.'], 2] : [0, findings, 2],
      );
    },
  );

  test('a message with charts that arrived unheard is found whole', async () => {
    await open(true);
    const delivery = outgoing({ blocks: [load, volume] });
    stand.workspace.failNext('chat.postMessage', 'lost');
    expect((await failure(send(delivery))).outcome).toBe('ambiguous');
    await stand.port.lookup.find(delivery);
    expect([(await charts()).length, await pictures(), await posts()]).toEqual([2, [], 1]);
  });

  test('a later part with charts is sent by whoever looks, with the picture where it is refused', async () => {
    for (const areThere of [true, false]) {
      await open(areThere);
      const delivery = outgoing(later);
      stand.workspace.failNext('chat.postMessage', 'pass', { status: 500 });
      expect((await failure(send(delivery))).outcome).toBe('ambiguous');
      const found = await stand.port.lookup.find(delivery);
      expect(await stand.port.lookup.find(delivery)).toEqual(found);
      const both = ['Lee Park has 9 of 12.', 'May: 90%.'];
      expect([(await charts()).length, await pictures()]).toEqual(areThere ? [1, both.slice(1)] : [0, both]);
      if (areThere) await stand.close();
    }
  });
});

describe('a message that is changed', () => {
  const changed: Message = { blocks: [{ kind: 'text', text: ['Weekly digest, decided'] }, ...digest.blocks.slice(1)] };

  test.each([true, false])('keeps what it came with, and has nothing twice (charts were there: %s)', async (were) => {
    await open(were);
    const sent = await send(outgoing(digest));
    // Meanwhile Slack brings them to the workspace, or it restarts and tries again.
    stand.workspace.hasCharts = true;
    now = new Date(now.getTime() + 30 * 86_400_000);
    const change = outgoing(changed, { replaces: sent.sentId });
    const after = await send(change);
    expect(await words()).toContain('Weekly digest, decided\nLee Park has 9 of 12.');
    expect([(await charts()).length, await pictures(), await posts()]).toEqual(
      were ? [2, ['May: 90%.'], 2] : [0, findings, 2],
    );
    expect((await stand.port.lookup.find(change))?.sentId).toBe(after.sentId);
  });

  test('is changed without them where they are not taken any more', async () => {
    await open(true);
    const sent = await send(outgoing(digest));
    stand.workspace.hasCharts = false;
    await send(outgoing(changed, { replaces: sent.sentId }));
    expect(await words()).toContain('Weekly digest, decided\nLee Park has 9 of 12.');
    expect(await charts()).toEqual([]);
  });

  test('without charts asks Slack nothing', async () => {
    await open(true);
    const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });
    const sent = await send(outgoing(say('one')));
    await send(outgoing(say('other'), { replaces: sent.sentId }));
    expect(stand.workspace.calls.map(({ method }) => method)).not.toContain('conversations.replies');
  });
});
