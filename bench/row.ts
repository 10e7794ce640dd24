/**
 * One line of the benchmark's table. `ratio` is `ours / peer`: for speeds (ops/s) above 1 we are faster, for times and
 * sizes below 1 we need less. Null where there is nothing to compare with.
 */
export type BenchRow = {
  bench: string;
  case: string;
  ours: number;
  peer: number | null;
  ratio: number | null;
  unit: string;
  peerName?: string;
};

/** How rows of one benchmark are written that have nothing to compare with. */
export const rowsOf =
  (bench: string) =>
  (name: string, ours: number, unit: string): BenchRow => ({ bench, case: name, ours, peer: null, ratio: null, unit });

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
