import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, NOW, openSlack } from '../../support/slack/open.ts';
import { FORM_TYPE, JSON_TYPE, signed } from '../../support/slack/signing.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
beforeEach(async () => {
  stand = await openSlack();
  heard = [];
  await stand.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return { kind: 'done' };
    }),
  );
});
afterEach(() => stand.close());

const handle = async (request: Request): Promise<Response> => {
  const response = await stand.port.http?.handle(request);
  if (!response) throw new Error('the port has http');
  return response;
};
const event = () =>
  JSON.stringify({
    type: 'event_callback',
    team_id: 'T000000001',
    event: stand.drive.message(stand.workspace.person(ANA), 'hello'),
  });
const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);

describe('what is not signed by Slack, now, changes nothing', () => {
  test.each<[string, () => Request, number]>([
    ['another secret', () => signed(event(), JSON_TYPE, { secret: 'somebody else’s secret' }), 401],
    ['an empty secret', () => signed(event(), JSON_TYPE, { secret: '' }), 401],
    ['6 minutes old', () => signed(event(), JSON_TYPE, { at: minutes(-6) }), 401],
    ['6 minutes early', () => signed(event(), JSON_TYPE, { at: minutes(6) }), 401],
    ['a day early', () => signed(event(), JSON_TYPE, { at: minutes(1_440) }), 401],
    ['no signature', () => without('x-slack-signature'), 401],
    ['no time', () => without('x-slack-request-timestamp'), 401],
    ['a time that is none', () => changed('x-slack-request-timestamp', 'NaN'), 401],
    ['a signature of another version', () => changed('x-slack-signature', `v1=${'0'.repeat(64)}`), 401],
    ['a signature that is too short', () => changed('x-slack-signature', 'v0=00'), 401],
    ['another body', () => changed('x-slack-signature', `v0=${'0'.repeat(64)}`), 401],
    ['10 MB', () => signed(event().padEnd(10 * 1024 * 1024), JSON_TYPE), 413],
    ['10 MB that says so', () => declared(event().padEnd(10 * 1024 * 1024), 10 * 1024 * 1024), 413],
    ['10 MB that claims to be small', () => declared(event().padEnd(10 * 1024 * 1024), 7), 413],
    ['10 MB without a length', () => streamed(10 * 1024 * 1024), 413],
    ['a forged body with a length', () => declared(event(), 7, { secret: 'somebody else’s secret' }), 401],
    ['GET', () => new Request('https://desk.example/slack/events'), 405],
    ['another path', () => new Request('https://desk.example/slack/install', { method: 'POST' }), 404],
  ])('%s', async (_, request, status) => {
    const response = await handle(request());
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(heard).toEqual([]);
  });

  test.each([
    [61, /61 minutes early by the desk's clock/u],
    [-61, /61 minutes old by the desk's clock/u],
  ])('a clock that is off by %d minutes is said, with how far, once a minute', async (off, words) => {
    for (let time = 0; time < 3; time++)
      expect((await handle(signed(event(), JSON_TYPE, { at: minutes(off) }))).status).toBe(401);
    expect(stand.reports).toEqual([expect.stringMatching(words)]);
  });

  test.each(['null', '[]', '[{"type":"event_callback"}]', '"text"', '7', 'true', '', '{', `${'['.repeat(200_000)}`])(
    'a signed body that is no object: %.20s',
    async (body) => {
      expect((await handle(signed(body, JSON_TYPE))).status).toBe(400);
      expect((await handle(signed(new URLSearchParams({ payload: body }).toString(), FORM_TYPE))).status).toBe(400);
      expect(heard).toEqual([]);
    },
  );

  test.each([
    {},
    { type: 'event_callback' },
    { type: 'event_callback', event: null },
    { type: 'event_callback', event: { type: 'message' } },
    { type: 'view_closed' },
    { type: 'unheard_of' },
  ])('a signed body with nothing to do in it is taken: %o', async (body) => {
    expect((await handle(signed(JSON.stringify(body), JSON_TYPE))).status).toBe(200);
    expect(heard).toEqual([]);
  });

  test('the look at our certificate brings nothing in, whatever rides along', async () => {
    const payload = JSON.stringify({ type: 'block_actions', user: { id: 'U1' }, actions: [{ type: 'button' }] });
    for (const fields of [
      { ssl_check: '1' },
      { ssl_check: '1', payload },
      { ssl_check: '1', command: '/ask', text: 'x' },
    ]) {
      const body = new URLSearchParams(fields as Record<string, string>).toString();
      const request = new Request('https://desk.example/slack/events', {
        method: 'POST',
        body,
        headers: { 'content-type': FORM_TYPE },
      });
      expect((await handle(request)).status).toBe(200);
    }
    expect(heard).toEqual([]);
    expect(stand.workspace.calls.filter(({ method }) => method !== 'auth.test')).toEqual([]);
    const asJson = new Request('https://desk.example/slack/events', {
      method: 'POST',
      body: '{"ssl_check":1}',
      headers: { 'content-type': JSON_TYPE },
    });
    expect((await handle(asJson)).status).toBe(401);
  });
});

test('a body with its length is read as well as one without', async () => {
  const body = event();
  expect((await handle(declared(body, Buffer.byteLength(body)))).status).toBe(200);
  expect((await handle(signed(body, JSON_TYPE))).status).toBe(200);
  expect(heard).toHaveLength(2);
});

test('Slack may ask whether this is us', async () => {
  const response = await handle(signed('{"type":"url_verification","challenge":"abc"}', JSON_TYPE));
  expect(await response.json()).toEqual({ challenge: 'abc' });
  expect(
    (await handle(signed('{"type":"url_verification","challenge":"abc"}', JSON_TYPE, { secret: 'other' }))).status,
  ).toBe(401);
});

test('a signature holds for 5 minutes, both ways, and a replay within them is the same deed', async () => {
  const body = event();
  for (const at of [minutes(-5), minutes(5), NOW, NOW])
    expect((await handle(signed(body, JSON_TYPE, { at, retry: 1 }))).status).toBe(200);
  expect(new Set(heard.map(({ key }) => key)).size).toBe(1);
});

test('the operator learns of a wrong secret and of a wrong clock, strangers of nothing', async () => {
  for (let count = 0; count < 4; count++) await handle(signed(event(), JSON_TYPE, { secret: 'wrong' }));
  expect(stand.reports).toEqual([]);
  await handle(signed(event(), JSON_TYPE, { secret: 'wrong' }));
  expect(stand.reports).toEqual([expect.stringContaining('is SLACK_SIGNING_SECRET that of this app?')]);
  await handle(signed(event(), JSON_TYPE, { at: minutes(6) }));
  expect(stand.reports.at(-1)).toContain('6 minutes early by the desk');
});

const without = (name: string): Request => {
  const request = signed(event(), JSON_TYPE);
  request.headers.delete(name);
  return request;
};
const changed = (name: string, value: string): Request => {
  const request = signed(event(), JSON_TYPE);
  request.headers.set(name, value);
  return request;
};

/** Most come with their length. A server reads no more than that, but this may not be the only server. */
function declared(body: string, length: number, options: Parameters<typeof signed>[2] = {}): Request {
  const request = signed(body, JSON_TYPE, options);
  request.headers.set('content-length', String(length));
  return request;
}

/** A body without a length, as it comes in pieces. */
function streamed(bytes: number): Request {
  let left = bytes;
  const body = new ReadableStream({
    pull(controller) {
      left -= 65_536;
      controller.enqueue(new Uint8Array(65_536));
      if (left <= 0) controller.close();
    },
  });
  return new Request('https://desk.example/slack/events', { method: 'POST', body, duplex: 'half' } as RequestInit);
}
