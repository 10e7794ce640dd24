import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, buildCalendar, isOpen } from '../../src/sla/calendar.ts';
import { defaultEscalations } from '../../src/sla/policy.ts';
import { nextStep, stepNow } from '../../src/sla/steps.ts';
import { known } from './known.ts';

const day = [{ from: '09:00', to: '17:00' }];
const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  specialDays: [{ date: '2026-06-02', name: 'Snow', windows: [] }],
  confirmedYears: [2026],
});
const rules = { calendar, policy: { escalations: defaultEscalations } };
const clock = (start: string, target = 240, pauses: { from: Date; to?: Date }[] = []) => ({
  startedAt: new Date(start),
  target,
  pauses,
});

describe('the steps on the way to a promise', () => {
  test.each([
    ['half way', '2026-06-01T13:00:00Z', 0, { at: '2026-06-01T15:00:00Z', percent: 50 }],
    ['then at four fifths', '2026-06-01T13:00:00Z', 50, { at: '2026-06-01T16:12:00Z', percent: 80 }],
    ['then the breach, with its grace', '2026-06-01T13:00:00Z', 80, { at: '2026-06-01T17:01:30Z', percent: 100 }],
    ['after that none', '2026-06-01T13:00:00Z', 100, null],
    [
      'half way exactly at closing: at the next opening, past the closed day',
      '2026-06-01T19:00:00Z',
      0,
      { at: '2026-06-03T13:00:00Z', percent: 50 },
    ],
    [
      'a breach at closing: at the next opening',
      '2026-06-01T17:00:00Z',
      80,
      { at: '2026-06-03T13:00:00Z', percent: 100 },
    ],
  ])('%s', (_, start, above, expected) => {
    const step = nextStep(rules, clock(start), above);
    expect(step && { at: step.at, percent: step.percent }).toEqual(
      expected && { at: new Date(expected.at), percent: expected.percent },
    );
  });

  test('none while the clock is paused', () => {
    const paused = clock('2026-06-01T13:00:00Z', 240, [{ from: new Date('2026-06-01T13:30:00Z') }]);
    expect(nextStep(rules, paused, 0)).toBeNull();
  });

  test('of steps that passed while nobody looked only the last is taken', () => {
    const at = (time: string) => stepNow(rules, clock('2026-06-01T13:00:00Z'), 50, new Date(time));
    expect(at('2026-06-01T15:00:00Z')).toMatchObject({ take: 50, next: { percent: 80 } });
    expect(at('2026-06-01T16:30:00Z')).toMatchObject({ take: 80, next: { percent: 100 } });
    expect(at('2026-06-03T15:00:00Z')).toEqual({ take: 100, next: null });
  });

  test('a step is taken although nobody knows yet when the next one comes', () => {
    const silvester = clock('2026-12-31T20:00:00Z');
    expect(stepNow(rules, silvester, 50, new Date('2026-12-31T21:55:00Z'))).toEqual({
      take: 50,
      next: { at: undefined, percent: 80 },
    });
  });

  test('steps come in order, and always while the office is open', () => {
    const starts = fc.date({
      min: new Date('2026-01-02T00:00:00Z'),
      max: new Date('2026-11-01T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(starts, fc.integer({ min: 1, max: 4_000 }), (startedAt, target) => {
        let last = new Date(0);
        for (const above of [0, 50, 80]) {
          const step = nextStep(rules, { startedAt, target, pauses: [] }, above);
          const at = known(step?.at);
          expect(isOpen(calendar, at)).toBe(true);
          expect(at.getTime()).toBeGreaterThanOrEqual(last.getTime());
          const percent = known(step).percent;
          expect(at.getTime()).toBeGreaterThanOrEqual(
            known(addMinutes(calendar, startedAt, (target * percent) / 100)).getTime(),
          );
          last = at;
        }
      }),
    );
  });
});
