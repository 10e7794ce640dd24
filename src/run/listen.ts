import type { Waiting } from '../delivery/chatStore.ts';
import { hear } from '../doors/hear.ts';
import { tellParked } from '../doors/parked.ts';
import type { Store } from '../store.ts';
import { describe, type Logger } from './log.ts';

/** Tries of an event that fails for what it says before it is put aside; it blocks its conversation meanwhile. */
const TRIES = 5;
const LOOK_EVERY_MS = 1_000;

export type Listener = { wake(): void; stop(): Promise<void> };

/**
 * Takes one event from the inbox and handles it, in one transaction. False when none waits. Trouble of the database is
 * no fault of the event: it is tried again for as long as the trouble lasts.
 */
export async function listenOnce(store: Store, now: () => Date, log: Logger): Promise<boolean> {
  let taken: Waiting | undefined;
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
    await putOff(store, taken, error, now(), log);
    return true;
  }
}

async function putOff(store: Store, waiting: Waiting, error: unknown, now: Date, log: Logger): Promise<void> {
  const { id, attempts } = waiting;
  const { error: kind, codes } = describe(error);
  const problem = [kind, ...codes].join(' ');
  const facts = { inbox: id };
  if (store.isTrouble(error)) {
    log.failure('the database could not take an event just now; it is tried again', error, facts);
    return store.transaction((tx) => tx.inbox.postpone(id, problem));
  }
  if (attempts + 1 < TRIES) {
    log.failure('an event could not be handled; it is tried again', error, facts);
    return store.transaction((tx) => tx.inbox.defer(id, problem, 1_000 * 2 ** attempts));
  }
  log.failure('an event could not be handled and is parked; npm run desk -- parked says whose it is', error, facts);
  try {
    await store.transaction(async (tx) => {
      await tx.inbox.park(id, problem);
      await tellParked(tx, id, waiting.inbound, now);
    });
  } catch (untold) {
    if (store.isTrouble(untold)) throw untold;
    log.failure('nobody could be told of an event that is parked', untold, facts);
    await store.transaction((tx) => tx.inbox.park(id, problem));
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
