import type { Report } from '../desk.ts';
import { toChatError } from '../out/errors.ts';
import { type Connection, connect } from './connection.ts';
import type { Take } from './http.ts';

const LONGEST_WAIT_MS = 30_000;
const AWAY_WORTH_TELLING_MS = 120_000;
/** A connection that ends sooner is no reason to open the next one at once. */
const STEADY_MS = 10_000;

/** What to look at when Slack does not take the token that connections are opened with. */
export const IS_IT_THE_APP_TOKEN =
  'is SLACK_APP_TOKEN the app-level token (xapp-…) of this app, with connections:write?';

export type Socket = { start(): void; stop(): Promise<void> };

/**
 * Slack's requests over connections that we open (Socket Mode), for trials and offices behind a firewall. Slack keeps
 * nothing for whoever is not connected, so the next connection is greeted before the one goes that is about to end: for
 * that while both are heard, and what comes over both carries one key. It connects anew for as long as it takes.
 */
export function createSocket(options: {
  appToken: string;
  apiUrl: string;
  take: Take;
  report: Report;
  /** Slack greeted: from now on what people do comes in. */
  greeted(): void;
  /** Until the second try; each wait after that is twice as long. */
  firstWaitMs: number;
}): Socket {
  const { report, greeted, firstWaitMs } = options;
  const stopping = new AbortController();
  const { signal: stop } = stopping;
  let running: Promise<void> | undefined;
  const standing = new Set<Connection>();

  async function run(): Promise<void> {
    let wait = firstWaitMs;
    let awaySince = performance.now();
    let told = false;
    let toldRefused = false;
    const pauseLonger = async () => {
      await pause(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    };
    while (!stop.aborted) {
      try {
        const before = [...standing];
        const connection = await connect({ ...options, stop });
        const since = performance.now();
        standing.add(connection);
        void connection.closed.then(() => standing.delete(connection));
        if (stop.aborted) break;
        greeted();
        for (const old of before) void old.retire();
        const reason = await connection.ending;
        awaySince = performance.now();
        told = false;
        toldRefused = false;
        if (reason === 'link_disabled')
          report('Socket Mode was switched off for this app: switch it on again in its settings at api.slack.com');
        if (awaySince - since >= STEADY_MS) wait = firstWaitMs;
        else await pauseLonger();
      } catch (error) {
        const refused = toChatError(error);
        if (refused.outcome === 'unauthorised') {
          if (!toldRefused)
            report(
              `${refused.message}: ${IS_IT_THE_APP_TOKEN} Nothing is heard from Slack, and it keeps nothing for us: what is written meanwhile is looked for once we are connected`,
            );
          toldRefused = true;
        } else if (!told && performance.now() - awaySince > AWAY_WORTH_TELLING_MS) {
          report(
            'Slack has not been reachable for two minutes; connecting goes on, and what is written meanwhile is looked for then',
            error,
          );
          told = true;
        }
        await pauseLonger();
      }
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        stop.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      stop.addEventListener('abort', end);
      if (stop.aborted) end();
    });
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      const closeAll = () => Promise.all([...standing].map((connection) => connection.close()));
      await closeAll();
      await running;
      // One that was greeted just then.
      await closeAll();
    },
  };
}
