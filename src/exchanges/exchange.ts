import type { Block } from '../chat/message.ts';

/**
 * Words between somebody and those who supervise an office, through the desk: praise, a complaint, an idea, or what they
 * said in a survey. It is no request: it has no liaison, no due time and no end.
 */
export type Exchange = {
  id: number;
  officeId: number;
  /** Who began it. Of a nameless one only the desk reads this, to deliver an answer. */
  personId: number;
  nameless: boolean;
  at: Date;
  /** What it is about, where it did not begin with words of theirs alone; null: with these. */
  opening: Opening | null;
  /** Ids of those who got the newest words of whoever began it. */
  readers: number[];
};

/**
 * `seen`: what stands above the words for supervisors. `subject`: what it is about, said to whoever began it. `themes`: what
 * somebody of the office said the words are about; absent: such words are not tagged.
 */
export type Opening = { seen: Block[]; subject: string; themes?: readonly string[] };

/** What was said, in order. `authorId` null: whoever began it. `failed`: it could not be delivered to them. */
export type ExchangeWords = { authorId: number | null; text: string; at: Date; failed: boolean };

/** A person tells so many things a day at most: nobody is to be flooded by somebody whom nobody can ask to stop. */
export const MOST_A_DAY = 10;
export const LONGEST_WORDS = 5_000;
