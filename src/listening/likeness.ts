/** Which answers stand next to each other. A suggestion of an order, and nothing else: people say what is one need. */

/** `stems`: its words as search knows them, each once. */
export type Worded = { id: number; stems: readonly string[] };

/** From so much in common on, weighed by how rare the words are, two answers stand together. */
const ALIKE = 0.2;

/**
 * The same answers, like ones in a row: the first of each row is its earliest, and rows stand in the order of these.
 * The order in which they are given changes nothing.
 */
export function likeTogether(answers: readonly Worded[]): number[][] {
  const weightOf = weightsOf(answers);
  const sorted = [...answers].sort((a, b) => a.id - b.id).map((each) => weighed(each, weightOf));
  const groups: { ids: number[]; members: Weighed[] }[] = [];
  /** In which groups a word stands, so that only those are compared that have one in common. */
  const standing = new Map<string, Set<number>>();
  for (const answer of sorted) {
    const near = new Set([...answer.stems].flatMap((stem) => [...(standing.get(stem) ?? [])]));
    let best: { index: number; likeness: number } | undefined;
    for (const index of [...near].sort((a, b) => a - b)) {
      const likeness = Math.max(0, ...(groups[index]?.members ?? []).map((each) => likenessOf(each, answer, weightOf)));
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { index, likeness };
    }
    const index = best?.index ?? groups.length;
    const group = groups[index] ?? { ids: [], members: [] };
    group.ids.push(answer.id);
    // The first few say well enough what it is about.
    if (group.members.length < 5) group.members.push(answer);
    groups[index] = group;
    for (const stem of answer.stems) standing.set(stem, (standing.get(stem) ?? new Set()).add(index));
  }
  return groups.map(({ ids }) => ids);
}

type Weighed = { id: number; stems: ReadonlySet<string>; weight: number };

function weighed({ id, stems }: Worded, weightOf: (stem: string) => number): Weighed {
  const own = new Set(stems);
  return { id, stems: own, weight: [...own].reduce((sum, stem) => sum + weightOf(stem), 0) };
}

/** What everybody says tells nothing apart. */
function weightsOf(answers: readonly Worded[]): (stem: string) => number {
  const counts = new Map<string, number>();
  for (const { stems } of answers) for (const stem of new Set(stems)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return (stem) => Math.log(1 + answers.length / (counts.get(stem) ?? 1));
}

/** Of what either says, how much both say: from 0 to 1. */
function likenessOf(a: Weighed, b: Weighed, weightOf: (stem: string) => number): number {
  let both = 0;
  for (const stem of a.stems) if (b.stems.has(stem)) both += weightOf(stem);
  const either = a.weight + b.weight - both;
  return either > 0 ? both / either : 0;
}
