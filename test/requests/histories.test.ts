import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/offices/office.ts';
import {
  type ClockRow,
  openingClocks,
  type Promised,
  type RequestPause,
  replanned,
  retargeted,
  stopped,
} from '../../src/requests/requestClocks.ts';
import { buildCalendar, type CalendarSpec } from '../../src/sla/calendar.ts';
import { ownPauses } from '../../src/sla/clockKinds.ts';
import { type Closure, withClosures } from '../../src/sla/closures.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { defaultEscalations, type Policy, targetOf } from '../../src/sla/policy.ts';
import { MinuteWalker } from '../sla/minuteWalker.ts';

/** Whatever happens to a request, in whatever order: its clocks are what somebody counts who looks at every minute. */

const MINUTE = 60_000;
const opened = new Date('2026-03-05T15:00:00Z');
const instant = (minutes: number): Date => new Date(opened.getTime() + minutes * MINUTE);

const filed: CalendarSpec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 08:00-12:00 13:00-17:00'),
  specialDays: [{ date: '2026-03-13', name: 'Founders’ Day', windows: [{ from: '08:00', to: '12:00' }] }],
  confirmedYears: [2026],
};
const policyOf = (normal: number, urgent: number): Policy => {
  const targets = (minutes: number) => ({ firstReply: minutes, nextReply: minutes, resolution: 2 * minutes });
  return {
    targets: { normal: targets(normal), urgent: targets(urgent) },
    agreements: [{ name: 'Contracts', for: { lines: ['contracts'] }, targets: targets(normal + 90) }],
    goalPercent: 75,
    escalations: defaultEscalations,
    businessDayMinutes: 480,
  };
};
const policies = [policyOf(4500, 3600), policyOf(5400, 2700), policyOf(7200, 4000)];

type Happening =
  | { does: 'urgent' | 'normal' | 'asks' | 'answers' }
  | { does: 'topic'; line: string }
  | { does: 'promises'; policy: number }
  | { does: 'closes'; closure: Closure };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom('urgent', 'normal', 'asks', 'answers').map((does) => ({ does }) as Happening),
  fc.constantFrom('purchasing', 'contracts').map((line): Happening => ({ does: 'topic', line })),
  fc.nat({ max: policies.length - 1 }).map((policy): Happening => ({ does: 'promises', policy })),
  fc
    .tuple(fc.constantFrom('2026-03-06', '2026-03-09', '2026-03-11'), fc.constantFrom(0, 600, 720))
    .map(([day, from]): Happening => ({ does: 'closes', closure: { day, from, to: 1440, reason: 'snow' } })),
);
/** In the first week: no promise is broken before its end, since a broken one stays as it was. */
const history = fc
  .array(fc.tuple(fc.nat({ max: 7 * 1440 }), happening), { maxLength: 12 })
  .map((list) => list.toSorted(([a], [b]) => a - b));

/** What is promised to all ends sooner than the urgent time does from then on: chance seldom gets there. */
const lateUrgent: [number, Happening][] = [[6 * 1440, { does: 'urgent' }]];

type World = { promised: Promised; pauses: RequestPause[]; policy: Policy; closures: Closure[] };
const rulesOf = ({ policy, closures }: Pick<World, 'policy' | 'closures'>): Rules => ({
  ...{ calendarId: 1, policyId: 1, policy, calendar: buildCalendar(withClosures(filed, closures)) },
});
const begin = (): World => ({
  promised: { officeId: 1, agency: 'DOT', line: 'purchasing', priority: 'normal', urgentSince: null },
  ...{ pauses: [], policy: policies[0] ?? policyOf(1, 1), closures: [] },
});

/** What is so afterwards, and the clocks as the desk plans them at each step. */
function live(list: readonly (readonly [number, Happening])[]): { world: World; clocks: ClockRow[] } {
  let world = begin();
  let clocks = openingClocks({ id: 1, openedAt: opened, ...world.promised }, rulesOf(world));
  for (const [minute, what] of list) {
    const at = instant(minute);
    const waits = world.pauses.some(({ to }) => !to);
    const { promised } = world;
    if (what.does === 'urgent' && promised.priority === 'normal')
      world = { ...world, promised: { ...promised, priority: 'urgent', urgentSince: at } };
    if (what.does === 'normal') world = { ...world, promised: { ...promised, priority: 'normal', urgentSince: null } };
    if (what.does === 'topic') world = { ...world, promised: { ...promised, line: what.line } };
    if (what.does === 'promises') world = { ...world, policy: policies[what.policy] ?? world.policy };
    if (what.does === 'closes') world = { ...world, closures: [...world.closures, what.closure] };
    if (what.does === 'asks' && !waits)
      world = { ...world, pauses: [...world.pauses, { kind: 'waiting_on_agency', from: at }] };
    if (what.does === 'answers')
      world = { ...world, pauses: world.pauses.map((pause) => (pause.to ? pause : { ...pause, to: at })) };
    clocks = retargeted(
      world.promised,
      replanned(clocks, world.pauses, rulesOf(world)),
      world.pauses,
      rulesOf(world),
      at,
    );
  }
  return { world, clocks };
}

const walkers = new Map<string, MinuteWalker>();
function walkerOf(closures: readonly Closure[]): MinuteWalker {
  const key = JSON.stringify(closures);
  const walker = walkers.get(key) ?? new MinuteWalker(withClosures(filed, closures));
  walkers.set(key, walker);
  return walker;
}

/** The due time as somebody finds it who looks at each minute: the earlier of what was promised and what is urgent. */
function walked({ promised, pauses, policy, closures }: World, kind: ClockRow['kind']): Date | null {
  const walker = walkerOf(closures);
  const own = ownPauses(kind, pauses);
  if (own.some(({ to }) => !to)) return null;
  const closed = own.flatMap(({ from, to }) => (to ? [{ from, to }] : []));
  const due = (from: Date, minutes: number) => walker.due(from, minutes, closed);
  const { urgentSince } = promised;
  const now = due(opened, targetOf(policy, promised, kind) ?? 0);
  if (!urgentSince) return now;
  const normal = due(opened, targetOf(policy, { ...promised, priority: 'normal' }, kind) ?? 0);
  const urgent = due(urgentSince, targetOf(policy, promised, kind) ?? 0);
  return normal < urgent ? normal : urgent;
}

describe('a random history', () => {
  test('gives the same due times as looking at every minute', () => {
    fc.assert(
      fc.property(history, (list) => {
        const { world, clocks } = live(list);
        for (const { kind, dueAt } of clocks.slice(0, 2)) expect([kind, dueAt]).toEqual([kind, walked(world, kind)]);
      }),
      { numRuns: 12, examples: [[lateUrgent]] },
    );
  });

  test('is forgotten: the clocks follow from what is so, whatever came before what', () => {
    fc.assert(
      fc.property(history, (list) => {
        const { world, clocks } = live(list);
        const fresh = openingClocks({ id: 1, openedAt: opened, ...begin().promised }, rulesOf(begin()));
        const planned = retargeted(world.promised, fresh, world.pauses, rulesOf(world), opened);
        expect(planned.map(({ kind, target, dueAt }) => [kind, target, dueAt])).toEqual(
          clocks.map(({ kind, target, dueAt }) => [kind, target, dueAt]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('rolled back, other promises leave every time as it was', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 2 }), (list, policy) => {
        const before = live(list);
        const last = list.at(-1)?.[0] ?? 0;
        const back = policies.indexOf(before.world.policy);
        const there = live([...list, [last, { does: 'promises', policy }], [last, { does: 'promises', policy: back }]]);
        expect(there.clocks.map(({ target, dueAt }) => [target, dueAt])).toEqual(
          before.clocks.map(({ target, dueAt }) => [target, dueAt]),
        );
      }),
      { numRuns: 40 },
    );
  });

  test('paused and resumed at once, nothing changes', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 7 * 1440 }), (list, minute) => {
        const { world, clocks } = live(list);
        fc.pre(!world.pauses.some(({ to }) => !to));
        const pauses: RequestPause[] = [
          ...world.pauses,
          { kind: 'waiting_on_agency', from: instant(minute), to: instant(minute) },
        ];
        expect(replanned(clocks, pauses, rulesOf(world))).toEqual(replanned(clocks, world.pauses, rulesOf(world)));
      }),
      { numRuns: 40 },
    );
  });

  test('once a clock has stopped, nothing that happens later changes its verdict', () => {
    fc.assert(
      fc.property(history, fc.nat({ max: 14 * 1440 }), history, (list, minute, more) => {
        const { world, clocks } = live(list);
        const ended = clocks.map((clock) => stopped(clock, instant(minute), world.pauses, rulesOf(world)));
        const later = live([...list, ...more]).world;
        const rules = rulesOf(later);
        expect(retargeted(later.promised, ended, later.pauses, rules, instant(minute))).toEqual(ended);
        expect(replanned(ended, later.pauses, rules)).toEqual(ended);
      }),
      { numRuns: 40 },
    );
  });
});
