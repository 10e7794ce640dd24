/**
 * The desk's time: the database's clock (replicas agree on it), moved ahead on the try-it page only. Rules never ask
 * it; they are told `now`.
 */
export type Clock = {
  now(): Date;
  /** The time outside, wherever the try-it page has moved the desk's. */
  real(): Date;
  /** How far the database's clock is ahead of this machine's, in milliseconds. */
  setSkew(ms: number): void;
  /** How far the desk's time was moved ahead, in milliseconds. */
  setAhead(ms: number): void;
  ahead(): number;
};

export function createClock(machine: () => number = Date.now): Clock {
  let skew = 0;
  let ahead = 0;
  return {
    now: () => new Date(machine() + skew + ahead),
    real: () => new Date(machine() + skew),
    setSkew(ms) {
      skew = ms;
    },
    setAhead(ms) {
      ahead = ms;
    },
    ahead: () => ahead,
  };
}
