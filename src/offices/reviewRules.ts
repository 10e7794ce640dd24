/** Reviews of agencies, as an office's file says. */

/** Asked of the agency once, or of each file of the sample. */
export type AskedOf = 'agency' | 'file';
/** `code` is in lower case, and names the item for ever: by it one review is held beside another. */
export type ReviewItem = { code: string; words: string; of: AskedOf };
export type ReviewSection = { name: string; items: readonly ReviewItem[] };

/** What is asked. A review keeps the one that it began with. */
export type Checklist = {
  name: string;
  /** How many files are looked at; 0: none. */
  files: number;
  sections: readonly ReviewSection[];
};

export type ReviewRule = Checklist & {
  /** Lower case; it names the checklist for ever. */
  code: string;
  /** Codes of the agencies; absent: all. */
  agencies?: readonly string[];
  /** From one to the next. */
  months: number;
  /** 'YYYY-MM-DD'. */
  firstDue: string;
  /** Of agencies that have another first day, by their codes. */
  firstDueOf?: Readonly<Record<string, string>>;
  /** So long before its day a review begins. */
  weeksAhead: number;
};

export const defaultWeeksAhead = 4;

export const checklistOf = ({ name, files, sections }: ReviewRule): Checklist => ({ name, files, sections });

export const isFor = ({ agencies }: Pick<ReviewRule, 'agencies'>, code: string): boolean =>
  agencies === undefined || agencies.includes(code);
