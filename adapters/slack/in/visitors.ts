import type { Account } from '../../../src/chat/account.ts';
import type { Desk } from '../desk.ts';
import { trim } from '../people/memory.ts';
import { refreshHome, showHome } from './home.ts';

/** Pages that are looked at in one round: Slack lets some hundred a minute be drawn. */
const MOST_A_ROUND = 60;

/** `looks` is how the page was drawn last, where that is known. Drawings of one page follow each other. */
type Visitor = { account: Account; seen: number; looked: number; looks: string | undefined; drawing: Promise<void> };

/**
 * Who looked at their Home in this process: it is drawn again when something was done for them, and for a while it is
 * looked at from time to time whether it has changed by itself. Whoever opens their Home anew sees it as it is anyway.
 */
export function createVisitors(desk: Desk) {
  const visitors = new Map<string, Visitor>();
  const redrawing = new Map<string, NodeJS.Timeout>();
  let next: NodeJS.Timeout | undefined;
  let looking = Promise.resolve();
  let stopped = false;
  const ms = () => desk.now().getTime();

  const draw = (visitor: Visitor, work: () => Promise<string | undefined>): Promise<void> => {
    visitor.drawing = visitor.drawing.then(async () => {
      if (!stopped) visitor.looks = await work();
    });
    return visitor.drawing;
  };
  const refresh = (visitor: Visitor) => draw(visitor, () => refreshHome(desk, visitor.account, visitor.looks));
  const recent = (): Visitor[] => {
    const since = ms() - desk.times.visitMs;
    return [...visitors.values()].filter(({ seen }) => seen > since);
  };

  async function look(): Promise<void> {
    const round = recent()
      .sort((a, b) => a.looked - b.looked)
      .slice(0, MOST_A_ROUND);
    for (const visitor of round) {
      visitor.looked = ms();
      await refresh(visitor);
    }
    next = undefined;
    planRound();
  }

  function planRound(): void {
    if (stopped || next || recent().length === 0) return;
    next = setTimeout(() => {
      looking = look();
    }, desk.times.freshMs);
  }

  function changed(address: string): void {
    const visitor = visitors.get(address);
    if (!visitor || stopped || redrawing.has(address)) return;
    const timer = setTimeout(() => {
      redrawing.delete(address);
      void refresh(visitor);
    }, desk.times.homeMs);
    redrawing.set(address, timer);
  }

  return {
    /** Somebody opened their Home: it is drawn. The newest visitors are kept. */
    async visited(account: Account): Promise<void> {
      const { address } = account;
      const fresh = { account, seen: ms(), looked: ms() };
      const visitor: Visitor = { looks: undefined, drawing: Promise.resolve(), ...visitors.get(address), ...fresh };
      visitors.delete(address);
      visitors.set(address, visitor);
      trim(visitors);
      await draw(visitor, () => showHome(desk, account));
      planRound();
    },

    /** Something changed for the person at this address: their Home is drawn again, once for many changes. */
    changed,

    /** They did something themselves, so they are still there. */
    pressed(address: string): void {
      const visitor = visitors.get(address);
      if (visitor) visitor.seen = ms();
      changed(address);
      planRound();
    },

    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(next);
      for (const timer of redrawing.values()) clearTimeout(timer);
      redrawing.clear();
      await looking;
      await Promise.all([...visitors.values()].map(({ drawing }) => drawing));
    },
  };
}
