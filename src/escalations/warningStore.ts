import type { ClockRow } from '../requests/requestClocks.ts';
import type { Gone, Seer, Warning } from './warning.ts';

/** Somebody who said *I have this* of a request, until then, and is not there to see to it. */
export type GoneSeer = Gone & { requestId: number; personId: number; until: Date };

/** Warnings on the way to a promise and past it, as the desk asks a database for them: a part of store.ts. */
export interface WarningStore {
  /** False when this step was taken before. `told` are the people who got a card about it. */
  take(clock: ClockRow, step: { name: string; percent: number; told: number[] }, at: Date): Promise<boolean>;
  /** The steps that were taken for this clock, with whom they told. */
  stepsOf(clockId: number): Promise<{ at: Date; told: number[] }[]>;
  /** Of these people, those who have a card about it of its own, as older desks sent them. */
  ownCards(clockId: number, personIds: number[]): Promise<number[]>;
  /** The requests of an office of which somebody was warned from one instant to before another, the most urgent first. */
  of(officeId: number, personId: number, span: { from: Date; to: Date }): Promise<Warning[]>;
  /** Who was warned since then, and when last. */
  since(since: Date, now: Date): Promise<{ officeId: number; personId: number; at: Date }[]>;
  /** Who said *I have this* of it last, for now or until before, unless it was handed over, resolved or reopened since. */
  seenTo(requestId: number): Promise<Seer | undefined>;
  /** Who sees to something by their own word, and is out today or not of its office any more. */
  gone(now: Date, limit: number): Promise<GoneSeer[]>;
  /** Clocks that have stopped since somebody was told about them, and whose cards do not say so yet. */
  unsettled(now: Date, limit: number): Promise<ClockRow[]>;
  settle(clockId: number, at: Date): Promise<void>;
  /** The steps past the due time that were announced are noted as taken back. */
  withdrawBreach(clockId: number, at: Date): Promise<void>;
}
