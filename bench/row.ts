/** One line of the benchmark's table. `ratio` is `ours / peer` for speeds: above 1 we are faster. */
export type BenchRow = {
  bench: string;
  case: string;
  ours: number;
  peer: number;
  ratio: number;
  unit: string;
  peerName?: string;
};
