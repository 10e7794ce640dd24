import type { Logger } from './log.ts';

/** Somebody pressed or sent what is not theirs to do, or no longer. */
export type Refused = (what: { platform: string; deed: string }) => void;

const TELL_EVERY_MS = 60_000;

/** Counts refusals, and tells of them once a minute at most: how many, where and what was asked for, never in whose words. */
export function createRefusals(log: Logger, count: () => void, now = () => performance.now()): Refused {
  let told = Number.NEGATIVE_INFINITY;
  let since = 0;
  return (what) => {
    count();
    since += 1;
    if (now() - told < TELL_EVERY_MS) return;
    log.warn('somebody asked for what is not theirs, and was refused', { ...what, refusals: since });
    told = now();
    since = 0;
  };
}
