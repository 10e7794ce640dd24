import type { Account } from '../../src/chat/port.ts';
import type { Desk } from './desk.ts';
import { showHome } from './home.ts';

const MOST_KEPT = 5_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** What this process remembers for comfort only. Another replica, or a restart, knows nothing of it, and that is well. */
export function createMemory(desk: Desk) {
  const visitors = new Map<string, Account>();
  const redrawing = new Map<string, NodeJS.Timeout>();
  const drawing = new Set<Promise<void>>();
  const recent = new Map<string, Map<string, number>>();
  const first = firstInAnHour(desk.now);
  const mended = new Map<string, number>();
  const left = new Set<string>();
  let stopped = false;
  const ms = () => desk.now().getTime();

  return {
    /** Somebody looked at their Home; the newest visitors are kept. */
    visited(account: Account): void {
      visitors.delete(account.address);
      visitors.set(account.address, account);
      trim(visitors);
    },

    /** Something changed for the person at this address: their Home is drawn again, once for many changes. */
    changed(address: string): void {
      const account = visitors.get(address);
      if (!account || stopped || redrawing.has(address)) return;
      const timer = setTimeout(() => {
        redrawing.delete(address);
        const draw = showHome(desk, { user: account.userId, account }).finally(() => drawing.delete(draw));
        drawing.add(draw);
      }, desk.times.homeMs);
      redrawing.set(address, timer);
    },

    mayTake(channel: string, key: string, mostAMinute: number): boolean {
      const now = ms();
      const taken = recent.get(channel) ?? new Map<string, number>();
      for (const [each, at] of taken) if (at <= now - MINUTE_MS) taken.delete(each);
      if (!taken.has(key) && taken.size >= mostAMinute) return false;
      if (!taken.has(key)) taken.set(key, now);
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

    async stop(): Promise<void> {
      stopped = true;
      for (const timer of redrawing.values()) clearTimeout(timer);
      redrawing.clear();
      await Promise.all(drawing);
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

function trim(kept: Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) return;
    kept.delete(oldest);
  }
}
