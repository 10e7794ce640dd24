import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { readPress } from '../../../adapters/slack/out/render.ts';
import type { Press } from '../../../src/chat/message.ts';
import { readAll, readBody } from './wire.ts';

/** A post, or a change of one, that Slack took. */
export type Taken = {
  channel: string;
  ts: string;
  thread: string | undefined;
  delivery: string;
  part: number;
  change: boolean;
  presses: Press[];
};

/** What of a call has happened when the desk that made it is killed. */
export const moments = ['not taken', 'taken, answer not sent', 'answered'] as const;
export type Moment = (typeof moments)[number];

/** The line between a desk in another process and Slack: it sees each call go by, and can kill the desk at one of them. */
export type KillingLine = {
  readonly apiUrl: string;
  /** In the order in which they were taken. */
  readonly posts: Taken[];
  /** Resolves when `kill` has ended: at the nth call from now on of one of these methods. */
  ambush(at: { moment: Moment; methods: RegExp; nth: number }, kill: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const WRITES = /^\/api\/chat\.(?:postMessage|update)$/u;
/** An answer is on its way to being marked for about so long. */
const MARKING_MS = 8;

type Ambush = { moment: Moment; methods: RegExp; left: number; kill(): Promise<void>; done(): void };

export async function openKillingLine(target: string): Promise<KillingLine> {
  const { origin } = new URL(target);
  let waiting: Ambush | undefined;
  const posts: Taken[] = [];
  const ownOrigin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const server = createServer(async (request, response) => {
    try {
      const bytes = await readAll(request);
      const ambush = waiting?.methods.test(request.url ?? '') && --waiting.left === 0 ? waiting : undefined;
      if (ambush) waiting = undefined;
      if (ambush?.moment === 'not taken') {
        await ambush.kill();
        response.destroy();
        return ambush.done();
      }
      const headers = ['authorization', 'content-type'].flatMap((name) => {
        const value = request.headers[name];
        return typeof value === 'string' ? [[name, value] as [string, string]] : [];
      });
      const answer = await fetch(origin + request.url, {
        method: request.method ?? 'POST',
        headers,
        ...(bytes.length > 0 && { body: new Uint8Array(bytes) }),
      });
      const answered = Buffer.from(await answer.arrayBuffer());
      // Files go over the line, too: the desk takes no other host for Slack's.
      const isPlace = request.url?.includes('files.getUploadURLExternal') ?? false;
      const said = isPlace ? Buffer.from(answered.toString('utf8').replaceAll(origin, ownOrigin())) : answered;
      if (WRITES.test(request.url ?? '')) posts.push(...takenOf(request.url ?? '', readBody(bytes), said));
      if (ambush?.moment === 'taken, answer not sent') await ambush.kill();
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(said);
      if (ambush?.moment === 'answered') {
        await pause(Math.random() * MARKING_MS);
        await ambush.kill();
      }
      ambush?.done();
    } catch {
      response.destroy(); // whoever asked is dead
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `${ownOrigin()}/api/`,
    posts,
    ambush: ({ moment, methods, nth }, kill) =>
      new Promise((done) => {
        waiting = { moment, methods, left: nth, kill, done };
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Raw = Record<string, unknown>;

function takenOf(url: string, body: Raw, said: Buffer): Taken[] {
  const { ok, ts } = JSON.parse(said.toString('utf8')) as { ok: boolean; ts?: string };
  const { delivery = '', part = 0 } =
    (body.metadata as { event_payload?: { delivery?: string; part?: number } } | undefined)?.event_payload ?? {};
  if (!ok || !ts) return [];
  const buttons = ((body.blocks ?? []) as Raw[]).flatMap(({ type, elements, accessory }) =>
    type === 'actions' ? (elements as Raw[]) : accessory ? [accessory as Raw] : [],
  );
  return [
    {
      channel: String(body.channel),
      ts,
      thread: typeof body.thread_ts === 'string' ? body.thread_ts : undefined,
      delivery,
      part,
      change: url.endsWith('update'),
      presses: buttons.flatMap(({ value }) => readPress(value) ?? []),
    },
  ];
}
