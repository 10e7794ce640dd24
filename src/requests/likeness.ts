/** How like two questions are. Suggestions rest on it, and nothing is answered by it alone. Pure. */

/** What an answer is found by: the words of its question, and those of its text that its question has not. */
export type AnswerWords = { asked: readonly string[]; said: readonly string[] };

/** Of `size` answers, how many have which word. */
export type Rarity = { size: number; having: ReadonlyMap<string, number> };

/** From so much on an answer is shown to the liaison; to whoever asks, only what is nearer. */
export const SUGGESTED = 0.42;
export const OFFERED = 0.55;

/** A word of its text says less about an answer than one of its question. */
const OF_TEXT = 0.5;
/** A word that no answer has says little: names of places and things stand in every question. */
const UNKNOWN = 0.35;
/** How much it counts that the answer has the words of the question, and that the question has those of the answer. */
const BOTH_WAYS = [0.6, 0.4] as const;

/** From 0 to 1. One word in common says nothing, unless one of the two has no other. */
export function likeness(asked: readonly string[], answer: AnswerWords, rarity: Rarity): number {
  if (asked.length === 0 || answer.asked.length === 0) return 0;
  const own = new Set(answer.asked);
  const text = new Set(answer.said);
  const shared = asked.filter((word) => own.has(word));
  if (shared.length === 0 || (shared.length === 1 && Math.min(asked.length, own.size) > 1)) return 0;
  let all = 0;
  let found = 0;
  for (const word of asked) {
    const weight = weightOf(word, rarity);
    all += weight;
    if (own.has(word)) found += weight;
    else if (text.has(word)) found += OF_TEXT * weight;
  }
  const [there, back] = BOTH_WAYS;
  return (there * found) / all + (back * shared.length) / own.size;
}

/** The rarer a word, the more it says. */
function weightOf(word: string, { size, having }: Rarity): number {
  const n = having.get(word) ?? 0;
  return n === 0 ? UNKNOWN * Math.log(2 + size) : Math.log(2 + size / n);
}

/** So much of the words of two questions must be common for them to be the same question. */
const SAME = 0.7;
const FEWEST = 2;

/**
 * Whether two people ask the same: most of the words of both, and no other amount ("for $40k" is not "for $400k").
 */
export function isSameQuestion(a: readonly string[], b: readonly string[]): boolean {
  const other = new Set(b);
  const shared = a.filter((word) => other.has(word));
  if (shared.length < FEWEST) return false;
  if ((2 * shared.length) / (a.length + b.length) < SAME) return false;
  const numbers = (words: readonly string[]): string[] => words.filter((word) => /\d{3}/u.test(word));
  const [ofA, ofB] = [numbers(a), numbers(b)];
  return ofA.length === 0 || ofB.length === 0 || ofA.some((number) => ofB.includes(number));
}
