/** How long it takes to say how a promise was counted: every stretch of a month with a question to the agency in it. */
import { facts, finishDue } from '../gallery/facts.ts';
import { countedClock } from '../src/requests/counted.ts';
import { type BenchRow, median } from './row.ts';

const RUNS = 200;

export async function benchReceipt(): Promise<BenchRow[]> {
  const asked = facts(
    {},
    {
      pauses: [
        { kind: 'waiting_on_agency', from: new Date('2026-06-08T15:00:00Z'), to: new Date('2026-06-15T15:00:00Z') },
      ],
    },
  );
  const now = new Date('2026-07-01T15:00:00Z');
  const times = Array.from({ length: RUNS }, () => {
    const begun = performance.now();
    countedClock(asked, finishDue, now);
    return performance.now() - begun;
  });
  return [
    {
      bench: 'receipt',
      case: 'a month, 1 pause (goal 2 ms)',
      ours: median(times),
      peer: 2,
      ratio: median(times) / 2,
      unit: 'ms',
      peerName: 'the goal',
    },
  ];
}
