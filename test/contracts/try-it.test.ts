import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SeatPerson, type WebChatOptions, webChat } from '../../adapters/try-it/index.ts';
import type { Account } from '../../src/chat/account.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { LONGEST_TEXT, type Press } from '../../src/chat/message.ts';
import { deskSide } from '../support/desk-side.ts';
import { memoryTranscript } from '../support/memory-transcript.ts';
import { picturesIn, textOf } from '../support/read-page.ts';
import { act, view } from './act.ts';
import { directory, lookup } from './asking.ts';
import { http, keep } from './keep.ts';
import { outbound } from './outbound.ts';
import { pictures } from './pictures.ts';
import { chatContract } from './talk.ts';

const ANA = 'ana@dot.example';
const BEN = 'ben@parks.example';
const PEOPLE: SeatPerson[] = [
  { email: 'Ana@DOT.example', name: 'Ana Ortiz', seat: 'agency', detail: 'Transportation' },
  { email: BEN, name: 'Ben <Abara>', seat: 'agency', detail: 'Parks' },
  { email: 'lee@procure.example', name: 'Lee Park', seat: 'liaison', detail: 'Purchasing' },
];
const NOW = new Date('2026-06-08T18:12:00Z');
const ORIGIN = 'http://localhost:3000';

const account = (address: string, name: string): Account => ({
  platform: 'web',
  workspace: 'try-it',
  userId: address,
  address,
  name,
  email: address,
});

function openPage(options: Partial<WebChatOptions> = {}) {
  const transcript = memoryTranscript();
  const port = webChat({
    transcript,
    people: async () => PEOPLE,
    clock: { now: () => NOW, zone: 'America/New_York' },
    ...options,
  });
  const ask = async (path: string, init: RequestInit = {}) => {
    const response = await port.http?.handle(new Request(`${ORIGIN}${path}`, init));
    if (!response) throw new Error('The port has no http.');
    return response;
  };
  const post = (
    path: string,
    fields: Record<string, string> | [string, string][],
    headers: Record<string, string> = {},
  ) => ask(path, { method: 'POST', body: new URLSearchParams(fields), headers: { origin: ORIGIN, ...headers } });
  return { transcript, port, ask, post };
}

function openStand() {
  const { transcript, port, ask, post } = openPage();
  let last: [string, Record<string, string>] | undefined;
  const done = async (path: string, fields: Record<string, string>) => {
    last = [path, fields];
    const response = await post(path, fields);
    const text = await response.text();
    if (!response.ok) throw new Error(`${response.status}: ${text}`);
    return textOf(text);
  };
  const as = (address: string) => ({ seat: 'agency', picked: address, key: randomUUID() });
  const at = { place: 'agency-home', origin: 'agency-home' };
  return {
    chat: port,
    people: [account(ANA, 'Ana Ortiz'), account(BEN, 'Ben <Abara>')] as const,
    unknownEmail: 'nobody@dot.example',
    now: () => NOW,
    async seen(address: string) {
      const page = await (await ask(`/?agency=${encodeURIComponent(address)}`)).text();
      const lines = page.matchAll(/<article id="agency-l-([\w-]+)"[^>]*>.*?<div class="bubble">(.*?)<\/article>/gs);
      return [...lines].map(([, sentId = '', html = '']) => ({ sentId, text: textOf(html) }));
    },
    async pictures(address: string) {
      const page = await (await ask(`/?agency=${encodeURIComponent(address)}`)).text();
      return picturesIn(page);
    },
    async write(address: string, text: string) {
      await done('/try/say', { ...as(address), text });
    },
    async repeat() {
      if (last) await done(...last);
    },
    press: (address: string, press: Press) => done('/try/press', { ...as(address), ...at, ...press }),
    async submit(address: string, press: Press, values: Record<string, string>) {
      const fields = [
        ...Object.entries({ ...as(address), ...at, place: 'dialog', ...press }),
        ...Object.entries(values).flatMap(([name, value]) => [
          ['field', name],
          // A browser says each check-box for itself.
          ...(name === 'liked' ? value.split(',') : [value]).map((each) => [`v.${name}`, each]),
        ]),
      ] as [string, string][];
      return textOf(await (await post('/try/submit', fields)).text());
    },
    async home(address: string) {
      const stream = await ask(`/try/live?agency=${encodeURIComponent(address)}`);
      const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
      let text = '';
      while (reader && !text.includes('agency-home-notice')) text += (await reader.read()).value ?? '';
      await reader?.cancel();
      return textOf(text);
    },
    breakDown() {
      const failing = async () => {
        throw new Error('insert of "a secret" failed');
      };
      Object.assign(transcript, { append: failing, find: failing });
    },
    close: () => port.stop(),
  };
}

chatContract('the try-it page', async () => openStand(), [
  outbound,
  pictures,
  lookup,
  directory,
  http,
  keep,
  act,
  view,
]);

describe('the try-it page', () => {
  test('sends a delivery once, however often it is told to', async () => {
    const { port, transcript } = openPage();
    const delivery = {
      deliveryId: randomUUID(),
      workspace: 'try-it',
      address: ANA,
      message: { blocks: [] },
      since: NOW,
    };
    const first = await port.outbound.send(delivery);
    expect(await port.outbound.send(delivery)).toEqual(first);
    expect(await transcript.read(ANA, 10)).toHaveLength(1);
  });

  test('refuses to change a message that is not there', async () => {
    const { port } = openPage();
    const sending = port.outbound.send({
      deliveryId: randomUUID(),
      workspace: 'try-it',
      address: ANA,
      message: { blocks: [] },
      since: NOW,
      replaces: 'x',
    });
    await expect(sending).rejects.toMatchObject({ name: 'ChatError', outcome: 'rejected' });
  });

  test('knows somebody who is on no list by the name they give, and without an e-mail', async () => {
    const { port, post } = openPage();
    const heard: Inbound[] = [];
    await port.start(
      deskSide(async (inbound) => {
        heard.push(inbound);
        return { kind: 'done' };
      }),
    );
    const unnamed = await post('/try/say', { seat: 'agency', picked: 'new', key: randomUUID(), text: 'hello' });
    expect(unnamed.status).toBe(404);
    const named = await post('/try/name', { visitor: ' Kim  O’Hara; ', agency: 'new' });
    const cookie = named.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(named.headers.get('hx-replace-url')).toContain('agency=new');
    await post('/try/say', { seat: 'agency', picked: 'new', key: randomUUID(), text: 'hello' }, { cookie });
    await post('/try/say', { seat: 'agency', picked: 'new', key: randomUUID(), text: 'again' }, { cookie });
    const id = expect.stringMatching(/^visitor-[\da-f]{12}$/);
    const from = {
      platform: 'web',
      workspace: 'try-it',
      userId: id,
      address: id,
      name: 'Kim O’Hara;',
      vouched: 'office',
    };
    expect(heard.map((inbound) => inbound.from)).toEqual([from, from]);
    expect(heard[1]?.from).toEqual(heard[0]?.from);
    await post('/try/say', { seat: 'liaison', picked: 'new', key: randomUUID(), text: 'no' }, { cookie });
    expect(heard).toHaveLength(2);
  });

  describe('refuses', () => {
    const text = { seat: 'agency', picked: ANA, key: randomUUID(), text: 'hello' };
    const cases: [string, Record<string, string>, Record<string, string>, number][] = [
      ['a deed from another origin', text, { origin: 'https://evil.example' }, 403],
      [
        'a deed from another origin that the browser tells of',
        text,
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
        403,
      ],
      ['text that is too long', { ...text, text: 'x'.repeat(LONGEST_TEXT + 1) }, {}, 413],
      ['a body that is too long', { ...text, more: 'x'.repeat(1_100_000) }, {}, 413],
      ['empty text', { ...text, text: ' \n ' }, {}, 422],
      ['a person the roster does not have', { ...text, picked: 'eve@dot.example' }, {}, 404],
      ['a person in a seat that is not theirs', { ...text, seat: 'liaison' }, {}, 404],
      ['a deed without a key', { ...text, key: 'again' }, {}, 400],
    ];
    test.for(cases)('%s', async ([, fields, headers, status]) => {
      const { port, post } = openPage();
      const heard: Inbound[] = [];
      await port.start(
        deskSide(async (inbound) => {
          heard.push(inbound);
          return { kind: 'done' };
        }),
      );
      const response = await post('/try/say', fields, headers);
      expect(response.status).toBe(status);
      expect((await response.text()).length).toBeGreaterThan(20);
      expect(heard).toEqual([]);
    });

    test.each([
      ['JSON', 'application/json', '{"seat":"agency"}', 415],
      ['plain text', 'text/plain', 'seat=agency', 415],
      ['nothing that is named', '', 'seat=agency', 415],
      ['a form that is none', 'multipart/form-data; boundary=x', 'seat=agency', 400],
    ])('%s', async (_, type, body, status) => {
      const { port } = openPage();
      for (const path of ['say', 'press', 'submit', 'name']) {
        const headers = { origin: ORIGIN, ...(type && { 'content-type': type }) };
        const request = new Request(`${ORIGIN}/try/${path}`, { method: 'POST', headers, body: Buffer.from(body) });
        expect([path, (await port.http?.handle(request))?.status]).toEqual([path, status]);
      }
    });

    test('names that are not of this machine, unless told otherwise', async () => {
      const rebound = (page: ReturnType<typeof openPage>) =>
        page.port.http?.handle(new Request('http://evil.example/'));
      expect((await rebound(openPage()))?.status).toBe(403);
      expect((await rebound(openPage({ hosts: ['evil.example'] })))?.status).toBe(200);
      expect((await rebound(openPage({ hosts: 'any' })))?.status).toBe(200);
    });

    test('to move time where it may not be moved', async () => {
      const { ask, post } = openPage();
      const response = await post('/try/skip', { to: 'hour' });
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('Time cannot be moved here');
      expect(await (await ask('/')).text()).not.toContain('Skip ahead');
    });
  });

  test('moves time from what a tab has seen, and says what it is then', async () => {
    let now = NOW;
    let ahead = 0;
    const asked: [string, number][] = [];
    const skip = async (to: string, seen: number) => {
      asked.push([to, seen]);
      if (seen !== ahead) return;
      ahead = 3_600_000;
      now = new Date('2026-06-09T12:00:00Z');
    };
    const { ask, post } = openPage({
      clock: { now: () => now, zone: 'America/New_York', moves: { ahead: () => ahead, skip } },
    });
    expect(await (await ask('/')).text()).toContain('<input type="hidden" name="seen" value="0">');
    const said = async (to: string, seen: string) => (await post('/try/skip', { to, seen })).text();
    expect(await said('opening', '0')).toContain('>It is now Tue, Jun 9, 8:00 AM EDT.');
    expect(await said('week', '0')).toContain('Time was moved in another tab. It is now Tue, Jun 9, 8:00 AM EDT.');
    expect(asked).toEqual([
      ['opening', 0],
      ['week', 0],
    ]);
    expect((await post('/try/skip', { to: 'century', seen: '0' })).status).toBe(400);
    expect((await post('/try/skip', { to: 'week' })).status).toBe(400);
  });

  test('lets no script but its own run, be framed, or be kept', async () => {
    const { ask } = openPage();
    const page = await ask('/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; style-src 'self'");
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.headers.get('cache-control')).toBe('no-store');
    const html = await page.text();
    expect(html).not.toMatch(/<script(?! (defer|type="module") src=)|<style|style="|\son\w+=/);
    for (const [, path = ''] of html.matchAll(/(?:src|href)="(\/try\/files\/[^"]+)"/g)) {
      const file = await ask(path);
      expect(file.status).toBe(200);
      expect(file.headers.get('cache-control')).toContain('immutable');
    }
  });

  test('ends its streams when it stops, so that the server can close', async () => {
    const { port, ask } = openPage();
    const stream = (await ask('/try/live')).body?.getReader();
    await port.stop();
    let ended = false;
    while (stream && !ended) ended = (await stream.read()).done;
    expect(ended).toBe(true);
  });
});
