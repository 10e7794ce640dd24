import type { Asked } from '../figures/channels.ts';
import type { FederalAnswer } from '../figures/federal.ts';
import type { SurveyCounts } from '../figures/satisfaction.ts';
import type { Relationship } from './relationship.ts';

/** How a round went. `counts.answered` are all, `given` those of them that reports may count. */
export type RoundResult = { round: string; counts: SurveyCounts; channels: Asked[]; given: FederalAnswer[] };

/** The question to all customers, as the desk asks a database for it: a part of store.ts. */
export interface RelationshipStore {
  /**
   * Begins a round with everybody whom the office serves and who does not work for it. Answers with how many they are;
   * undefined when it was begun before.
   */
  begin(officeId: number, round: string, at: Date): Promise<{ people: number; agencies: number } | undefined>;
  isBegun(officeId: number, round: string): Promise<boolean>;
  /** What something is to be done about. */
  due(now: Date, limit: number): Promise<Relationship[]>;
  /** When the next of it is after `now`. */
  nextMoment(now: Date): Promise<Date | undefined>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<Relationship | undefined>;
  /** What they were asked and may answer still. */
  openTo(personId: number): Promise<Pick<Relationship, 'id'>[]>;
  /** The answer that an exchange began with; undefined: it began in another way. Locked until the transaction ends. */
  ofExchange(exchangeId: number): Promise<Relationship | undefined>;
  /** False when a rating stands already. */
  rate(id: number, rating: number, at: Date, chat: string | null): Promise<boolean>;
  /** By which chat the question arrived. */
  askedIn(of: Pick<Relationship, 'round' | 'officeId' | 'personId'>, chat: string): Promise<void>;
  mark(id: number, marks: Partial<Omit<Relationship, 'id' | 'rating' | 'ratedAt'>>): Promise<void>;
  /** Of each round whose day is in this span, `to` excluded. */
  results(officeId: number, from: string, to: string): Promise<RoundResult[]>;
}
