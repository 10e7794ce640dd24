import { isSameQuestion } from '../requests/likeness.ts';
import { questionWords } from '../requests/questionWords.ts';

/** What several agencies have asked: the same question, whoever asked it. Pure. */

export type AskedQuestion = { id: number; agencyId: number; subject: string; question: string };
export type AskedOften = { words: string[]; agencies: Set<number>; first: AskedQuestion; last: number };

/** So many agencies ask the same before it is said. */
const MANY = 5;

/** Those that so many agencies asked, most agencies first. `asked`: the oldest first. */
export function askedOften(asked: readonly AskedQuestion[], many = MANY): AskedOften[] {
  const all: AskedOften[] = [];
  const having = new Map<string, AskedOften[]>();
  for (const each of asked) {
    const words = questionWords(each.question);
    const near = new Set(words.flatMap((word) => having.get(word) ?? []));
    const same = [...near].find((group) => isSameQuestion(group.words, words));
    if (same) {
      same.agencies.add(each.agencyId);
      same.last = each.id;
      continue;
    }
    const group = { words, agencies: new Set([each.agencyId]), first: each, last: each.id };
    all.push(group);
    for (const word of words) having.set(word, [...(having.get(word) ?? []), group]);
  }
  return all
    .filter(({ agencies }) => agencies.size >= many)
    .toSorted((a, b) => b.agencies.size - a.agencies.size || a.first.id - b.first.id);
}
