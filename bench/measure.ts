/** What somebody waits for, how much of that is the database's, and for how long nobody else was served meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Sql } from 'postgres';
import { type Recorded, replayOnPostgres } from './recording.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 41;
/** Not counted: caches fill, code is compiled. */
const WARM_UP = 10;

/** A PostgreSQL that is asked: all that the desk sends to it is in `log`, and `raw` sends it again without the desk. */
export type Asked = { log: Recorded[]; raw: Sql };

/**
 * Rows with the medians of some rounds: milliseconds until the answer, of those the database's (the very statements
 * sent raw), the longest time for which the event loop served nobody, as a timer sees it that ticks every millisecond,
 * and the statements.
 */
export async function measure(
  { log, raw }: Asked,
  bench: string,
  name: string,
  work: () => Promise<unknown>,
): Promise<BenchRow[]> {
  const rounds: { took: number; database: number; blocked: number; statements: number }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    log.length = 0;
    const loop = monitorEventLoopDelay({ resolution: 1 });
    loop.enable();
    const began = performance.now();
    await work();
    const took = performance.now() - began;
    // What the last turn has delayed is seen by the tick after it.
    await new Promise((resolve) => setTimeout(resolve, 3));
    loop.disable();
    const sent = log.splice(0);
    const again = performance.now();
    await replayOnPostgres(raw, sent);
    const database = performance.now() - again;
    rounds.push({ took, database, blocked: Math.max(0, loop.max / 1e6 - 1), statements: sent.flat().length });
  }
  const counted = rounds.slice(WARM_UP);
  const row = (what: string, ours: number, unit: string): BenchRow => ({
    bench,
    case: `${name}${what}`,
    ours,
    peer: null,
    ratio: null,
    unit,
  });
  return [
    row('', median(counted.map(({ took }) => took)), 'ms'),
    row(': in the database', median(counted.map(({ database }) => database)), 'ms'),
    row(': loop blocked', median(counted.map(({ blocked }) => blocked)), 'ms'),
    row(': statements', median(counted.map(({ statements }) => statements)), 'n'),
  ];
}
