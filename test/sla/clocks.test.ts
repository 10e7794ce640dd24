import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMinutes, buildCalendar, minutesBetween } from '../../src/sla/calendar.ts';
import { dueTime, elapsed, judge, type Pause, stepTime } from '../../src/sla/clocks.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { known } from './known.ts';
import { MinuteWalker } from './minuteWalker.ts';
import { calendarWithTimes } from './randomCalendars.ts';

const MINUTE = 60_000;
const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 09:00-17:00'),
  specialDays: [],
  confirmedYears: [2026],
});
/** A wall time of New York in June 2026. */
const june = (day: number, time: string) => new Date(`2026-06-${String(day).padStart(2, '0')}T${time}:00-04:00`);
const pause = (from: Date, to?: Date): Pause => (to === undefined ? { from } : { from, to });

describe('due time with pauses', () => {
  const friday = june(5, '16:00');

  it.each<{ name: string; pauses: Pause[]; due: Date | null }>([
    { name: 'no pause', pauses: [], due: june(9, '16:00') },
    { name: 'paused over night', pauses: [pause(june(8, '18:00'), june(9, '08:00'))], due: june(9, '16:00') },
    { name: 'paused before the start', pauses: [pause(june(1, '09:00'), june(5, '15:00'))], due: june(9, '16:00') },
    { name: 'paused when it starts', pauses: [pause(june(1, '09:00'), june(8, '10:00'))], due: june(10, '10:00') },
    {
      name: 'two pauses that overlap count once',
      pauses: [pause(june(8, '12:00'), june(8, '14:00')), pause(june(8, '11:00'), june(8, '13:00'))],
      due: june(10, '11:00'),
    },
    {
      name: 'paused from the due time on',
      pauses: [pause(june(9, '16:00'), june(11, '16:00'))],
      due: june(9, '16:00'),
    },
    {
      name: 'a pause that moves it into the next',
      pauses: [pause(june(9, '15:00'), june(9, '17:00')), pause(june(10, '09:30'), june(10, '10:00'))],
      due: june(10, '10:30'),
    },
    { name: 'still paused', pauses: [pause(june(8, '10:00'))], due: null },
    { name: 'paused for good, but after it was due', pauses: [pause(june(9, '16:00'))], due: june(9, '16:00') },
    {
      name: 'a pause that ends before it begins',
      pauses: [pause(june(8, '11:00'), june(8, '10:00'))],
      due: june(9, '16:00'),
    },
  ])('$name', ({ pauses, due }) => {
    expect(dueTime(calendar, friday, 16 * 60, pauses)).toEqual(due);
  });

  it('is due at closing although a pause begins before the next opening', () => {
    const pauses = [pause(june(8, '20:00'), june(9, '12:00'))];
    expect(dueTime(calendar, june(8, '15:00'), 120, pauses)).toEqual(june(8, '17:00'));
  });

  it('tells when a part of the target has elapsed', () => {
    const pauses = [pause(june(8, '10:00'), june(8, '12:00'))];
    const step = (percent: number) => stepTime(calendar, friday, 240, pauses, percent);
    expect([25, 50, 75, 100].map(step)).toEqual([
      june(5, '17:00'),
      june(8, '10:00'),
      june(8, '13:00'),
      june(8, '14:00'),
    ]);
  });

  it('is unknown past the end of the calendar, and stands still there all the same', () => {
    const silvester = new Date('2026-12-31T16:00:00-05:00');
    const evening = new Date('2026-12-31T16:30:00-05:00');
    const later = new Date('2027-01-04T10:00:00-05:00');
    expect(dueTime(calendar, silvester, 120, [])).toBeUndefined();
    expect(dueTime(calendar, silvester, 120, [pause(evening)])).toBeNull();
    expect(dueTime(calendar, silvester, 120, [pause(evening, later)])).toBeUndefined();
    expect(dueTime(calendar, silvester, 120, [pause(later)])).toBeUndefined();
    expect(dueTime(calendar, silvester, 60, [pause(later)])).toEqual(new Date('2026-12-31T17:00:00-05:00'));
  });
});

describe('the verdict', () => {
  const clock = { start: june(5, '16:00'), target: 240, pauses: [] as Pause[] };

  it('is met when no more than the target had elapsed', () => {
    expect(judge(calendar, { ...clock, stopped: june(8, '12:00') })).toEqual({ elapsed: 240, met: true });
    expect(judge(calendar, { ...clock, stopped: june(8, '12:01') })).toEqual({ elapsed: 241, met: false });
    const moment = new Date(june(8, '12:00').getTime() + 1);
    expect(judge(calendar, { ...clock, stopped: moment })?.met).toBe(false);
    expect(judge(calendar, { ...clock, stopped: june(5, '15:00') })).toEqual({ elapsed: 0, met: true });
  });

  it('counts an answer after closing as of closing', () => {
    const evening = { ...clock, start: june(8, '15:00'), target: 120, stopped: june(8, '22:00') };
    expect(judge(calendar, evening)).toEqual({ elapsed: 120, met: true });
  });

  it('leaves out what was paused, and does not care what was paused, or went on being paused, after the stop', () => {
    const stopped = june(8, '11:00');
    const over = (pauses: Pause[]) => judge(calendar, { ...clock, stopped, pauses });
    expect(over([pause(june(8, '10:00'))])).toEqual({ elapsed: 120, met: true });
    expect(over([pause(june(8, '10:00'), june(11, '10:00'))])).toEqual({ elapsed: 120, met: true });
    expect(over([pause(june(8, '11:30'), june(8, '16:00'))])).toEqual({ elapsed: 180, met: true });
  });

  it('is unknown past the end of the calendar, and given once that is confirmed', () => {
    const facts = {
      ...clock,
      start: new Date('2026-12-31T16:00:00-05:00'),
      stopped: new Date('2027-01-04T10:00:00-05:00'),
    };
    expect(judge(calendar, facts)).toBeUndefined();
    const next = buildCalendar({ ...calendar.spec, confirmedYears: [2026, 2027] });
    expect(judge(next, facts)).toEqual({ elapsed: 60 + 480 + 60, met: false });
  });
});

describe('laws of pauses', () => {
  const minutesFrom = (from: Date, minutes: number) => new Date(from.getTime() + minutes * MINUTE);
  const spans = fc.array(fc.tuple(fc.integer({ min: -2880, max: 6000 }), fc.integer({ min: 0, max: 2000 })), {
    maxLength: 4,
  });
  const targets = fc.integer({ min: 0, max: 1200 });
  const cases = fc.tuple(calendarWithTimes(1), targets, spans).map(
    ([
      {
        spec,
        at: [start = new Date(0)],
      },
      target,
      list,
    ]) => ({
      spec,
      start,
      target,
      pauses: list.map(([after, length]) => ({
        from: minutesFrom(start, after),
        to: minutesFrom(start, after + length),
      })),
    }),
  );

  it('a walk minute by minute agrees', () => {
    fc.assert(
      fc.property(cases, ({ spec, start, target, pauses }) => {
        const due = new MinuteWalker(spec).due(start, target, pauses);
        expect(dueTime(buildCalendar(spec), start, target, pauses)).toEqual(due);
      }),
      { numRuns: 200 },
    );
  });

  it('exactly the target has elapsed at the due time, and a clock stopped there is met, a moment of work later missed', () => {
    fc.assert(
      fc.property(cases, ({ spec, start, target, pauses }) => {
        const built = buildCalendar(spec);
        const due = known(dueTime(built, start, target, pauses));
        expect(elapsed(built, start, due, pauses)).toBe(target);
        const clock = { start, target, pauses };
        expect(judge(built, { ...clock, stopped: due })).toEqual({ elapsed: target, met: true });
        const over = known(dueTime(built, start, target + 1, pauses));
        expect(judge(built, { ...clock, stopped: over })).toEqual({ elapsed: target + 1, met: false });
      }),
    );
  });

  it('a pause moves the due time by the business minutes paused', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 3000 }), ({ spec, start, target, pauses }, length) => {
        const built = buildCalendar(spec);
        const [first] = pauses;
        const from = first === undefined || first.from < start ? start : first.from;
        const to = minutesFrom(from, length);
        const due = known(addMinutes(built, start, target));
        const moved = dueTime(built, start, target, [{ from, to }]);
        const paused = from < due ? known(minutesBetween(built, from, to)) : 0;
        expect(moved).toEqual(paused === 0 ? due : addMinutes(built, start, target + paused));
      }),
    );
  });

  it('order and cutting of pauses change nothing', () => {
    fc.assert(
      fc.property(cases, fc.integer({ min: 0, max: 2000 }), ({ spec, start, target, pauses }, cut) => {
        const built = buildCalendar(spec);
        const halves = pauses.flatMap(({ from, to }) => {
          const middle = new Date(Math.min(to.getTime(), minutesFrom(from, cut).getTime()));
          return [
            { from: middle, to },
            { from, to: middle },
          ];
        });
        const due = dueTime(built, start, target, pauses);
        expect(dueTime(built, start, target, halves.reverse())).toEqual(due);
      }),
    );
  });
});
