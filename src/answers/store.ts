import type { AnswerRules } from '../offices/answerRules.ts';
import type { AnswerWords, Rarity } from '../requests/likeness.ts';
import type { KeptAnswer, NamedAnswer, Written } from './answer.ts';
import type { AskedQuestion } from './asked.ts';

export type NewAnswer = Written &
  Pick<KeptAnswer, 'officeId' | 'state' | 'authorId' | 'at' | 'approvedBy' | 'approvedAt' | 'fromRequest'>;

/** Which of an office: by what stands with them on a day, by topic, by words. */
export type AnswersOf = {
  officeIds: readonly number[];
  which: 'all' | 'in use' | 'waiting' | 'ending' | 'ended' | 'withdrawn';
  lineId?: number;
  /** From which day on one does not end soon. */
  notSoon: string;
  /** In the form of `questionWords`. */
  words?: readonly string[];
  today: string;
};

/** One that may be meant. */
export type Candidate = { id: number; validUntil: string; words: AnswerWords };

/** `lineId` null: whatever it is about. */
export type Looking = { officeId: number; lineId: number | null; words: readonly string[]; today: string };

/** A question of a colleague that is still open. */
export type ColleaguesQuestion = { id: number; subject: string; question: string };

export type Found = {
  requestId: number;
  officeId: number;
  answerId: number | null;
  /** It is shown to whoever asked, too. */
  offered: boolean;
  colleagueId: number | null;
  at: Date;
};

/** Of a span of an office; of one answer, or (null) of all. */
export type ServedOf = { officeId: number; from: Date; to: Date; answerId: number | null };

/** Answers that an office keeps: a part of store.ts. */
export interface AnswerStore {
  /** What its file says from now on; null: nothing. */
  keepBy(officeId: number, rules: AnswerRules | null): Promise<void>;
  /** Answers with its id. */
  add(answer: NewAnswer): Promise<number>;
  one(id: number, how?: 'locked'): Promise<NamedAnswer | undefined>;
  change(id: number, change: Partial<Omit<KeptAnswer, 'id' | 'officeId'>>): Promise<void>;
  /** What it is found by from now on; null: by nothing. */
  index(
    answer: Pick<KeptAnswer, 'id' | 'officeId' | 'lineId' | 'validUntil'>,
    words: AnswerWords | null,
  ): Promise<void>;
  list(of: AnswersOf, limit: number): Promise<NamedAnswer[]>;
  count(of: AnswersOf): Promise<number>;
  /** Those in use on a day that have most of the rarest of these words, and how rare the words are. */
  like(looking: Looking): Promise<{ rarity: Rarity; found: Candidate[] }>;
  /** What confirmed colleagues at an agency have open in an office, the newest first. */
  colleagues(
    of: { officeId: number; agencyId: number; requesterId: number },
    limit: number,
  ): Promise<ColleaguesQuestion[]>;
  /** What was found as it was asked. Once for a request. */
  found(found: Found): Promise<void>;
  /** It went into a reply, or whoever asked says that it answered them. */
  mark(
    requestId: number,
    marks: { usedAt: Date; usedBy: number } | { helpedAt: Date } | { shownAt: Date } | { endedAt: Date },
  ): Promise<void>;
  /** Those in use or ended whose last day is in one of these spans of days; of one owner, or (null) of all. */
  ending(
    of: { officeId: number; ownerId: number | null; spans: readonly { from: string; to: string }[] },
    limit: number,
  ): Promise<NamedAnswer[]>;
  /** What agencies have asked an office since, the oldest of the newest first. */
  asked(officeId: number, since: Date, limit: number): Promise<(AskedQuestion & { at: Date })[]>;
  /** What was asked in a span and found, offered, used; and of whom it helped, unless they went on after all. */
  served(of: ServedOf): Promise<{
    asked: number;
    suggested: number;
    offered: number;
    used: number;
    helped: { askedAt: Date; helpedAt: Date; calendarId: number }[];
  }>;
  /**
   * Open requests with one that is shown no more (`ended`): withdrawn, or past its last day in the zone of its office; or
   * that reads otherwise since they were shown it.
   */
  lapsed(now: Date, limit: number): Promise<{ requestId: number; answerId: number; ended: boolean }[]>;
}
