import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/offices/office.ts';
import {
  type ClockRow,
  dropped,
  finishBeside,
  isRunning,
  newsClocks,
  openingClocks,
  promiseNow,
  questionClocks,
  type RequestPause,
  reopened as reopenAll,
  replanned as replanAll,
  retargeted as retargetAll,
  stopped,
} from '../../src/requests/requestClocks.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { defaultEscalations, defaultGoalPercent } from '../../src/sla/policy.ts';

const rulesOf = (...confirmedYears: number[]): Rules => ({
  calendarId: 1,
  calendar: buildCalendar({
    zone: 'UTC',
    hours: parseHours('Mon-Fri 09:00-17:00'),
    specialDays: [{ date: '2027-01-01', name: 'New Year', windows: [] }],
    confirmedYears,
  }),
  policyId: 1,
  policy: {
    targets: {
      normal: { firstReply: 240, nextReply: 120, resolution: 2400 },
      urgent: { firstReply: 60, nextReply: 30, resolution: 480 },
    },
    goalPercent: defaultGoalPercent,
    escalations: defaultEscalations,
    businessDayMinutes: 480,
  },
});
const rules = rulesOf(2026);
/** A time in June 2026, Monday being the first. */
const june = (day: number, time: string) => new Date(`2026-06-${String(day).padStart(2, '0')}T${time}:00Z`);
const terms = { agency: 'DOT', line: 'purchasing' };
const request = {
  ...terms,
  id: 7,
  officeId: 3,
  priority: 'normal',
  urgentSince: null,
  openedAt: june(1, '10:00'),
} as const;
const urgentAt = (at: Date) => ({ ...terms, officeId: 3, priority: 'urgent', urgentSince: at }) as const;
const kept = (clocks: ClockRow[]): ClockRow[] => clocks.map((clock, index) => ({ ...clock, id: index + 1 }));
const opened = kept(openingClocks(request, rules));
const [first, resolution, total] = opened;
if (!first || !resolution || !total) throw new Error('a request begins with three clocks');
/** All clocks after some of them have changed. */
const withChanges = (clocks: ClockRow[], changes: ClockRow[]): ClockRow[] =>
  clocks.map((clock) => changes.find(({ id }) => id === clock.id) ?? clock);
/** Of all clocks those that are different afterwards. */
const different = (before: readonly ClockRow[], after: readonly ClockRow[]): ClockRow[] =>
  after.filter((clock) => !before.some((each) => isDeepStrictEqual(each, clock)));
const replanned: typeof replanAll = (clocks, ...how) => different(clocks, replanAll(clocks, ...how));
const retargeted: typeof retargetAll = (to, clocks, ...how) => different(clocks, retargetAll(to, clocks, ...how));
const reopened: typeof reopenAll = (clocks) => different(clocks, reopenAll(clocks));
const waiting = (from: Date, to?: Date): RequestPause => ({ kind: 'waiting_on_agency', from, ...(to && { to }) });

describe('the clocks of a request', () => {
  test('begin together; the total resolution is silent while the first warns for both', () => {
    expect(opened.map(({ kind, dueAt, stepAt }) => [kind, dueAt, stepAt])).toEqual([
      ['first_reply', june(1, '14:00'), june(1, '12:00')],
      ['first_resolution', june(8, '10:00'), june(3, '14:00')],
      ['total_resolution', june(8, '10:00'), null],
    ]);
  });

  test('promise the reply first, then the resolution, then nothing', () => {
    const answered = withChanges(opened, [stopped(first, june(1, '11:00'), [], rules)]);
    const resolved = withChanges(answered, [stopped(resolution, june(2, '11:00'), [], rules)]);
    const [next] = kept(questionClocks(request, june(1, '15:00'), rules));
    expect(promiseNow(opened)?.kind).toBe('first_reply');
    expect(promiseNow(answered)?.kind).toBe('first_resolution');
    expect(promiseNow([...answered, ...(next ? [next] : [])])?.kind).toBe('next_reply');
    expect(promiseNow(resolved)?.kind).toBe('total_resolution');
    expect(promiseNow(opened.map((clock) => dropped(clock, june(1, '11:00'))))).toBeUndefined();
  });

  test('a question begins a reply of its own', () => {
    expect(questionClocks(request, june(1, '15:00'), rules)).toMatchObject([
      {
        officeId: 3,
        requestId: 7,
        kind: 'next_reply',
        startedAt: june(1, '15:00'),
        target: 120,
        dueAt: june(1, '17:00'),
        stepAt: june(1, '16:00'),
        stepPercent: 50,
      },
    ]);
  });
});

describe('planned anew', () => {
  test('nothing is different when nothing has happened', () => {
    expect(replanned(opened, [], rules)).toEqual([]);
    expect(retargeted(request, opened, [], rules, new Date(0))).toEqual([]);
  });

  test('while the agency is asked the resolutions stand still, and go on later by what was paused', () => {
    const paused = replanned(opened, [waiting(june(2, '10:00'))], rules);
    expect(paused.map(({ kind, dueAt, stepAt }) => [kind, dueAt, stepAt])).toEqual([
      ['first_resolution', null, null],
      ['total_resolution', null, null],
    ]);
    const goesOn = replanned(withChanges(opened, paused), [waiting(june(2, '10:00'), june(3, '10:00'))], rules);
    expect(goesOn.map(({ kind, dueAt, stepAt }) => [kind, dueAt, stepAt])).toEqual([
      ['first_resolution', june(9, '10:00'), june(4, '14:00')],
      ['total_resolution', june(9, '10:00'), null],
    ]);
  });

  test('other targets count from the original start, for what still runs', () => {
    const answered = withChanges(opened, [stopped(first, june(1, '11:00'), [], rules)]);
    const urgent = retargeted({ ...urgentAt(june(1, '10:00')), officeId: 4 }, answered, [], rules, new Date(0));
    expect(urgent.map(({ kind, officeId, target, dueAt }) => [kind, officeId, target, dueAt])).toEqual([
      ['first_resolution', 4, 480, june(2, '10:00')],
      ['total_resolution', 4, 480, june(2, '10:00')],
    ]);
  });

  test('urgent never makes a promise that is late the moment it is pressed', () => {
    const at = june(1, '12:30');
    const urgent = retargeted(urgentAt(at), opened, [], rules, at);
    expect(urgent.map(({ kind, target, dueAt }) => [kind, target, dueAt])).toEqual([
      ['first_reply', 150 + 60, june(1, '13:30')],
      ['first_resolution', 150 + 480, june(2, '12:30')],
      ['total_resolution', 150 + 480, june(2, '12:30')],
    ]);
    // Shortly before its end the old time is the earlier one, and stays.
    expect(retargeted(urgentAt(june(1, '13:30')), opened, [], rules, june(1, '13:30'))[0]?.kind).toBe(
      'first_resolution',
    );
  });

  test('made normal again, times count from the original start', () => {
    const urgent = withChanges(opened, retargeted(urgentAt(june(1, '12:30')), opened, [], rules, june(1, '12:30')));
    expect(withChanges(urgent, retargeted(request, urgent, [], rules, june(1, '13:00')))).toEqual(opened);
  });

  test('whenever it is pressed, urgent makes nothing late and nothing later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), (minute, paused) => {
        const at = new Date(june(1, '10:00').getTime() + minute * 60_000);
        const pauses = paused < minute ? [waiting(new Date(june(1, '10:00').getTime() + paused * 60_000))] : [];
        const before = replanAll(opened, pauses, rules);
        retargetAll(urgentAt(at), before, pauses, rules, at).forEach(({ dueAt }, nth) => {
          const old = before[nth]?.dueAt ?? null;
          expect(dueAt === null).toBe(old === null);
          if (!dueAt || !old) return;
          expect(dueAt <= old).toBe(true);
          if (old > at) expect(dueAt > at).toBe(true);
        });
      }),
    );
  });

  test('a reopened request goes on with the total resolution, which warns by itself from then on', () => {
    const at = june(2, '10:00');
    const done = withChanges(
      opened,
      opened.map((clock) => stopped(clock, at, [], rules)),
    );
    const pauses: RequestPause[] = [{ kind: 'resolved', from: at, to: june(3, '10:00') }];
    const again = withChanges(done, reopened(done));
    expect(again.filter(isRunning).map(({ kind }) => kind)).toEqual(['total_resolution']);
    expect(replanned(again, pauses, rules)).toEqual([
      { ...total, dueAt: june(9, '10:00'), stepAt: june(4, '14:00'), stepPercent: 50 },
    ]);
    expect(reopened([dropped(total, at)])).toEqual([total]);
  });
});

describe('the verdict', () => {
  const times = fc.date({ min: june(1, '10:00'), max: june(26, '10:00'), noInvalidDate: true });
  const pauses = fc.array(
    fc.tuple(times, times).map(([a, b]) => (a < b ? waiting(a, b) : waiting(b, a))),
    { maxLength: 3 },
  );

  test('once given never changes, whatever is paused, planned or targeted later', () => {
    fc.assert(
      fc.property(times, pauses, pauses, (at, before, later) => {
        const ended = opened.map((clock) => stopped(clock, at, before, rules));
        expect(ended.every(({ met, elapsed }) => met !== null && elapsed !== null)).toBe(true);
        expect(replanned(ended, [...before, ...later], rulesOf(2026, 2027))).toEqual([]);
        expect(retargeted(urgentAt(june(1, '10:00')), ended, later, rules, new Date(0))).toEqual([]);
      }),
    );
  });

  test('goes by the due time: a clock that stops by it has met it, one that stops in later work has not', () => {
    fc.assert(
      fc.property(times, pauses, (at, all) => {
        for (const clock of withChanges(opened, replanned(opened, all, rules))) {
          if (!clock.dueAt) throw new Error('all pauses have ended');
          const { met, elapsed } = stopped(clock, at, all, rules);
          if (at <= clock.dueAt) expect(met).toBe(true);
          expect(met).toBe((elapsed ?? Number.NaN) <= (clock.target ?? Number.NaN));
        }
      }),
    );
  });

  test('past the end of the calendar is unknown, and follows from the same facts once the year is confirmed', () => {
    const late = kept(openingClocks({ ...request, openedAt: new Date('2026-12-31T15:00:00Z') }, rules));
    const at = new Date('2027-01-04T10:00:00Z');
    const pause: RequestPause = { kind: 'resolved', from: at };
    const ended = late.map((clock) => stopped(clock, at, [], rules));
    expect(ended.map(({ stoppedAt, elapsed, met }) => [stoppedAt, elapsed, met])).toEqual(
      late.map(() => [at, null, null]),
    );
    expect(replanned(ended, [pause], rules)).toEqual([]);
    const next = rulesOf(2026, 2027);
    expect(replanned(ended, [pause], next)).toEqual(late.map((clock) => stopped(clock, at, [], next)));
    expect(replanned(ended, [pause], next).map(({ elapsed, met }) => [elapsed, met])).toEqual(
      late.map(() => [180, true]),
    );
  });

  test('is none of a clock that was dropped', () => {
    const gone = { ...dropped(first, june(1, '11:00')), stoppedAt: june(1, '12:00') };
    expect(replanned([gone], [], rules)).toEqual([]);
  });
});

describe('news for whoever waits', () => {
  const { normal, urgent } = rules.policy.targets;
  const promised = { ...rules, policy: { ...rules.policy, targets: { normal: { ...normal, update: 480 }, urgent } } };

  test('begin with a reply, where the office promises them, and stand still while it waits for the agency', () => {
    const [news] = newsClocks(request, june(1, '12:00'), promised);
    expect(news).toMatchObject({ kind: 'update', target: 480, dueAt: june(2, '12:00'), stepAt: june(1, '16:00') });
    expect(newsClocks(request, june(1, '12:00'), rules)).toEqual([]);
    const waiting = [{ kind: 'waiting_on_agency' as const, from: june(1, '13:00') }];
    expect(replanAll(news ? [news] : [], waiting, promised)).toMatchObject([{ dueAt: null }]);
  });

  test('count before the resolution, which is told beside them', () => {
    const news = kept([...opened.slice(1), ...newsClocks(request, june(1, '12:00'), promised)]);
    expect(promiseNow(news)?.kind).toBe('update');
    expect(finishBeside(news, { kind: 'update' })?.kind).toBe('first_resolution');
    expect(finishBeside(news, { kind: 'next_reply' })).toBeUndefined();
  });
});
