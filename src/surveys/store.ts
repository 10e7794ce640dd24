import type { Asked } from '../figures/channels.ts';
import type { Given, Rated, Span } from '../figures/counted.ts';
import type { FederalAnswer } from '../figures/federal.ts';
import type { SurveyCounts } from '../figures/satisfaction.ts';
import type { Answers, AskedForm } from './forms.ts';
import type { Recovery } from './recovery.ts';
import type { Survey } from './survey.ts';

export interface SurveyStore {
  /** Requests that were resolved since then, and whose resolution nobody is asked about yet. */
  unplanned(since: Date, now: Date, limit: number): Promise<number[]>;
  /** `skipped`: why nobody will be asked. */
  plan(
    survey: Pick<Survey, 'officeId' | 'requestId' | 'personId' | 'liaisonId' | 'resolvedAt' | 'askAt' | 'skipped'>,
  ): Promise<void>;
  due(now: Date, limit: number): Promise<Survey[]>;
  postpone(id: number, askAt: Date): Promise<void>;
  /** When the next one after `now` is to be asked, reminded of or ended, or somebody is told of the time of a recovery. */
  nextMoment(now: Date): Promise<Date | undefined>;
  /** By any of the surveys, of whichever office. */
  lastAsked(personId: number): Promise<Date | undefined>;
  /** How many of the agency were asked by the office since then, by any of its surveys. */
  askedOfAgency(officeId: number, agencyId: number, since: Date): Promise<number>;
  asked(
    id: number,
    asked: { askedAt: Date; form: AskedForm; remindAt: Date | null; closesAt: Date | null },
  ): Promise<void>;
  skip(id: number, reason: string): Promise<void>;
  /** Locked until the transaction ends. */
  one(id: number): Promise<Survey | undefined>;
  /** The question about a request that was asked last, or is planned where none was yet; locked until the transaction ends. */
  of(requestId: number): Promise<Survey | undefined>;
  /** False when a rating stands already. */
  rate(id: number, rating: number, at: Date, chat: string | null): Promise<boolean>;
  /** By which chat the question arrived. */
  askedIn(id: number, chat: string): Promise<void>;
  answer(id: number, answers: Answers, comment: string | null): Promise<void>;
  /** What they were asked and may answer still. */
  openTo(personId: number): Promise<Pick<Survey, 'id' | 'requestId'>[]>;
  /** Asked and not answered, and time for the reminder, or for the end. */
  toRemind(now: Date, limit: number): Promise<Survey[]>;
  toClose(now: Date, limit: number): Promise<Survey[]>;
  mark(
    id: number,
    marks: Partial<Pick<Survey, 'nameless' | 'remindAt' | 'remindedAt' | 'closedAt' | 'declinedAt'>>,
  ): Promise<void>;
  /** Whether this person wants to be asked no more. */
  isStopped(personId: number): Promise<boolean>;
  /** `at` null: they want to be asked again. */
  stop(personId: number, at: Date | null): Promise<void>;
  /** Of what was resolved in a span. */
  counts(officeId: number, from: Date, to: Date): Promise<SurveyCounts>;
  /** The same of each of these spans, at once. */
  countsIn(officeId: number, spans: readonly Span[]): Promise<SurveyCounts[]>;
  /** The same of each of these spans, by the chat in which people were asked. */
  channels(officeId: number, spans: readonly Span[]): Promise<Asked[][]>;
  /** Of what was answered in each of these spans: how much, and what of it reports may count. */
  given(officeId: number, spans: readonly Span[]): Promise<Given[]>;
  /** What people of an agency answered with their name before then, in the order in which it came. */
  named(officeId: number, agencyId: number, before: Date): Promise<(Rated & { personId: number })[]>;
  /** Those of them that reports may count, whole. */
  answers(officeId: number, span: Span): Promise<FederalAnswer[]>;
  /** False when one of the request is open already. */
  openRecovery(
    recovery: Pick<Recovery, 'officeId' | 'requestId' | 'surveyId' | 'openedAt' | 'dueAt' | 'stepAt'>,
  ): Promise<boolean>;
  /** The latest. Locked until the transaction ends. */
  recoveryOf(requestId: number): Promise<Recovery | undefined>;
  markRecovery(
    id: number,
    marks: Partial<Omit<Recovery, 'id' | 'officeId' | 'requestId' | 'openedAt' | 'earlier'>>,
  ): Promise<void>;
  /** Those that are not settled and of whose time somebody may have to be told. */
  recoveriesDue(now: Date, limit: number): Promise<Pick<Recovery, 'id' | 'requestId'>[]>;
}
