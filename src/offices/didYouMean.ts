/**
 * The known word that a mistyped one is nearest to, or undefined when none is within `steps` letters of it. Case does
 * not count.
 */
export function nearestWord(word: string, known: Iterable<string>, steps = stepsFor(word)): string | undefined {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let least = steps + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - typed.length) >= least) continue;
    const distance = editDistance(typed, candidate.toLowerCase());
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

/** "; did you mean DOT?", or nothing. */
export function didYouMean(word: string, known: Iterable<string>, steps = stepsFor(word)): string {
  const nearest = nearestWord(word, known, steps);
  return nearest === undefined ? '' : `; did you mean ${nearest}?`;
}

/** The longer a word, the more of it may be wrong. */
const stepsFor = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** Letters to add, drop, replace, or swap with their neighbour, to make one word of the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
