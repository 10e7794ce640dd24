import type { ClockKind } from '../sla/clockKinds.ts';
import type { Baseline, FigureGroup, GroupedWaits, OpenWaits } from './figures.ts';
import type { Answered } from './goals.ts';
import type { ShareOf } from './shares.ts';

/** What figures ask of the database. */

/** What was due in a span, `to` excluded; of one liaison, of one agency, or of all; told apart by something, or in one group. */
export type DueIn = {
  officeId: number;
  kind: ClockKind;
  from: Date;
  to: Date;
  by: FigureGroup | null;
  liaisonId: number | null;
  agencyId?: number;
};

export interface FigureStore {
  /** Those that have ended and were judged: how many waited how long. */
  judged(of: DueIn): Promise<GroupedWaits[]>;
  /** All others: what is open, was dropped, or nobody can judge yet. */
  unjudged(of: DueIn, now: Date): Promise<OpenWaits[]>;
  /** Of those that have ended what decides the goal inside their promise. */
  answered(of: DueIn): Promise<Answered[]>;
  /** First replies that were due in a span, and in the one that begins with `before` and ends where it begins. */
  shares(officeId: number, span: { before: Date; from: Date; to: Date }): Promise<ShareOf[]>;
  baseline(officeId: number): Promise<Baseline | undefined>;
  /** An office has one and keeps it; false when it had one already. */
  freeze(baseline: Baseline): Promise<boolean>;
}
