/** A picture of a digest, as it is drawn for a chat, against its SVG alone. */
import type { Trend } from '../src/chat/charts/chart.ts';
import { drawChart } from '../src/chat/charts/draw.ts';
import { loadPictures, pngOf } from '../src/chat/charts/png.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 31;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Another one each time: those that were drawn are kept. */
const chart = (round: number): Trend => ({
  ...{ kind: 'trend', title: 'First replies, month by month', finding: 'In time: 92%.', promise: 4 },
  points: MONTHS.map((label, n) => ({
    label,
    median: 1 + n / 9 + round / 100,
    p90: 4 + ((n + round) % 5),
    share: 0.9,
  })),
});

export async function benchPicture(): Promise<BenchRow[]> {
  await loadPictures();
  const time = (work: (drawn: Trend) => unknown): number => {
    const times = Array.from({ length: ROUNDS }, (_, round) => {
      const drawn = chart(round);
      const began = performance.now();
      work(drawn);
      return performance.now() - began;
    });
    return median(times);
  };
  const peer = time((drawn) => drawChart(drawn));
  const ours = time((drawn) => pngOf(drawn));
  const row = { bench: 'picture', case: 'a year month by month', unit: 'ms', peerName: 'its SVG' };
  return [{ ...row, ours, peer, ratio: ours / peer }];
}
