import { setTimeout as pause } from 'node:timers/promises';
import { expect, type TestContext } from 'vitest';
import { type DeskLoad, startLoad } from './desk-load.ts';
import { type DeskProcess, openPlace, type Place, startDeskProcess } from './desk-process.ts';
import { hastenWaiting } from './desk-record.ts';
import { type LoopbackChat, openLoopbackChat } from './loopback-chat.ts';

/** A place, a chat with bad manners, and desks in processes of their own between them; all of it ends with the test. */
export type Scene = {
  readonly place: Place;
  readonly chat: LoopbackChat;
  /** The time of the chat and of its people. */
  now(): Date;
  /** Moves that time, and the time of desks that are started from now on. */
  later(ms: number): void;
  /** A process that is not begun yet. */
  start(): DeskProcess;
  /** People write to all desks that are ready. */
  load(): DeskLoad;
  /** Lets the desks send what is left, and stops them. What was due for later only is waited for by another start. */
  finish(...desks: DeskProcess[]): Promise<void>;
};

/** Short, so that a test is quick; the lease is longer than the chat's time-out, as the real one is. */
const SETTLE_MS = 300;
const LEASE_MS = 1_500;
/** A Monday morning in the office. */
const OPENED = new Date('2026-06-01T14:00:00Z');

export async function openScene(kind: 'pglite' | 'postgres', { onTestFinished }: TestContext): Promise<Scene> {
  const place = await openPlace(kind, OPENED);
  onTestFinished(() => place.remove());
  let aheadMs = OPENED.getTime() - Date.now();
  const now = () => new Date(Date.now() + aheadMs);
  const chat = await openLoopbackChat({ lagMs: 30, loses: 0.03, refuses: 0.02 }, now);
  onTestFinished(() => chat.close());
  const desks = new Set<DeskProcess>();
  onTestFinished(async () => {
    for (const desk of desks) await desk.kill('SIGKILL');
  });

  const scene: Scene = {
    place,
    chat,
    now,
    later(ms) {
      aheadMs += ms;
    },
    start() {
      const desk = startDeskProcess(place, chat.url, { aheadMs, settleMs: SETTLE_MS, leaseMs: LEASE_MS });
      desks.add(desk);
      return desk;
    },
    load() {
      const ready = () => [...desks].flatMap(({ address }) => (address ? [address] : []));
      return startLoad(chat, ready, { now, pauseMs: 15 });
    },
    async finish(...running) {
      let left = running;
      for (;;) {
        for (let seen = -1; seen !== chat.arrivals.length; ) {
          seen = chat.arrivals.length;
          await pause(LEASE_MS + SETTLE_MS);
        }
        for (const desk of left) await desk.kill('SIGTERM');
        for (const desk of left) expect(await desk.exit).toBe(0);
        if ((await place.look(hastenWaiting)) === 0) return;
        left = [scene.start()];
        for (const desk of left) await desk.begin();
      }
    },
  };
  return scene;
}
