import cron from 'node-cron';
import { features } from '../features.ts';
import type { Store } from '../store.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';

/**
 * The door of time. Each sweep asks the database what is due and not yet done, so it is harmless in parallel and a
 * missed tick is made good by the next one.
 */
export type Sweeps = {
  store: Store;
  clock: Clock;
  log: Logger;
  observe?(sweep: string, seconds: number, done: number): void;
};

/** Everything that is due now, until it is stopped. One sweep that fails keeps no other from running. */
export async function sweepAll({ store, clock, log, observe }: Sweeps, stopped = () => false): Promise<void> {
  for (const { name, sweep } of features.flatMap((feature) => feature.sweeps ?? [])) {
    if (stopped()) return;
    const began = performance.now();
    try {
      const done = await sweep(store, clock.now());
      observe?.(name, (performance.now() - began) / 1000, done);
    } catch (error) {
      log.failure(`the sweep of ${name} failed; the next tick tries again`, error);
    }
  }
}

/**
 * Wakes the sweeps each minute, and beside them what takes its time because others are asked. UTC, because a zone with
 * summer time makes node-cron skip the repeated hour.
 */
export function startSchedule(
  options: Sweeps & { beforeEach(): Promise<void>; beside(stopped: () => boolean): Promise<void> },
): { stop(): Promise<void> } {
  let stopped = false;
  const sweep = async () => {
    try {
      await options.beforeEach();
    } catch (error) {
      options.log.failure('the clock could not be compared with the database', error);
    }
    await sweepAll(options, () => stopped);
  };
  const beside = async () => {
    try {
      await options.beside(() => stopped);
    } catch (error) {
      options.log.failure('the chats could not be asked what was missed; the next tick tries again', error);
    }
  };
  const ends = [everyMinute('sweeps', sweep), everyMinute('beside', beside)];
  return {
    async stop() {
      stopped = true;
      await Promise.all(ends.map((end) => end()));
    },
  };
}

/** At once, then each minute; never twice at a time. Answers with what ends it. */
function everyMinute(name: string, work: () => Promise<void>): () => Promise<void> {
  let running = work();
  const task = cron.schedule(
    '* * * * *',
    async () => {
      // The first one may take longer than until the full minute.
      await running;
      running = work();
      await running;
    },
    { name, timezone: 'UTC', noOverlap: true },
  );
  return async () => {
    await task.destroy();
    await running;
  };
}
