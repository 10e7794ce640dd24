import type { IncomingMessage, ServerResponse } from 'node:http';
import { shownLines, shownText } from './block-kit.ts';

/** How a call of the Web API can go wrong. `lost`: done, but the connection breaks before the answer. */
export type Failure =
  /** Not this one, but perhaps the next. */
  'pass' | 'lost' | 'hang' | 'html' | { status: number; retryAfter?: string } | { error: string } | { before: 'reset' };

/** All that a modal shows. */
export const drawView = (view: Record<string, unknown>): string =>
  [view.title, view.blocks, view.submit].flatMap(shownLines).join('\n');

export function drawSeen(message: Record<string, unknown>) {
  const blocks = (message.blocks ?? []) as Record<string, unknown>[];
  const ts = String(message.ts);
  return {
    ts,
    sentId: String(message.thread_ts ?? ts),
    text: blocks.length > 0 ? shownLines(blocks).join('\n') : shownText(String(message.text)),
    buttons: blocks.flatMap(({ type, elements, accessory }) =>
      type === 'actions'
        ? (elements as Record<string, unknown>[])
        : accessory
          ? [accessory as Record<string, unknown>]
          : [],
    ),
  };
}

export function fail(failure: Exclude<Failure, 'lost' | 'pass'>, response: ServerResponse): void {
  if (failure === 'hang') return;
  if (failure === 'html') {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>We are having a moment.</body></html>');
  } else if ('before' in failure) response.destroy();
  else if ('error' in failure) send(response, { ok: false, error: failure.error });
  else
    response
      .writeHead(failure.status, { ...(failure.retryAfter && { 'retry-after': failure.retryAfter }) })
      .end('{"ok":false}');
}

export function send(response: ServerResponse, body: Record<string, unknown>): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export function readBody(bytes: Buffer): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(bytes.toString('utf8'))].map(([name, value]) => {
      if (/^[[{]/u.test(value) && ['blocks', 'view', 'metadata', 'files', 'message'].includes(name))
        return [name, JSON.parse(value)];
      return [name, value === 'true' ? true : value === 'false' ? false : value];
    }),
  );
}

const DAY_S = 86_400;

/**
 * The emulator lives in real time, stories in their own: its ids of messages are told in the story's time, and kept in
 * its own. (The embedded database would not bear a clock that is changed for the whole process.)
 */
export function storyTimes(now: () => Date) {
  const toStory = new Map<string, string>();
  const toReal = new Map<string, string>();
  const each = (text: string, change: (ts: string) => string) =>
    text.replace(/(?:(?<=%22)|\b)\d{10}\.\d{6}\b/gu, change);
  return {
    told: (text: string) =>
      each(text, (real) => {
        const known = toStory.get(real);
        if (known) return known;
        if (Math.abs(Number(real) - Date.now() / 1000) > DAY_S) return real;
        const story = `${Math.floor(now().getTime() / 1000)}${real.slice(10)}`;
        toStory.set(real, story);
        toReal.set(story, real);
        return story;
      }),
    kept: (text: string) => each(text, (story) => toReal.get(story) ?? story),
  };
}

/** Where there is no story, the emulator's time is everybody's. */
export const realTimes: ReturnType<typeof storyTimes> = { told: (text) => text, kept: (text) => text };

/** The headers of a request that are Slack's business. */
export const passedOn = ({ headers }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    ['authorization', 'content-type'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
