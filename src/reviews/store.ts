import type { ReviewRule } from '../offices/reviewRules.ts';
import type { Finding, Judgement, Review, ReviewState, SampledFile } from './review.ts';

/** Reviews that come again, of one agency by one checklist. */
export type Cycle = { id: number; officeId: number; agencyId: number; code: string; due: string | null };

/** Whose reviews: of an office all, or of some agencies there; or those whose result somebody may read. */
export type ReviewsOf =
  | { officeId: number; agencyIds: readonly number[] | null }
  | { told: number; heads: readonly { officeId: number; agencyId: number }[] };

export type NewReview = Pick<Review, 'officeId' | 'agencyId' | 'code' | 'checklist' | 'due' | 'openedAt' | 'openedBy'>;

/** A finding with its action, once there is one. */
export type FindingSaid = Finding & {
  owner: string;
  state: 'draft' | 'open' | 'done' | 'dropped' | null;
  result: string | null;
  endedBy: string | null;
  answeredAt: Date | null;
};

export type Listed = Review & { agency: string };

/** With what its review is called by. */
export type LateFinding = FindingSaid & Pick<Listed, 'checklist' | 'agency'>;

/** Reviews, as the desk asks a database for them: a part of store.ts. */
export interface ReviewStore {
  /** What the office's file says of reviews. */
  keepBy(officeId: number, rules: readonly ReviewRule[]): Promise<void>;
  rules(officeId: number): Promise<ReviewRule[]>;
  /** The cycles of the agencies that it serves are these from now on. `anew`: the file says something else of them. */
  keepCycles(officeId: number, rules: readonly ReviewRule[], how: { now: Date; anew: boolean }): Promise<void>;
  /** Those of which nobody knows yet when the next begins; of one with an open review nobody has to. */
  toPlan(now: Date): Promise<Cycle[]>;
  planned(cycleId: number, next: { due: string; beginsAt: Date } | { endedAt: Date }): Promise<void>;
  /** Those whose next one is to begin. */
  due(now: Date): Promise<Cycle[]>;
  /** Locked until the transaction ends. */
  cycle(id: number): Promise<Cycle | undefined>;
  /** The next is not known any more. */
  begun(cycle: Pick<Cycle, 'officeId' | 'agencyId' | 'code'>): Promise<void>;
  nextMoment(now: Date): Promise<Date | undefined>;
  /** The days to come, of these agencies (null: all), the next first. */
  ahead(
    of: { officeId: number; agencyIds: readonly number[] | null },
    limit: number,
  ): Promise<(Cycle & { due: string; agency: string })[]>;
  /** The day of the latest one, whatever became of it. */
  latestDue(of: Pick<Cycle, 'officeId' | 'agencyId' | 'code'>): Promise<string | undefined>;
  /** Undefined while one of them is open, or one had this day. */
  add(review: NewReview): Promise<number | undefined>;
  /** 'locked' until the transaction ends. */
  one(id: number, how?: 'locked'): Promise<Review | undefined>;
  change(
    id: number,
    change: Partial<Omit<Review, 'id' | 'officeId' | 'agencyId' | 'code' | 'checklist'>>,
  ): Promise<void>;
  open(of: Pick<Cycle, 'officeId' | 'agencyId' | 'code'>): Promise<number | undefined>;
  /** Open ones by their day; others, the latest first. */
  of(whose: ReviewsOf, state: ReviewState, limit: number): Promise<Listed[]>;
  /** Finished ones of an agency by a checklist, the latest first. */
  before(of: Pick<Cycle, 'officeId' | 'agencyId' | 'code'>, limit: number): Promise<Review[]>;
  files(id: number): Promise<SampledFile[]>;
  filesOf(ids: readonly number[]): Promise<(SampledFile & { reviewId: number })[]>;
  /** The sample is this from now on; what was said of a file that stays, stays. */
  keepFiles(id: number, names: readonly string[]): Promise<void>;
  /** In the order in which they were made. */
  judgements(ids: readonly number[]): Promise<(Judgement & { reviewId: number })[]>;
  judge(id: number, judgements: readonly Omit<Judgement, 'id'>[]): Promise<void>;
  findings(ids: readonly number[]): Promise<FindingSaid[]>;
  finding(id: number): Promise<Finding | undefined>;
  addFindings(
    findings: readonly Omit<Finding, 'id' | 'actionId' | 'toldAt' | 'acceptedAt' | 'acceptedBy'>[],
  ): Promise<void>;
  changeFinding(id: number, change: Partial<Omit<Finding, 'id' | 'reviewId'>>): Promise<void>;
  dropFindings(ids: readonly number[]): Promise<void>;
  /** Answered by the agency, and the office was not told yet. */
  answered(now: Date): Promise<number[]>;
  /** Whoever was told of the result. */
  told(id: number): Promise<number[]>;
  tell(id: number, personIds: readonly number[]): Promise<void>;
  /** Who of an agency may be asked: heads first, then those who asked last. */
  contacts(officeId: number, agencyId: number, limit: number): Promise<{ id: number; name: string; heads: boolean }[]>;
  /** Open ones past their day, findings that nobody has answered by theirs, and answers that wait since before an instant. */
  late(
    of: { officeId: number; agencyIds: readonly number[] | null },
    by: { today: string; toldBefore: Date },
    limit: number,
  ): Promise<{ reviews: Listed[]; findings: LateFinding[]; answers: LateFinding[] }>;
}
