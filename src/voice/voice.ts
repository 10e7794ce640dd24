/**
 * Something that somebody tells those who supervise an office: praise, a complaint, an idea. It is no request: it has no
 * liaison, no due time and no end.
 */
export type Voice = {
  id: number;
  officeId: number;
  /** Who told it. Of a nameless one only the desk reads this, to deliver an answer. */
  personId: number;
  nameless: boolean;
  at: Date;
  /** Ids of those who got the newest words of whoever told it. */
  readers: number[];
};

/** What was said, in order. `authorId` null: whoever told it. */
export type VoiceWords = { authorId: number | null; text: string; at: Date };

/** A person tells so many things a day at most: nobody is to be flooded by somebody whom nobody can ask to stop. */
export const MOST_A_DAY = 10;
export const LONGEST_WORDS = 5_000;
