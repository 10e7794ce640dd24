/** The calendar against two well-known libraries on the same random cases; differing answers give no figures. */
import { addMinutes, buildCalendar, minutesBetween } from '../src/sla/calendar.ts';
import { parseHours } from '../src/sla/hoursText.ts';
import { dayjsPeer, momentPeer, type Peer } from './peers.ts';
import type { BenchRow } from './row.ts';

const ZONE = 'America/New_York';
const TARGET = 16 * 60;
const CASES = 2000;
const MINUTE = 60_000;

type Case = { from: Date; to: Date };
type Question = { name: string; ours: (asked: Case) => number; peers: (peer: Peer) => (asked: Case) => number };

// One window a day: with a lunch break moment-business-time counts wrongly to an end in the morning.
const hours = parseHours('Mon-Fri 08:00-17:00');
const closed = [
  ...['2026-01-01', '2026-01-19', '2026-02-16', '2026-05-25', '2026-06-19', '2026-07-03', '2026-09-07', '2026-10-12'],
  ...['2026-11-11', '2026-11-26', '2026-11-27', '2026-12-25', '2027-01-01', '2027-01-18', '2027-02-15', '2027-05-31'],
];

/** Two questions, each against both libraries, in answers a second. */
export async function benchCalendar(): Promise<BenchRow[]> {
  const zoneBefore = process.env.TZ;
  // Both libraries are at their fastest in the zone of the process, and one of them knows no other.
  process.env.TZ = ZONE;
  try {
    const peers = [momentPeer({ hours, closed }), dayjsPeer({ hours, closed })];
    return questions().flatMap((question) => peers.map((peer) => compare(question, peer)));
  } finally {
    if (zoneBefore === undefined) delete process.env.TZ;
    else process.env.TZ = zoneBefore;
  }
}

function questions(): Question[] {
  const specialDays = closed.map((date) => ({ date, name: 'holiday', windows: [] }));
  const calendar = buildCalendar({ zone: ZONE, hours, specialDays, confirmedYears: [2026, 2027, 2028] });
  return [
    {
      name: 'add 16 business hours',
      ours: ({ from }) => addMinutes(calendar, from, TARGET)?.getTime() ?? Number.NaN,
      peers:
        (peer) =>
        ({ from }) =>
          peer.addMinutes(from, TARGET).getTime(),
    },
    {
      name: 'minutes between',
      ours: ({ from, to }) => minutesBetween(calendar, from, to) ?? Number.NaN,
      peers:
        (peer) =>
        ({ from, to }) =>
          peer.minutesBetween(from, to),
    },
  ];
}

function compare(question: Question, peer: Peer): BenchRow {
  const cases = randomCases();
  const theirs = question.peers(peer);
  for (const asked of cases) {
    const answers = { ours: question.ours(asked), [peer.name]: theirs(asked) };
    if (answers.ours !== answers[peer.name]) {
      throw new Error(`${question.name}: the answers differ on ${JSON.stringify(asked)}: ${JSON.stringify(answers)}`);
    }
  }
  const ours = answersASecond(question.ours, cases);
  const speed = answersASecond(theirs, cases);
  return {
    bench: 'calendar',
    case: question.name,
    ours,
    peer: speed,
    ratio: ours / speed,
    unit: 'ops/s',
    peerName: peer.name,
  };
}

/** The median of five rounds of at least a fifth of a second. */
function answersASecond(answer: (asked: Case) => number, cases: Case[]): number {
  const speeds: number[] = [];
  let sum = 0;
  for (let round = 0; round < 5; round++) {
    let count = 0;
    const begin = performance.now();
    let spent = 0;
    while (spent < 200) {
      // Few at a time, or a slow library would take seconds for a round.
      for (let i = 0; i < 50; i++) {
        const asked = cases[count++ % cases.length];
        if (asked !== undefined) sum += answer(asked);
      }
      spent = performance.now() - begin;
    }
    speeds.push((count / spent) * 1000);
  }
  // Used, so that no engine may leave the work out.
  if (Number.isNaN(sum)) throw new Error('an answer was not a number');
  return speeds.sort((a, b) => a - b)[2] ?? 0;
}

/** Whole minutes of two years, up to three weeks apart, the same in every run. */
function randomCases(): Case[] {
  let seed = 20_260_306;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const first = Date.UTC(2026, 0, 5);
  const cases: Case[] = [];
  while (cases.length < CASES) {
    const from = new Date(first + random(2 * 365 * 24 * 60) * MINUTE);
    const to = new Date(from.getTime() + random(21 * 24 * 60) * MINUTE);
    cases.push({ from, to });
  }
  return cases;
}
