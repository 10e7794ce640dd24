/** What has changed since a follower last looked: some conversations, or everything (also the time). */
export type Changes = { everything: boolean; addresses: Set<string> };

/** One open page. */
type Follower = {
  /** The next changes; nothing changed when `waitMs` passed first; undefined when the page or the desk has gone. */
  next(waitMs: number): Promise<Changes | undefined>;
  leave(): void;
};

/** Tells open pages that something changed. What changed they read themselves, so no order or gap can confuse them. */
export type Room = {
  changed(address: string): void;
  everything(): void;
  /** Counts a new message of the desk to this address, for the pages that do not show it. */
  counted(address: string): void;
  /** How many messages each address got since `epoch`, the start of this process. */
  counts(): { epoch: string; counts: Record<string, number> };
  follow(): Follower;
  close(): void;
};

export function openRoom(epoch: string): Room {
  const followers = new Set<Inner>();
  const counts = new Map<string, number>();
  let closed = false;
  return {
    changed(address) {
      for (const one of followers) one.tell((changes) => changes.addresses.add(address));
    },
    everything() {
      for (const one of followers) {
        one.tell((changes) => {
          changes.everything = true;
        });
      }
    },
    counted(address) {
      counts.set(address, (counts.get(address) ?? 0) + 1);
    },
    counts: () => ({ epoch, counts: Object.fromEntries(counts) }),
    follow() {
      const one = follower(() => followers.delete(one));
      if (closed) one.leave();
      else followers.add(one);
      return one;
    },
    close() {
      closed = true;
      for (const one of [...followers]) one.leave();
    },
  };
}

type Inner = Follower & { tell(change: (changes: Changes) => void): void };

const nothing = (): Changes => ({ everything: false, addresses: new Set() });

function follower(forget: () => void): Inner {
  let pending = nothing();
  let told = false;
  let gone = false;
  let wake = () => {};
  return {
    tell(change) {
      change(pending);
      told = true;
      wake();
    },
    leave() {
      gone = true;
      forget();
      wake();
    },
    async next(waitMs) {
      if (!told && !gone) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, waitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
        wake = () => {};
      }
      if (gone) return undefined;
      const changes = pending;
      pending = nothing();
      told = false;
      return changes;
    },
  };
}
