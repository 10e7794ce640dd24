import type { Audience } from '../people/audience.ts';

/** A listening round: one question to chosen agencies, what they answer, and what they vote for. */

/** What other agencies read of an answer: its words with the agency's name, without it, or the needs alone. */
export type Shows = 'agency' | 'words' | 'needs';
/** What an agency's choice weighs: one, or as much as it has people at the desk. */
export type Rule = 'agency' | 'people';

/**
 *     draft ──► planned ──► asking ──► merging ──► voting ──► deciding ──► told
 *                  │           └──────────┴──────────┴───────────┴──► called off
 *                  └──► withdrawn: nobody was asked
 *
 * From `merging` on nobody answers any more. `told`: the needs are decided, and everybody who answered has read how.
 */
export type RoundState =
  | 'draft'
  | 'planned'
  | 'asking'
  | 'merging'
  | 'voting'
  | 'deciding'
  | 'told'
  | 'called off'
  | 'withdrawn';

/** As it was written. Days are 'YYYY-MM-DD' in the zone of the office, and belong to it whole. */
export type Asked = {
  question: string;
  why: string;
  /** null: every agency that its author may ask, as it is when it goes out. */
  agencyIds: number[] | null;
  audience: Audience;
  shows: Shows;
  answerUntil: string;
  voteUntil: string;
  rule: Rule;
  /** So many needs at most each agency chooses. */
  choices: number;
  /** null: as soon as it is confirmed. */
  sendAt: Date | null;
};

/** What its author's card says of it. */
export type RoundCounts = {
  people: number;
  answers: number;
  /** Agencies with an answer; those that may vote, and those that have. */
  agencies: number;
  voters: number;
  voted: number;
};

export type Round = Asked & {
  id: number;
  officeId: number;
  authorId: number;
  state: RoundState;
  sentAt: Date | null;
  /** When those who have not answered, or agencies that have not voted, are reminded; null: nobody is, or they were. */
  remindAt: Date | null;
  /** When the office opens after the last day of answering, or of voting. */
  endsAt: Date | null;
  closedAt: Date | null;
  toldAt: Date | null;
  /** Why it was called off, and by whom. */
  reason: string | null;
  endedBy: number | null;
  shown: RoundCounts | null;
  shownAt: Date | null;
};

/** `needId`: the need that people of the office made of it. `roundId` null: a change that somebody recommended by itself. */
export type GivenAnswer = {
  id: number;
  officeId: number;
  roundId: number | null;
  personId: number;
  agencyId: number;
  text: string;
  at: Date;
  changedAt: Date | null;
  needId: number | null;
};

/** With the names of whose it is. */
export type NamedAnswer = GivenAnswer & { person: string; agency: string };

/** The choice of one agency. `needIds` null: it has not voted. */
export type Ballot = {
  roundId: number;
  agencyId: number;
  weight: number;
  personId: number | null;
  at: Date | null;
  needIds: number[] | null;
};

export const LONGEST_QUESTION = 300;
export const LONGEST_WHY = 1_500;
export const LONGEST_ANSWER = 1_500;
/** One person in one round. */
export const MOST_ANSWERS = 20;
export const MOST_CHOICES = 5;
/** The card of its author is drawn anew at most so often while people answer. */
export const CARD_EVERY_MS = 10 * 60_000;

export const isAhead = ({ state }: Pick<Round, 'state'>): boolean => state === 'draft' || state === 'planned';
/** The office still sorts what was answered. */
export const isSorted = ({ state }: Pick<Round, 'state'>): boolean => state === 'asking' || state === 'merging';
export const isOver = ({ state }: Pick<Round, 'state'>): boolean =>
  state === 'told' || state === 'called off' || state === 'withdrawn';

/** Of a day, whatever the sweep has done by now. */
export const takesAnswers = ({ state, answerUntil }: Round, today: string): boolean =>
  state === 'asking' && today <= answerUntil;
export const takesVotes = ({ state, voteUntil }: Round, today: string): boolean =>
  state === 'voting' && today <= voteUntil;

export const cardKey = (id: number): string => `listening ${id} card`;
