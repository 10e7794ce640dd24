/** Four times the text takes four times as long, or with the square sixteen times; between them lies this. */
const LINEAR = 8;
/** What takes less is no trouble, and too short to be compared. */
const TROUBLE_MS = 30;
/** Tidying up memory makes one comparison wrong, but not all of them. */
const COMPARISONS = 12;

/** What the processor did for it, in milliseconds: whatever else a busy machine does meanwhile is not in it. */
const duration = (work: () => unknown): number => {
  const began = process.cpuUsage();
  work();
  return process.cpuUsage(began).user / 1_000;
};

/**
 * Whether what is done with a text grows faster than the text: it counts only what every comparison shows.
 * @param short A quarter of `long`.
 */
export function growsFasterThan(long: string, short: string, work: (text: string) => unknown): boolean {
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    const ms = duration(() => work(long));
    if (ms < TROUBLE_MS || ms / duration(() => work(short)) < LINEAR) return false;
  }
  return true;
}
