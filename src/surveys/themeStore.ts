import type { Span } from '../figures/counted.ts';
import type { ThemeCounts } from '../figures/themes.ts';
import type { Theme } from '../offices/surveyRules.ts';

/** An answer to a question after a resolution, or to that to all customers. */
export type AnswerOf = { survey: number } | { relationship: number };

/** Words of an answer as supervisors read them. Of a nameless one (`by` null) its rating is told with others, or not at all. */
export type WordsOf = {
  at: Date;
  by: string | null;
  agency: string | null;
  rating: number | null;
  text: string;
  themes: string[];
} & ({ survey: number; requestId: number } | { voice: number });

/** What words of answers are about, as the desk asks a database for it: a part of store.ts. */
export interface ThemeStore {
  /** In the order in which they were given. */
  of(answer: AnswerOf): Promise<Theme[]>;
  /** These and no others from now on. */
  tag(answer: AnswerOf, as: { officeId: number; by: number; at: Date; themes: readonly Theme[] }): Promise<void>;
  /** What was written last to an office and may be read one by one, the newest first: with a name, or in an exchange. */
  words(officeId: number, limit: number): Promise<WordsOf[]>;
  /** How often each came up in each of these spans, by the rules of reports. */
  counts(officeId: number, spans: readonly Span[]): Promise<ThemeCounts[]>;
}
