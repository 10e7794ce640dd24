/**
 * What takes long to count, as it was lately: whoever opens a page within a minute of somebody else sees the same
 * numbers, and many who open it at once wait for one count. What is kept knows nothing of rights: ask for no more than
 * somebody may see.
 */

/** `at`: when it was counted. */
export type Counted<T> = { value: T; at: Date };

/** The same `key` means the same count, with the same type of answer. */
export type Lately = <T>(key: string, now: Date, count: () => Promise<T>) => Promise<Counted<T>>;

const KEPT_MS = 60_000;
/** Then the one that was counted first goes: an office has a few dozen, and each is some kilobytes. */
const MOST_KEPT = 500;

/** One for each desk that runs. */
export function createLately(): Lately {
  const kept = new Map<string, { at: Date; value: Promise<unknown> }>();
  return async <T>(key: string, now: Date, count: () => Promise<T>): Promise<Counted<T>> => {
    const known = kept.get(key);
    if (known && Math.abs(now.getTime() - known.at.getTime()) < KEPT_MS) {
      // Whose count failed hears of it; whoever waited for it counts for themselves.
      const value = await known.value.then(
        (found) => ({ found: found as T }),
        () => undefined,
      );
      if (value) return { value: value.found, at: known.at };
    }
    const counting = { at: now, value: count() };
    kept.delete(key);
    kept.set(key, counting);
    for (const oldest of kept.keys()) {
      if (kept.size <= MOST_KEPT) break;
      kept.delete(oldest);
    }
    try {
      return { value: await counting.value, at: now };
    } catch (error) {
      if (kept.get(key) === counting) kept.delete(key);
      throw error;
    }
  };
}
