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

/** A chat's door did not take something: `reason` is one of a few, `words` say it whole, `facts` hold nobody's words. */
export type TurnedAway = (reason: string, words: string, facts?: Record<string, string | number>) => void;

const TELL_AGAIN_MS = 10 * 60_000;

/**
 * Counts what a chat's door did not take, and says each reason once in ten minutes at most: whoever finds the door on the
 * internet can knock as often as they like.
 */
export function createTurnedAway(
  platform: string,
  log: Logger,
  count: (platform: string, reason: string) => void,
  now = () => performance.now(),
): TurnedAway {
  const told = new Map<string, { at: number; since: number }>();
  return (reason, words, facts) => {
    count(platform, reason);
    const last = told.get(reason) ?? { at: Number.NEGATIVE_INFINITY, since: 0 };
    told.set(reason, last);
    last.since += 1;
    if (now() - last.at < TELL_AGAIN_MS) return;
    log.warn(words, { ...facts, reason, times: last.since });
    last.at = now();
    last.since = 0;
  };
}
