import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { EVERY_BLOCK, EVERY_FIELD, HOSTILE, say } from '../../contracts/samples.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, NOW, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let answer: Answer;
beforeEach(async () => {
  stand = await openSlack();
  heard = [];
  answer = { kind: 'done' };
  await stand.port.start(
    deskSide(
      async (inbound) => {
        heard.push(inbound);
        return answer;
      },
      { view: async () => answer },
    ),
  );
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stand.close();
});

const ana = () => stand.workspace.person(ANA);
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: randomUUID(),
  workspace: TEAM,
  address: ana().dm,
  message,
  since: NOW,
  ...more,
});
/** Charts are tried and spared by themselves. */
const CHARTLESS: Message = { blocks: EVERY_BLOCK.blocks.filter(({ kind }) => kind !== 'chart') };
/** What each call of a method had for blocks. */
const typesIn = (method: string): string[][] =>
  stand.workspace.calls
    .filter((call) => call.method === method)
    .map(({ body }) => {
      const view = body.view as { blocks?: unknown } | undefined;
      const blocks = (view?.blocks ?? body.blocks ?? []) as { type: string }[];
      return [...new Set(blocks.map(({ type }) => type))];
    });
const refuse = (method: string, error = 'invalid_blocks') => stand.workspace.failNext(method, { error });

describe('in a workspace without rich_text', () => {
  test('a message says the same in the old blocks, with its buttons', async () => {
    refuse('chat.postMessage');
    await stand.port.outbound.send(outgoing(CHARTLESS));
    expect(typesIn('chat.postMessage')).toEqual([
      ['header', 'rich_text', 'section', 'actions', 'context'],
      ['header', 'section', 'actions', 'context'],
    ]);
    const [seen] = await stand.workspace.seen(ana().dm);
    expect(seen?.buttons).toHaveLength(6);
    for (const words of [
      "Siobhán O'Neil:",
      'And *that*?',
      'Due Tue, Jun 9, 4:00 PM EDT for Parks & Lakes.',
      'Agency: Parks',
    ])
      expect(seen?.text).toContain(words);
    expect(
      JSON.stringify(stand.workspace.calls.findLast(({ method }) => method === 'chat.postMessage')?.body),
    ).toContain('• one of two\\n• the other of two');
  });

  test('the words of people are shown literally', async () => {
    refuse('chat.postMessage');
    const text = HOSTILE.join('\n');
    await stand.port.outbound.send(outgoing({ blocks: [{ kind: 'quote', by: 'Ana', text }] }));
    expect((await stand.workspace.seen(ana().dm))[0]?.text).toContain(text);
  });

  test('it is not asked again with every message, and tried again after an hour', async () => {
    refuse('chat.postMessage');
    for (const text of ['one', 'two']) await stand.port.outbound.send(outgoing(say(text)));
    expect(typesIn('chat.postMessage')).toEqual([['rich_text'], ['section'], ['section']]);
    const later = performance.now() + 3_600_001;
    vi.spyOn(performance, 'now').mockImplementation(() => later);
    await stand.port.outbound.send(outgoing(say('three')));
    expect(typesIn('chat.postMessage').at(-1)).toEqual(['rich_text']);
  });

  test('the live card, the Home, forms and notices are spared it as well', async () => {
    const { sentId } = await stand.port.outbound.send(outgoing(say('short')));
    refuse('chat.update');
    await stand.port.outbound.send(outgoing(EVERY_BLOCK, { replaces: sentId }));
    answer = { kind: 'show', message: EVERY_BLOCK };
    expect(await stand.drive.home(ana())).toContain('And *that*?');
    answer = { kind: 'form', form: { ...EVERY_FIELD, intro: EVERY_BLOCK.blocks } };
    expect(await stand.drive.press(ana(), { name: 'reply', about: '7' })).toContain('And *that*?');
    answer = { kind: 'notice', text: ['Done.'] };
    expect(await stand.drive.press(ana(), { name: 'reply', about: '7' })).toContain('Done.');
    const drawn = ['chat.update', 'views.publish', 'views.open', 'chat.postEphemeral'].map((method) =>
      typesIn(method).at(-1),
    );
    expect(drawn.flat()).toContain('section');
    expect(drawn.flat()).not.toContain('rich_text');
  });

  test('a form that is refused as a whole is shown in them, and a quoted message comes back from it', async () => {
    refuse('views.update', 'invalid_arguments');
    const about = { type: 'message' as const, user: stand.workspace.person(LEE).id, ts: '1780000000.000123' };
    const text = `is *this* ours?\n${'long '.repeat(1_500)}`;
    expect(await stand.drive.askAbout(ana(), { ...about, text })).toContain('is *this* ours?');
    expect(typesIn('views.update').map((types) => types[0])).toEqual(['rich_text', 'section']);
    await stand.drive.submit(ana(), { question: 'And?' });
    expect(heard).toMatchObject([{ text: 'And?', quoted: { by: 'Lee <Park>', text } }]);
  });
});

describe('a picture that Slack cannot fetch', () => {
  const photo = { url: 'https://pictures.example/lee.png', of: 'Lee Park' };
  const withFace: Message = {
    blocks: [{ kind: 'face', photo }, ...CHARTLESS.blocks],
  };

  test('goes, and nothing else does: neither the buttons, nor the name beside it, nor in a change', async () => {
    for (let count = 0; count < 2; count++) refuse('chat.postMessage');
    const { sentId } = await stand.port.outbound.send(outgoing(withFace));
    const [seen] = await stand.workspace.seen(ana().dm);
    expect(seen?.buttons).toHaveLength(6);
    expect(seen?.text).toContain('Lee Park');
    const last = (method: string) =>
      JSON.stringify(stand.workspace.calls.findLast((call) => call.method === method)?.body);
    expect(last('chat.postMessage')).not.toContain('pictures.example');
    for (let count = 0; count < 2; count++) refuse('chat.update');
    await stand.port.outbound.send(outgoing(withFace, { replaces: sentId }));
    expect(last('chat.update')).not.toContain('pictures.example');
    await stand.port.outbound.send(outgoing(say('next')));
    expect(typesIn('chat.postMessage').at(-1), 'and the workspace is not taken for an old one').toEqual(['rich_text']);
  });
});

describe('where rich_text is not what is wrong', () => {
  test('nothing is sent a second time', async () => {
    refuse('chat.postMessage', 'channel_not_found');
    await expect(stand.port.outbound.send(outgoing(say('hello')))).rejects.toThrow('is not there anymore');
    expect(typesIn('chat.postMessage')).toHaveLength(1);
  });

  test('and the old blocks are refused too, the workspace is not taken for one without it', async () => {
    for (let count = 0; count < 2; count++) refuse('chat.postMessage');
    await stand.port.outbound.send(outgoing(say('odd')));
    await stand.port.outbound.send(outgoing(say('even')));
    expect(typesIn('chat.postMessage')).toEqual([['rich_text'], ['section'], [], ['rich_text']]);
  });
});
