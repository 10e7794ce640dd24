/**
 * Waits of which some have not ended: figures by Kaplan and Meier (1958). A wait that is still open counts as "at least"
 * so long, so leaving a question unanswered never makes a figure better. What is assumed: that a request is open does
 * not itself foretell how long it will be.
 */

/** How many waits of one length ended (`answered`) or had lasted so long when they were last seen (`open`). */
export type Waits = readonly { minutes: number; answered: number; open: number }[];

/** A wait that happened; or, where too many are open, only what it is more than. Null without any wait. */
export type Quantile = { minutes: number; reached: boolean } | null;

/** Products of floats miss exact halves. */
const NEARLY = 1e-9;

/** The smallest wait by which so many (0 to 1) were answered; where that was not reached, the longest wait seen. */
export const quantile = (waits: Waits, share: number): Quantile => quantiles(waits, [share])[0] ?? null;

/** Several of them at once: there may be a hundred thousand waits, which are put in order once. */
export function quantiles(waits: Waits, shares: readonly number[]): Quantile[] {
  const sorted = inOrder(waits);
  const steps = survival(sorted);
  const last = sorted.at(-1);
  return shares.map((share): Quantile => {
    if (!last) return null;
    const step = steps.find(({ waiting }) => waiting <= 1 - share + NEARLY);
    return step ? { minutes: step.minutes, reached: true } : { minutes: last.minutes, reached: false };
  });
}

/** The share (0 to 1) that was answered within so many minutes; undefined without any wait. */
export function shareWithin(waits: Waits, minutes: number): number | undefined {
  if (waits.length === 0) return undefined;
  const steps = survival(inOrder(waits)).filter((step) => step.minutes <= minutes);
  return 1 - (steps.at(-1)?.waiting ?? 1);
}

/** How many there are in all. */
export const countWaits = (waits: Waits): number => waits.reduce((sum, { answered, open }) => sum + answered + open, 0);

/** One row for each length. */
function inOrder(waits: Waits): Waits {
  const lengths = new Map<number, { minutes: number; answered: number; open: number }>();
  for (const { minutes, answered, open } of waits) {
    const known = lengths.get(minutes) ?? { minutes, answered: 0, open: 0 };
    lengths.set(minutes, { minutes, answered: known.answered + answered, open: known.open + open });
  }
  return [...lengths.values()].sort((a, b) => a.minutes - b.minutes);
}

/** The share that still waits after each length at which some were answered; of equal ones the answered come first. */
function survival(sorted: Waits): { minutes: number; waiting: number }[] {
  let atRisk = countWaits(sorted);
  let waiting = 1;
  const steps: { minutes: number; waiting: number }[] = [];
  for (const { minutes, answered, open } of sorted) {
    if (answered > 0) {
      waiting *= 1 - answered / atRisk;
      steps.push({ minutes, waiting });
    }
    atRisk -= answered + open;
  }
  return steps;
}
