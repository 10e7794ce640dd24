import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addMinutes, buildCalendar, isOpen } from '../../src/sla/calendar.ts';
import { defaultEscalations, defaultQuietHours, type EscalationStep } from '../../src/sla/policy.ts';
import { isQuiet } from '../../src/sla/quiet.ts';
import { AGAIN, isTooLate, namedSteps, nextStep, openingAfter, stepNow } from '../../src/sla/steps.ts';
import { known } from './known.ts';

const day = [{ from: '09:00', to: '17:00' }];
const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  specialDays: [{ date: '2026-06-02', name: 'Snow', windows: [] }],
  confirmedYears: [2026],
});
const rules = { calendar, policy: { escalations: defaultEscalations } };
const names = namedSteps(rules.policy).map(({ name }) => name);
/** A clock of which so many steps were taken. */
const clock = (start: string, taken: number, pauses: { from: Date; to?: Date }[] = []) => ({
  ...{ startedAt: new Date(start), target: 240, pauses, taken: names.slice(0, taken) },
  ...{ breachedAt: null as Date | null, quietUntil: null as Date | null },
});

describe('the steps on the way to a promise', () => {
  test.each([
    ['half way', '2026-06-01T13:00:00Z', 0, { at: '2026-06-01T15:00:00Z', percent: 50 }],
    ['then at four fifths', '2026-06-01T13:00:00Z', 1, { at: '2026-06-01T16:12:00Z', percent: 80 }],
    ['then the breach, with its grace', '2026-06-01T13:00:00Z', 2, { at: '2026-06-01T17:01:30Z', percent: 100 }],
    ['after that none', '2026-06-01T13:00:00Z', 3, null],
    [
      'half way exactly at closing: at the next opening, past the closed day',
      '2026-06-01T19:00:00Z',
      0,
      { at: '2026-06-03T13:00:00Z', percent: 50 },
    ],
    [
      'a breach at closing: at the next opening',
      '2026-06-01T17:00:00Z',
      2,
      { at: '2026-06-03T13:00:00Z', percent: 100 },
    ],
  ])('%s', (_, start, taken, expected) => {
    const step = nextStep(rules, clock(start, taken));
    expect(step && { at: step.at, percent: step.percent }).toEqual(
      expected && { at: new Date(expected.at), percent: expected.percent },
    );
  });

  test('none while the clock is paused', () => {
    const paused = clock('2026-06-01T13:00:00Z', 0, [{ from: new Date('2026-06-01T13:30:00Z') }]);
    expect(nextStep(rules, paused)).toBeNull();
  });

  test('that a later time is too late is told at the next opening, once, and only a breach says more', () => {
    const refused = (at: string, taken: string[] = []) => ({
      ...{ ...clock('2026-06-01T13:00:00Z', 0), contestedAt: new Date(at), taken },
    });
    const evening = nextStep(rules, refused('2026-06-01T23:00:00Z'));
    expect(evening && [evening.at, isTooLate(evening)]).toEqual([new Date('2026-06-03T13:00:00Z'), true]);
    const { take, taken } = stepNow(rules, refused('2026-06-01T16:30:00Z'), new Date('2026-06-01T16:30:00Z'));
    expect(take && isTooLate(take)).toBe(true);
    expect(taken).toHaveLength(3);
    expect(nextStep(rules, refused('2026-06-01T16:30:00Z', taken))).toMatchObject({ percent: 100 });
    const late = stepNow(rules, refused('2026-06-01T16:30:00Z'), new Date('2026-06-01T17:05:00Z'));
    expect(late.take).toMatchObject({ percent: 100 });
  });

  test('of steps that passed while nobody looked only the last is taken', () => {
    const at = (time: string) => stepNow(rules, clock('2026-06-01T13:00:00Z', 0), new Date(time));
    expect(at('2026-06-01T15:00:00Z')).toMatchObject({ take: { percent: 50 }, taken: names.slice(0, 1) });
    expect(at('2026-06-01T16:30:00Z')).toMatchObject({ take: { percent: 80 }, taken: names.slice(0, 2) });
    expect(at('2026-06-03T15:00:00Z')).toMatchObject({ take: { percent: 100 }, taken: names });
  });

  test('a step is taken although nobody knows yet when the next one comes', () => {
    const silvester = clock('2026-12-31T19:50:00Z', 0);
    const { take, taken } = stepNow(rules, silvester, new Date('2026-12-31T21:55:00Z'));
    expect(take).toMatchObject({ percent: 50 });
    expect(nextStep(rules, { ...silvester, taken })).toMatchObject({ at: undefined, percent: 80 });
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
        for (const taken of [0, 1, 2]) {
          const step = nextStep(rules, { ...clock('2026-06-01T13:00:00Z', taken), startedAt, target });
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

describe('a step is known by its name, not by its per cent', () => {
  const warned = { ...clock('2026-06-01T13:00:00Z', 0), taken: [...names.slice(0, 1)] };
  const other = (...escalations: EscalationStep[]) => ({ calendar, policy: { escalations } });
  const [warn, ...later] = defaultEscalations;

  test.each<[string, EscalationStep[], number]>([
    ['moved to a later per cent it is not taken again', [{ percent: 60, tell: ['liaison'] }, ...later], 80],
    [
      'one that was moved below it is still taken',
      [
        { percent: 50, tell: ['liaison'] },
        { percent: 40, tell: ['backup'] },
      ],
      40,
    ],
    [
      'a new one before it is taken too',
      [{ percent: 30, tell: ['supervisor'] }, ...(warn ? [warn] : []), ...later],
      30,
    ],
    [
      'with a name of its own it may tell others too',
      [
        { name: 'liaison', percent: 55, tell: ['liaison', 'backup'] },
        { percent: 90, tell: ['supervisor'] },
      ],
      90,
    ],
  ])('%s', (_, escalations, percent) => {
    expect(nextStep(other(...escalations), warned)?.percent).toBe(percent);
  });

  test('two that tell the same people are two', () => {
    const escalations: EscalationStep[] = [50, 70].map((percent) => ({ percent, tell: ['liaison'] }));
    expect(namedSteps({ escalations }).map(({ name }) => name)).toEqual(['liaison', 'liaison 2']);
  });
});

describe('a broken promise is said again', () => {
  const breachedAt = new Date('2026-06-01T17:01:30Z');
  const broken = { ...clock('2026-06-01T13:00:00Z', 3), breachedAt };
  const again = { at: new Date('2026-06-03T13:00:00Z'), name: AGAIN, percent: 100 };

  test('at the opening that follows, and never while the office is closed', () => {
    const quietUntil = openingAfter(calendar, breachedAt, 1) ?? null;
    expect(nextStep(rules, { ...broken, quietUntil })).toEqual(again);
    expect(nextStep(rules, { ...broken, quietUntil: new Date('2026-06-02T13:00:00Z') })).toEqual(again);
  });

  test.each([
    [1, '2026-06-05T13:00:00Z'],
    [2, '2026-06-08T13:00:00Z'],
  ])('%i business days after a Thursday', (days, opening) => {
    expect(openingAfter(calendar, new Date('2026-06-04T18:00:00Z'), days)).toEqual(new Date(opening));
  });

  test('not while the agency is asked, nor where an office does not want it, nor before it is broken', () => {
    expect(nextStep(rules, { ...broken, pauses: [{ from: breachedAt }] })).toBeNull();
    const silent = { escalations: defaultEscalations, repeats: { everyDays: 1, tell: [] } };
    expect(nextStep({ calendar, policy: silent }, broken)).toBeNull();
    expect(nextStep(rules, { ...broken, breachedAt: null })).toBeNull();
  });

  test('between steps past the due time too, whichever comes first', () => {
    const policy = { escalations: [...defaultEscalations, { percent: 400, tell: ['head'] as const }] };
    expect(nextStep({ calendar, policy }, { ...broken, quietUntil: again.at })).toEqual(again);
    const later = { ...broken, quietUntil: new Date('2026-06-05T13:00:00Z') };
    expect(nextStep({ calendar, policy }, later)).toMatchObject({ name: 'head', percent: 400 });
  });

  test('past the end of the calendar nobody knows when', () => {
    expect(openingAfter(calendar, new Date('2026-12-31T18:00:00Z'), 1)).toBeUndefined();
  });
});

test.each([
  ['2026-06-01T10:00:00Z', 'Pacific/Honolulu', true],
  ['2026-06-01T16:59:00Z', 'Pacific/Honolulu', true],
  ['2026-06-01T17:00:00Z', 'Pacific/Honolulu', false],
  ['2026-06-02T06:00:00Z', 'Pacific/Honolulu', true],
  ['2026-06-02T06:00:00Z', 'America/New_York', false],
  ['2026-06-02T06:00:00Z', null, false],
])('%s is night in %s: %s', (at, zone, expected) => {
  expect(isQuiet(defaultQuietHours, zone, 'America/New_York', new Date(at))).toBe(expected);
});
