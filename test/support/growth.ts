/** Four times the text takes four times as long, or with the square sixteen times; between them lies this. */
const LINEAR = 8;
/** What takes less is no trouble, and too short to be compared. */
const TROUBLE_MS = 30;
/** So often both are timed. Whatever disturbs a measurement only adds to it, so the least of each is what it takes. */
const COMPARISONS = 30;

/** What the processor did for it, in milliseconds: whatever else a busy machine does meanwhile is not in it. */
const duration = (work: () => unknown): number => {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
};

/**
 * Whether what is done with a text grows faster than the text.
 * @param short A quarter of `long`.
 */
export function growsFasterThan(long: string, short: string, work: (text: string) => unknown): boolean {
  let [ofLong, ofShort] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let comparison = 0; comparison < COMPARISONS; comparison++) {
    ofLong = Math.min(
      ofLong,
      duration(() => work(long)),
    );
    if (ofLong < TROUBLE_MS) return false;
    ofShort = Math.min(
      ofShort,
      duration(() => work(short)),
    );
  }
  return ofLong / ofShort >= LINEAR;
}
