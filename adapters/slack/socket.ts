import { type App, SocketModeReceiver } from '@slack/bolt';
import { clientOptions, silent } from './client.ts';
import type { Report } from './desk.ts';
import type { Take } from './http.ts';

/** How long a connection may take to greet, and the longest wait between two tries. */
const GREETING_MS = 30_000;
const LONGEST_WAIT_MS = 30_000;
const AWAY_WORTH_TELLING_MS = 120_000;

export type Socket = { start(): void; stop(): Promise<void> };

/**
 * Slack's requests over a connection that we open (Socket Mode), for trials and offices behind a firewall. What could
 * not be stored is not acknowledged. The client's own reconnecting ends the process when Slack is away, so it is
 * switched off, and this connects anew for as long as it takes.
 */
export function createSocket(options: {
  appToken: string;
  apiUrl: string;
  take: Take;
  report: Report;
  /** Until the second try; each wait after that is twice as long. */
  firstWaitMs: number;
}): Socket {
  const { appToken, apiUrl, take, report, firstWaitMs } = options;
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
  const processEvent: App['processEvent'] = async ({ body, ack }) => {
    const reply = await take(body);
    await ack(reply);
  };
  receiver.init({ processEvent } as App);
  const { client } = receiver;
  let stopped = false;
  let running: Promise<void> | undefined;
  let wake = () => {};

  async function run(): Promise<void> {
    let wait = firstWaitMs;
    let awaySince = performance.now();
    let told = false;
    while (!stopped) {
      const closed = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      try {
        await greeted();
        wait = firstWaitMs;
        await closed;
        awaySince = performance.now();
        told = false;
      } catch (error) {
        if (!told && performance.now() - awaySince > AWAY_WORTH_TELLING_MS) {
          report('Slack has not been reachable for two minutes; messages wait there, and connecting goes on', error);
          told = true;
        }
        await pause(wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      }
    }
  }

  async function greeted(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Slack did not greet')), GREETING_MS);
    });
    const starting = client.start();
    starting.catch(() => {});
    try {
      await Promise.race([starting, late]);
    } catch (error) {
      await client.disconnect().catch(() => {});
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (stopped) wake();
    });
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopped = true;
      wake();
      await client.disconnect().catch(() => {});
      await running;
    },
  };
}
