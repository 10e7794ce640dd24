import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { say } from '../../contracts/samples.ts';
import { ANA, openSlack } from '../../support/slack/open.ts';
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
const failure = async (work: Promise<unknown>): Promise<ChatError> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ChatError);
  return error as ChatError;
};
const long: Message = { blocks: [{ kind: 'quote', by: 'Ana', text: 'many words '.repeat(700) }] };

describe('charts', () => {
  const chart = (title: string, finding: string): Block => ({
    kind: 'chart',
    chart: { kind: 'bars', title, finding, most: 9, bars: [{ label: 'Lee Park', value: 9, said: '9' }] },
  });
  const load = chart('Open requests by liaison', 'Lee Park has 9 of 12.');
  const volume = chart('Requests by agency', 'Parks asked most.');
  const digest: Message = { blocks: [{ kind: 'text', text: ['Weekly digest'] }, load, volume] };
  const pictures = () => stand.workspace.pictures(dm());
  const both = ['Lee Park has 9 of 12.', 'Parks asked most.'];
  const posts = async () => (await stand.workspace.seen(dm())).length;

  test('are pictures in one post below their message, which is found again and is changed without them', async () => {
    const delivery = outgoing(digest);
    const sent = await stand.port.outbound.send(delivery);
    expect((await stand.workspace.seen(dm()))[0]?.text).toContain('Lee Park has 9 of 12.\nParks asked most.');
    expect([await pictures(), await posts()]).toEqual([both, 2]);
    const { files } = (await stand.workspace.api('files.list', {})) as { files: { name: string; ims: string[] }[] };
    expect(new Set(files.map(({ name }) => name))).toEqual(
      new Set(['Open requests by liaison.png', 'Requests by agency.png']),
    );
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    await stand.port.outbound.send(outgoing(digest, { replaces: sent.sentId }));
    expect([await pictures(), await posts()]).toEqual([both, 2]);
  });

  test.each(['files.getUploadURLExternal', 'upload'])(
    'nothing is seen while one cannot be brought (%s), and each once when it can',
    async (what) => {
      const delivery = outgoing(digest);
      stand.workspace.failNext(what, 'pass', { status: 500 });
      const { outcome } = await failure(stand.port.outbound.send(delivery));
      expect(['retry', 'ambiguous']).toContain(outcome);
      expect(await posts()).toBe(0);
      expect(await stand.port.lookup.find(delivery)).toBeUndefined();
      const sent = await stand.port.outbound.send(delivery);
      expect(await stand.port.lookup.find(delivery)).toEqual(sent);
      expect([await pictures(), await posts()]).toEqual([both, 2]);
    },
  );

  test.each([{ status: 500 }, 'lost' as const])(
    'that are in doubt (%o) are shared once by whoever looks',
    async (way) => {
      const delivery = outgoing(digest);
      stand.workspace.failNext('files.completeUploadExternal', way);
      expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
      // And the first who looks is interrupted as well.
      if (way !== 'lost') {
        stand.workspace.failNext('files.getUploadURLExternal', 'pass', { status: 500 });
        await failure(stand.port.lookup.find(delivery));
      }
      const found = await stand.port.lookup.find(delivery);
      expect(await stand.port.lookup.find(delivery)).toEqual(found);
      expect([await pictures(), await posts()]).toEqual([both, 2]);
    },
  );

  test('of which Slack refuses one keep the others and all words, with no word about a file', async () => {
    const delivery = outgoing(digest);
    stand.workspace.failNext('files.getUploadURLExternal', { error: 'storage_limit_reached' });
    const sent = await stand.port.outbound.send(delivery);
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect([await pictures(), await posts()]).toEqual([both.slice(1), 2]);
    stand.workspace.failNext('files.completeUploadExternal', { error: 'file_sharing_disabled' });
    await stand.port.outbound.send(outgoing(digest));
    expect(await posts()).toBe(3);
  });

  test('stand with a file of the other side in the same post', async () => {
    const file = { name: 'quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
    const delivery = outgoing(digest, { file });
    await stand.port.outbound.send(delivery);
    await stand.port.lookup.find(delivery);
    expect([await pictures(), await posts()]).toEqual([both, 2]);
    const { files } = (await stand.workspace.api('files.list', {})) as { files: unknown[] };
    expect(files).toHaveLength(3);
  });

  test('take the room of one post more', () => {
    const burst = (message: Message) => stand.port.outbound.rates(outgoing(message))[0]?.burst ?? 0;
    expect(burst(digest)).toBe(burst({ blocks: [load] }));
    expect(burst(digest)).toBe(burst(say('hello')) / 2);
  });
});

describe('a file of the other side', () => {
  const file = { name: 'quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };

  test('is handed on with its message, and can be read again', async () => {
    const delivery = outgoing(say('see the quotes'), { file });
    const sent = await stand.port.outbound.send(delivery);
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    const { files } = (await stand.workspace.api('files.list', {})) as {
      files: { id: string; name: string; ims: string[] }[];
    };
    expect(files).toMatchObject([{ name: 'quotes.pdf', ims: [dm()] }]);
    const handle = { ref: files[0]?.id ?? '', name: 'quotes.pdf', type: 'application/pdf', size: 4 };
    const account = await stand.port.directory.reach(ANA);
    if (!account) throw new Error('Ana is known');
    expect(await stand.port.files.fetch(handle, account)).toEqual(Buffer.from(file.bytes));
    expect(
      await stand.port.files.fetch({ ...handle, size: 26 * 1024 * 1024 }, account).catch((e: ChatError) => e.outcome),
    ).toBe('rejected');
    expect(await stand.port.files.fetch({ ...handle, ref: 'F0NONE' }, account).catch((e: ChatError) => e.outcome)).toBe(
      'rejected',
    );
  });

  test('that did not arrive with its message is shared once by whoever looks', async () => {
    const delivery = outgoing(say('see the quotes'), { file });
    stand.workspace.failNext('files.completeUploadExternal', { status: 500 });
    expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
    await stand.port.lookup.find(delivery);
    await stand.port.lookup.find(delivery);
    const { files } = (await stand.workspace.api('files.list', {})) as { files: unknown[] };
    expect(files).toHaveLength(1);
    expect(await stand.workspace.seen(dm())).toHaveLength(2);
  });

  const said = async () => (await stand.workspace.seen(dm())).map(({ text }) => text);
  const told = 'could not be given to you in Slack: “quotes.pdf” (1 KB). The desk keeps it';

  test.each([
    ['files.getUploadURLExternal', 'missing_argument'],
    ['files.getUploadURLExternal', 'file_type_not_allowed'],
    ['files.getUploadURLExternal', 'file_uploads_disabled'],
    ['files.getUploadURLExternal', 'file_uploads_except_images_disabled'],
    ['files.getUploadURLExternal', 'file_upload_size_restricted'],
    ['files.getUploadURLExternal', 'storage_limit_reached'],
    ['files.getUploadURLExternal', 'missing_scope'],
    ['files.completeUploadExternal', 'file_update_failed'],
    ['files.completeUploadExternal', 'file_sharing_disabled'],
    ['files.completeUploadExternal', 'posting_to_channel_denied'],
  ])('that Slack refuses (%s: %s) keeps no words from arriving, and is told of', async (method, error) => {
    const delivery = outgoing(say('see the quotes'), { file });
    stand.workspace.failNext(method, { error });
    const sent = await stand.port.outbound.send(delivery);
    expect(await said()).toEqual(['see the quotes', expect.stringContaining(told)]);
    const uploads = stand.workspace.calls.filter((each) => each.method === method).length;
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect(await said()).toHaveLength(2);
    expect(stand.workspace.calls.filter((each) => each.method === method)).toHaveLength(uploads);
  });

  test('that Slack refuses only after doubt is told of once', async () => {
    const delivery = outgoing(long, { file });
    stand.workspace.failNext('files.completeUploadExternal', { status: 500 }, { error: 'file_update_failed' });
    expect((await failure(stand.port.outbound.send(delivery))).outcome).toBe('ambiguous');
    const found = await stand.port.lookup.find(delivery);
    expect(await stand.port.lookup.find(delivery)).toEqual(found);
    const texts = await said();
    expect(texts.map((text) => text.slice(0, 5))).toEqual(['(1/3)', '(2/3)', '(3/3)', 'A fil']);
    expect(texts.at(-1)).toContain(told);
  });

  test('that is empty is told of with the words, and Slack is not asked', async () => {
    const delivery = outgoing(say('see the quotes'), { file: { ...file, bytes: new Uint8Array() } });
    const sent = await stand.port.outbound.send(delivery);
    const [text, ...more] = await said();
    expect(text).toContain('see the quotes');
    expect(text).toContain('“quotes.pdf” (0 KB)');
    expect(more).toEqual([]);
    expect(await stand.port.lookup.find(delivery)).toEqual(sent);
    expect(stand.workspace.calls.filter(({ method }) => method.startsWith('files.'))).toEqual([]);
  });
});

test('a file of the same name that came with another message is not taken for it', async () => {
  const file = { name: 'quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([37, 80, 68, 70]) };
  const delivery = outgoing(say('see the quotes'), { file });
  stand.workspace.failNext('files.completeUploadExternal', { status: 500 });
  await failure(stand.port.outbound.send(delivery));
  await stand.port.outbound.send(outgoing(say('and these'), { file }));
  await stand.port.lookup.find(delivery);
  const { files } = (await stand.workspace.api('files.list', {})) as { files: unknown[] };
  expect(files).toHaveLength(2);
});

test('a file in a channel that the app is not in is said to lie there, and asked for anew', async () => {
  const ask = () => stand.port.files.fetch({ ref: 'F1', name: 'a.pdf', type: 'application/pdf', size: 9 }, from);
  const from = { platform: 'slack', workspace: TEAM, userId: ANA, address: stand.workspace.person(ANA).dm };
  for (const word of ['file_not_found', 'not_in_channel', 'channel_not_found']) {
    stand.workspace.failNext('files.info', { error: word });
    const refused = await failure(ask());
    expect(refused.message).toMatch(/in a channel that the desk is not in; please attach it/u);
    expect(['gone', 'rejected']).toContain(refused.outcome);
  }
});
