import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, NOW, openSlack } from '../../support/slack/open.ts';
import { BOT, TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;
beforeEach(async () => {
  stand = await openSlack();
  heard = [];
  receive = async () => ({ kind: 'done' });
  await stand.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return receive(inbound);
    }),
  );
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const lee = () => stand.workspace.person(LEE);
const GENERAL = 'C000000001';

describe('messages', () => {
  test.each([undefined, 'file_share', 'thread_broadcast', 'me_message'])(
    'of kind %s are somebody saying something',
    async (subtype) => {
      await stand.drive.event({ ...stand.drive.message(ana(), 'hello'), subtype });
      expect(heard).toMatchObject([{ kind: 'message', text: 'hello', from: { userId: ana().id, email: ANA } }]);
    },
  );

  test.each(['bot_message', 'channel_join', 'message_replied', 'ekm_access_denied', 'pinned_item', 'reminder_add'])(
    'of kind %s are Slack talking about itself',
    async (subtype) => {
      await stand.drive.event({ ...stand.drive.message(ana(), 'hello'), subtype });
      expect(heard).toEqual([]);
    },
  );

  test.each([{ bot_id: 'B0OTHER' }, { user: BOT }, { user: 'USLACKBOT' }, { user: '' }])(
    'of machines, ourselves among them, are dropped: %o',
    async (more) => {
      await stand.drive.event({ ...stand.drive.message(ana(), 'hello'), ...more });
      expect(heard).toEqual([]);
    },
  );

  test('keep their time and their key under whatever event ids and in whatever order they come', async () => {
    const [first, second] = [stand.drive.message(ana(), 'first'), stand.drive.message(ana(), 'second')];
    for (const each of [second, first, first, second, first]) await stand.drive.event(each);
    expect(new Set(heard.map(({ key }) => key))).toEqual(new Set([first, second].map(({ ts }) => `${ana().dm}:${ts}`)));
    expect(heard.every(({ at }) => at.getTime() === NOW.getTime())).toBe(true);
    const late = stand.drive.message(ana(), 'twenty hours late', { ts: '1780950000.000100' });
    await stand.drive.event(late);
    expect(heard.at(-1)?.at).toEqual(new Date(1_780_950_000_000));
  });

  test('name people instead of ids, and show emoji as characters', async () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [{ type: 'emoji', name: 'wave', unicode: '1f44b-1f3fb', skin_tone: 2 }],
          },
        ],
      },
    ];
    const text = `<@${lee().id}> :wave::skin-tone-2: :party_parrot: see <https://a.example|the page>`;
    await stand.drive.event({ ...stand.drive.message(ana(), ''), text, blocks });
    expect(heard).toMatchObject([{ text: '@Lee <Park> 👋🏻 :party_parrot: see the page (https://a.example)' }]);
  });

  test('of thousands of mentions at most fifty are looked up; the others stay as they stand in the text', async () => {
    const text = Array.from({ length: 2_800 }, (_, index) => `<@U${index}|someone${index}>`).join(' ');
    await stand.drive.event({ ...stand.drive.message(ana(), ''), text });
    const asked = stand.workspace.calls.filter(({ method }) => method === 'users.info');
    // One is for whoever wrote it.
    expect(asked.length).toBeLessThanOrEqual(51);
    expect(heard[0]).toMatchObject({ text: expect.stringContaining('@someone2799') });
  });

  test('that pass on others look up no more for these', async () => {
    const naming = (from: number) =>
      Array.from({ length: 40 }, (_, index) => `<@U${from + index}|someone${from + index}>`).join(' ');
    const attachments = Array.from({ length: 20 }, (_, index) => ({
      ...{ is_share: true, author_id: `U9${index}`, text: naming(100 * (index + 1)) },
    }));
    await stand.drive.event({ ...stand.drive.message(ana(), ''), text: naming(0), attachments });
    const asked = stand.workspace.calls.filter(({ method }) => method === 'users.info');
    expect(asked.length).toBeLessThanOrEqual(51);
    expect(heard[0]).toMatchObject({ quoted: { text: expect.stringContaining('@someone139') } });
  });

  test('of more than twenty a minute wait at Slack, and their sender is told once', async () => {
    const messages = Array.from({ length: 23 }, (_, index) => stand.drive.message(ana(), `line ${index}`));
    for (const each of [...messages.slice(0, 20), ...messages.slice(0, 5)]) await stand.drive.event(each);
    for (const each of messages.slice(20)) await expect(stand.drive.event(each)).rejects.toThrow('503');
    await stand.drive.write(lee(), 'not held up');
    expect(new Set(heard.map(({ key }) => key)).size).toBe(21);
    expect((await stand.workspace.seen(ana().dm)).map(({ text }) => text)).toEqual([
      expect.stringContaining('more than 20 messages'),
    ]);
  });
});

describe('changes', () => {
  test('are handed in, each once, under the key of the message', async () => {
    const { ts } = stand.drive.message(ana(), 'three quotes');
    await stand.drive.edit(ana(), ts, 'three quotes', 'four quotes');
    await stand.drive.repeat();
    await stand.drive.edit(ana(), ts, 'four quotes', 'five & more');
    const of = `${ana().dm}:${ts}`;
    expect(heard).toMatchObject([
      { kind: 'edit', of, text: 'four quotes' },
      { kind: 'edit', of, text: 'four quotes' },
      { kind: 'edit', of, text: 'five & more' },
    ]);
    expect(new Set(heard.map(({ key }) => key)).size).toBe(2);
  });

  test('that only add a preview of a link are none', async () => {
    await stand.drive.edit(ana(), '1780000000.000001', 'see https://a.example', 'see https://a.example');
    await stand.drive.edit(ana(), '1780000000.000001', 'see', 'see it', { edited: false });
    expect(heard).toEqual([]);
  });

  test('of our own messages are dropped', async () => {
    const desk = { ...ana(), id: BOT };
    await stand.drive.edit(desk, '1780000000.000001', 'as it was', 'as it is');
    await stand.drive.remove(desk, '1780000000.000001', 'as it was');
    expect(heard).toEqual([]);
  });

  test('that take a message away say so, in both of the ways that Slack has', async () => {
    await stand.drive.remove(ana(), '1780000000.000001', 'not so');
    const now = stand.drive.nextTs();
    await stand.drive.event({
      type: 'message',
      subtype: 'message_changed',
      channel: ana().dm,
      channel_type: 'im',
      ts: now,
      event_ts: now,
      message: { type: 'message', subtype: 'tombstone', ts: '1780000000.000001', user: 'USLACKBOT' },
      previous_message: stand.drive.message(ana(), 'not so', { ts: '1780000000.000001' }),
    });
    const deleted = {
      kind: 'delete',
      of: `${ana().dm}:1780000000.000001`,
      key: `${ana().dm}:1780000000.000001:deleted`,
    };
    expect(heard).toMatchObject([deleted, deleted]);
  });
});

describe('reactions and closed accounts', () => {
  test('a reaction to what the desk said is handed in, another is not', async () => {
    await stand.drive.react(ana(), '1780000000.000001', 'eyes');
    await stand.drive.react(ana(), '1780000000.000001', '+1::skin-tone-3');
    await stand.drive.react(ana(), '1780000000.000001', 'constructor');
    await stand.drive.react(ana(), '1780000000.000001', 'eyes', lee().id);
    expect(heard.map((each) => each.kind === 'reaction' && each.emoji)).toEqual(['👀', '👍', 'constructor']);
    expect(heard[0]).toMatchObject({ sentId: '1780000000.000001' });
  });

  describe('a reaction', () => {
    const sentIds = () => heard.map((each) => each.kind === 'reaction' && each.sentId);
    const outgoing = (text: string, more: object = {}) => ({
      deliveryId: randomUUID(),
      workspace: TEAM,
      address: ana().dm,
      message: { blocks: [{ kind: 'quote' as const, by: 'Lee', text }] },
      since: NOW,
      ...more,
    });
    const newest = async () => (await stand.workspace.seen(ana().dm)).at(-1);

    test('to any part of a long text is one to the text', async () => {
      const { sentId } = await stand.port.outbound.send(outgoing('many words '.repeat(700)));
      const [first] = sentId.split('+');
      for (const { ts } of await stand.workspace.seen(ana().dm)) await stand.drive.react(ana(), ts, 'eyes');
      expect(sentIds()).toEqual([first, first, first]);
      expect(new Set(heard.map(({ key }) => key)).size).toBe(3);
    });

    test('to what stands in a thread is one to that, to a later part of it too', async () => {
      const root = await stand.port.outbound.send(outgoing('the receipt'));
      const relay = await stand.port.outbound.send(outgoing('many words '.repeat(700), { thread: root.sentId }));
      const [, ...parts] = await stand.workspace.seen(ana().dm);
      for (const { ts } of parts) await stand.drive.react(ana(), ts, 'eyes');
      expect(relay.sentId).not.toBe(root.sentId);
      expect(sentIds()).toEqual(Array(3).fill(relay.sentId.split('+')[0]));
    });

    test('to a file is one to what it stands under', async () => {
      const { sentId } = await stand.port.outbound.send(outgoing('the receipt'));
      const file = { name: 'quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
      await stand.port.outbound.send(outgoing('see the quotes', { thread: sentId, file }));
      await stand.drive.react(ana(), (await newest())?.ts ?? '', 'eyes');
      expect(sentIds()).toEqual([sentId]);
    });

    test('comes again when Slack cannot say now to what it is, and is taken when it never will', async () => {
      const { sentId } = await stand.port.outbound.send(outgoing('words'));
      stand.workspace.failNext('conversations.replies', { status: 503 });
      await expect(stand.drive.react(ana(), sentId, 'eyes')).rejects.toThrow('503');
      expect(heard).toEqual([]);
      stand.workspace.failNext('conversations.replies', { error: 'thread_not_found' });
      await stand.drive.repeat();
      expect(sentIds()).toEqual([sentId]);
    });
  });

  test('an account that is closed, or opened again, is told of; any other change of a profile is not', async () => {
    const change = (deleted: boolean) =>
      stand.drive.event({
        type: 'user_change',
        event_ts: stand.drive.nextTs(),
        user: { id: lee().id, team_id: TEAM, deleted },
      });
    await change(false);
    expect(heard).toEqual([]);
    await change(true);
    await change(false);
    await change(false);
    expect(heard).toMatchObject([
      { kind: 'left', from: { userId: lee().id } },
      { kind: 'left', back: true },
    ]);
    expect(heard[0]).not.toHaveProperty('back');
  });

  test('the operator is told when the app is removed', async () => {
    await stand.drive.event({ type: 'app_uninstalled', event_ts: stand.drive.nextTs() });
    expect(stand.reports.join()).toContain('the app was removed');
  });
});

describe('a mention in a channel', () => {
  test('is taken, and answered in its thread by pointing to where only the person reads', async () => {
    await stand.drive.mention(ana(), GENERAL, 'do I need <three> quotes?');
    await stand.drive.repeat();
    expect(heard).toMatchObject(
      Array(2).fill({
        kind: 'message',
        text: 'do I need <three> quotes?',
        address: ana().dm,
        from: { address: ana().dm },
      }),
    );
    const posted = stand.workspace.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(posted.map(({ body }) => body)).toMatchObject([
      {
        channel: GENERAL,
        thread_ts: heard[0]?.key.split(':')[1],
        text: expect.stringContaining('answer comes in our direct messages'),
      },
    ]);
    expect(await stand.workspace.seen(ana().dm)).toEqual([]);
  });

  test('without a question is shown the way', async () => {
    await stand.drive.mention(ana(), GENERAL, '');
    expect(heard).toEqual([]);
    expect(stand.workspace.calls.at(-1)?.body).toMatchObject({
      channel: GENERAL,
      text: expect.stringContaining('Write your question'),
    });
  });
});
