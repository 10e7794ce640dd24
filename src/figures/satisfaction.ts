/**
 * How many were served, asked and answered, and how sure a share of them is. Small groups are the rule here, so the margin
 * is Wilson's, and counts that nearly everybody was asked of few.
 */

/** Counted over a span, usually a quarter. */
export type SurveyCounts = {
  /** Resolutions that are asked about as a rule: no duplicates. */
  served: number;
  invited: number;
  reminded: number;
  /** The first question is answered. */
  answered: number;
  /** And the rest of the form as well. */
  completed: number;
  /** They asked not to be asked. */
  declined: number;
  /** Answers by the first question, from 1 to 5. */
  ratings: Record<1 | 2 | 3 | 4 | 5, number>;
};

/** Below so many answers nothing is shown: anybody could work out whose they are. */
export const SMALLEST_GROUP = 5;

/** 95 %, two-sided. */
const Z = 1.959963984540054;

/**
 * The interval in which the share of all `population` lies, of whom `answers` answered and `good` did so well. Wilson's
 * score interval, with n replaced by n·(N−1)/(N−n) (AAPOR, Standard Definitions; Wilson 1927). Everybody answered: there
 * is nothing to be unsure of. `population` infinite: the plain one. undefined without any answer.
 */
export function interval(good: number, answers: number, population: number): { low: number; high: number } | undefined {
  if (answers === 0) return undefined;
  const share = good / answers;
  if (population <= answers) return { low: share, high: share };
  const n = Number.isFinite(population) ? (answers * (population - 1)) / (population - answers) : answers;
  const middle = share + Z ** 2 / (2 * n);
  const reach = Z * Math.sqrt((share * (1 - share)) / n + Z ** 2 / (4 * n ** 2));
  const whole = 1 + Z ** 2 / n;
  return { low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}

/** With these answers instead. */
export const withRatings = (counts: SurveyCounts, given: readonly number[]): SurveyCounts => {
  const of = (rating: number): number => given.filter((each) => each === rating).length;
  return { ...counts, answered: given.length, ratings: { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5) } };
};

/** AAPOR RR1 (whole forms) and RR2 (the first question), of all who were invited. null: nobody was. */
export function responseRates({ invited, answered, completed }: SurveyCounts): {
  rr1: number | null;
  rr2: number | null;
} {
  return invited === 0 ? { rr1: null, rr2: null } : { rr1: completed / invited, rr2: answered / invited };
}

/** "Satisfied" and "very satisfied", or "agree" and "strongly agree". */
export const goodOnes = ({ ratings }: SurveyCounts): number => ratings[4] + ratings[5];

/** Of ratings from 1 to 5, those that say so. */
export const contentOf = (given: readonly number[]): number => given.filter((rating) => rating >= 4).length;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

export type Score = { good: number; answers: number; share: number; low: number; high: number };

/** How many of those who answered are content, and how sure that is of all `served`; of small groups undefined. */
export function scoreOf(good: number, answers: number, served: number): Score | undefined {
  const sure = interval(good, answers, Math.max(served, answers));
  return answers < SMALLEST_GROUP || !sure ? undefined : { good, answers, share: good / answers, ...sure };
}

const TOO_FEW = `too few answers to show (fewer than ${SMALLEST_GROUP})`;

/** "82% satisfied (71% to 90%; 45 of 60 who answered", with what is said of the others behind it. */
export function sayShareOf({ good, answers, share, low, high }: Score, others = ''): string {
  const margin = low === high ? '' : `${percent(low)} to ${percent(high)}; `;
  return `${percent(share)} satisfied (${margin}${good} of ${answers} who answered${others})`;
}

/** "82% satisfied (71% to 90%; 45 of 60 who answered, 200 served)"; of small groups nothing. `who`: what the others are. */
export function sayScore(counts: SurveyCounts, who = 'served'): string {
  const { answered, served } = counts;
  const score = scoreOf(goodOnes(counts), answered, served);
  return score ? sayShareOf(score, `, ${served} ${who}`) : TOO_FEW;
}

/**
 * Of the ratings of a short span, of which nobody can say how many were served: the margin is that of a large group.
 * `given`: those that may be counted, of all that were `answered`.
 */
export function sayRatings(given: readonly number[], answered: number, asked: number): string {
  if (answered === 0 && given.length === 0) return 'none yet';
  const score = scoreOf(contentOf(given), given.length, Number.POSITIVE_INFINITY);
  return score
    ? sayShareOf(score, `, ${asked} asked`)
    : `${answered} answered, ${asked} asked; the score is shown from ${SMALLEST_GROUP} answers on, without names five at a time`;
}

/** Of liaisons who were asked whether they could help: "75% mostly or always (6 of 8 who answered, 9 asked)". */
export function sayPulse({
  asked,
  answers,
}: {
  asked: number;
  answers: ReadonlyMap<number, number>;
}): string | undefined {
  const all = [...answers.values()].reduce((sum, count) => sum + count, 0);
  if (asked === 0) return undefined;
  if (all < SMALLEST_GROUP) return TOO_FEW;
  const good = (answers.get(4) ?? 0) + (answers.get(5) ?? 0);
  return `${percent(good / all)} mostly or always (${good} of ${all} who answered, ${asked} asked)`;
}

/** "answered 30 of 80 asked (38%), 12 the whole form (15%)". */
export function sayResponse(counts: SurveyCounts): string {
  const { rr1, rr2 } = responseRates(counts);
  if (rr1 === null || rr2 === null) return 'nobody was asked';
  return `${counts.answered} of ${counts.invited} asked answered (${percent(rr2)}), ${counts.completed} the whole form (${percent(rr1)})`;
}
