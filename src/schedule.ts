import cron from 'node-cron';
import type { Clock } from './clock.ts';
import { sweepDigests } from './digests/sweep.ts';
import { sweepEscalations } from './escalations/escalate.ts';
import type { Logger } from './log.ts';
import { placeUndecided } from './requests/place.ts';
import type { Store } from './store.ts';
import { sweepSurveys } from './surveys/sweep.ts';

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

const sweeps: [name: string, sweep: (store: Store, now: Date) => Promise<number>][] = [
  ['undecided', (store, now) => store.transaction((tx) => placeUndecided(tx, 50, now))],
  ['escalations', (store, now) => sweepEscalations(store, now)],
  ['surveys', (store, now) => sweepSurveys(store, now)],
  ['digests', (store, now) => sweepDigests(store, now)],
];

/** Everything that is due now. One sweep that fails keeps no other from running. */
export async function sweepAll({ store, clock, log, observe }: Sweeps): Promise<void> {
  for (const [name, sweep] of sweeps) {
    const began = performance.now();
    try {
      const done = await sweep(store, clock.now());
      observe?.(name, (performance.now() - began) / 1000, done);
    } catch (error) {
      log.failure(`the sweep of ${name} failed; the next tick tries again`, error);
    }
  }
}

/** Wakes the sweeps each minute. UTC, because a zone with summer time makes node-cron skip the repeated hour. */
export function startSchedule(options: Sweeps & { beforeEach(): Promise<void> }): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve();
  const tick = async () => {
    try {
      await options.beforeEach();
    } catch (error) {
      options.log.failure('the clock could not be compared with the database', error);
    }
    await sweepAll(options);
  };
  const task = cron.schedule(
    '* * * * *',
    () => {
      running = tick();
      return running;
    },
    { name: 'sweeps', timezone: 'UTC', noOverlap: true },
  );
  running = tick();
  return {
    async stop() {
      await task.destroy();
      await running;
    },
  };
}
