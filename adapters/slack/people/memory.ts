const MOST_KEPT = 5_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What this process remembers for comfort only. Another replica, or a restart, knows nothing of it, and that is well. */
export function createMemory(now: () => Date) {
  const recent = new Map<string, Map<string, number>>();
  const first = firstInAnHour(now);
  const mended = new Map<string, number>();
  const left = new Set<string>();
  const ms = () => now().getTime();

  return {
    mayTake(channel: string, key: string, mostAMinute: number): boolean {
      const at = ms();
      const taken = recent.get(channel) ?? new Map<string, number>();
      for (const [each, when] of taken) if (when <= at - MINUTE_MS) taken.delete(each);
      if (!taken.has(key) && taken.size >= mostAMinute) return false;
      if (!taken.has(key)) taken.set(key, at);
      recent.delete(channel);
      recent.set(channel, taken);
      trim(recent);
      return true;
    },

    first,

    isToMend(form: string): void {
      const times = (mended.get(form) ?? 0) + 1;
      mended.delete(form);
      mended.set(form, times);
      trim(mended);
    },
    timesMended: (form: string): number => mended.get(form) ?? 0,

    hasLeft: (userId: string): boolean => left.has(userId),
    setLeft(userId: string, closed: boolean): void {
      if (closed) left.add(userId);
      else left.delete(userId);
    },
  };
}

/** Has this not been done within the hour? Then it counts as done now. */
export function firstInAnHour(now: () => Date): (what: string) => boolean {
  const done = new Map<string, number>();
  return (what) => {
    const at = now().getTime();
    const before = done.get(what);
    if (before !== undefined && at - before < HOUR_MS) return false;
    done.delete(what);
    done.set(what, at);
    trim(done);
    return true;
  };
}

/** Lets go of what was entered first, so that memory stays small. */
export function trim(kept: Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) return;
    kept.delete(oldest);
  }
}
