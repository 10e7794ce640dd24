import { type App, SocketModeReceiver } from '@slack/bolt';
import { clientOptions, silent } from '../client.ts';
import type { Report } from '../desk.ts';
import { isRecord, textOf } from '../read.ts';
import type { Take } from './http.ts';

/** How long a connection may take to greet, and to say good-bye. */
const GREETING_MS = 30_000;
const CLOSING_MS = 2_000;

/**
 * One connection of Socket Mode, which has been greeted. `ending` resolves when Slack says that it will close it
 * (`warning`, some ten seconds before; `refresh_requested`, about to; `link_disabled`), or when it is closed.
 */
export type Connection = {
  readonly ending: Promise<string>;
  readonly closed: Promise<void>;
  /** Closes it when all that came over it is answered. */
  retire(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Connects, and resolves when Slack has greeted; `stop` gives it up. What could not be stored is not acknowledged. The client's own
 * reconnecting ends the process when Slack is away, so it is switched off.
 */
export async function connect(options: {
  appToken: string;
  apiUrl: string;
  take: Take;
  report: Report;
  stop: AbortSignal;
}): Promise<Connection> {
  const { appToken, apiUrl, take, report, stop } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    logger: silent,
    installerOptions: { clientOptions: clientOptions(apiUrl) },
    processEventErrorHandler: async ({ error }) => {
      report('what came from Slack could not be taken, so it was not acknowledged', error);
      return false;
    },
  });
  // Bolt's App would acknowledge before anything is stored; a receiver asks no more of it than this.
  const processEvent: App['processEvent'] = async ({ body, ack }) => ack(await take(body));
  const underWay = new Set<Promise<void>>();
  const watched: App['processEvent'] = (event) => {
    const work = processEvent(event);
    const settled = work.then(
      () => {},
      () => {},
    );
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
    return work;
  };
  receiver.init({ processEvent: watched } as App);

  const { client } = receiver;
  let end = (_reason: string) => {};
  const ending = new Promise<string>((resolve) => {
    end = resolve;
  });
  const closed = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  void closed.then(() => end('closed'));

  // The client closes at the first word of it; but what is under way could then not be acknowledged any more.
  let toldBroken = false;
  const handlers = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    const frame = readFrame(data);
    if (frame.kind === 'farewell') return end(frame.reason);
    if (frame.kind === 'broken') {
      if (!toldBroken) report('a frame that cannot be read came over Socket Mode, and was dropped');
      toldBroken = true;
      return;
    }
    for (const handle of handlers)
      Promise.resolve(handle(frame.data, isBinary)).catch((error: unknown) =>
        report('a frame that came over Socket Mode could not be taken', error),
      );
  });

  const close = async () => {
    const left = client.disconnect().catch(() => {});
    await within(CLOSING_MS, left);
  };
  const starting = client.start();
  const stopping = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  const greeted = await within(GREETING_MS, Promise.race([starting, stopping]));
  if (!greeted || stop.aborted) {
    // It may be about to connect all the same.
    starting.then(close, () => {});
    await close();
    throw new Error(stop.aborted ? 'the desk stops' : 'Slack did not greet');
  }
  return {
    ending,
    closed,
    async retire() {
      await Promise.all(underWay);
      await close();
    },
    close,
  };
}

type Frame = { kind: 'farewell'; reason: string } | { kind: 'broken' } | { kind: 'sound'; data: string };

/**
 * What stands in a message of the connection. The client takes every one for whole, and says each event under the name that
 * it has, its own "error" and "close" too; so it is given what is whole, and events under another name.
 */
function readFrame(data: unknown): Frame {
  if (typeof data !== 'string') return { kind: 'broken' };
  const frame = readJson(data);
  if (!isRecord(frame)) return { kind: 'broken' };
  if (frame.type === 'disconnect') return { kind: 'farewell', reason: textOf(frame.reason) };
  if (frame.type === 'hello') return { kind: 'sound', data };
  if (!isRecord(frame.payload) || textOf(frame.envelope_id) === '') return { kind: 'broken' };
  return { kind: 'sound', data: JSON.stringify({ ...frame, type: 'envelope' }) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether it ended within the time. @throws what it failed with. */
async function within(ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true as const), late]);
  } finally {
    clearTimeout(timer);
  }
}
