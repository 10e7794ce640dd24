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

export const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
