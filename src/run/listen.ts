import { hear } from '../doors/hear.ts';
import type { Store } from '../store.ts';
import { describe, type Logger } from './log.ts';

/** Tries of an event that cannot be handled before it is parked for a person to look at; it blocks its conversation meanwhile. */
const TRIES = 5;
const LOOK_EVERY_MS = 1_000;

export type Listener = { wake(): void; stop(): Promise<void> };

/** Takes one event from the inbox and handles it, in one transaction. False when none waits. */
export async function listenOnce(store: Store, now: () => Date, log: Logger): Promise<boolean> {
  let taken: { id: number; attempts: number } | undefined;
  try {
    return await store.transaction(async (tx) => {
      const waiting = await tx.inbox.next();
      if (!waiting) return false;
      taken = waiting;
      await hear(tx, waiting.inbound, now());
      await tx.inbox.done(waiting.id);
      return true;
    });
  } catch (error) {
    if (!taken) throw error;
    const { id, attempts } = taken;
    const parked = attempts + 1 >= TRIES;
    const { error: kind, codes } = describe(error);
    log.failure(parked ? 'an event could not be handled and is parked' : 'an event could not be handled', error, {
      inbox: id,
    });
    const delayMs = parked ? undefined : 1_000 * 2 ** attempts;
    await store.transaction((tx) => tx.inbox.defer(id, [kind, ...codes].join(' '), delayMs));
    return true;
  }
}

/** Handles what comes in until it is stopped, `places` events at a time (one on a database with one connection). */
export function startListening(options: { store: Store; now: () => Date; log: Logger; places: number }): Listener {
  const { store, now, log, places } = options;
  let stopped = false;
  const bells = new Set<() => void>();
  let calls = 0;

  const ring = () => {
    calls += 1;
    for (const bell of bells) bell();
  };

  async function run(): Promise<void> {
    while (!stopped) {
      const before = calls;
      const more = await listenOnce(store, now, log).catch((error: unknown) => {
        log.failure('the inbox could not be read', error);
        return false;
      });
      if (!more && before === calls && !stopped) await bellOrTime();
    }
  }

  function bellOrTime(): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        bells.delete(end);
        resolve();
      };
      const timer = setTimeout(end, LOOK_EVERY_MS);
      bells.add(end);
    });
  }

  const running = Promise.all(Array.from({ length: places }, run));
  return {
    wake: ring,
    async stop() {
      stopped = true;
      ring();
      await running;
    },
  };
}
