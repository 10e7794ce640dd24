/** Four times the text takes four times as long, or with the square sixteen times; between them lies this. */
const LINEAR = 8;
/** What takes less is no trouble, and too short to be compared. */
const TROUBLE_MS = 30;
/** A busy machine makes one comparison wrong, but not all of them. */
const COMPARISONS = 12;

const duration = (work: () => unknown): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

/**
 * Whether what is done with a text grows faster than the text. The two are timed one right after the other, so that
 * whatever else the machine does slows both; and it counts only what every comparison shows.
 * @param short A quarter of `long`.
 */
export function growsFasterThan(long: string, short: string, work: (text: string) => unknown): boolean {
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    const ms = duration(() => work(long));
    if (ms < TROUBLE_MS || ms / duration(() => work(short)) < LINEAR) return false;
  }
  return true;
}
