import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { followUps, formOf, readAnswers } from '../../src/surveys/forms.ts';
import { type Asking, isDrawn, laterThan, reasonToSkip } from '../../src/surveys/survey.ts';

const now = new Date('2026-06-15T15:00:00Z');
const rules = defaultSurveyRules(480);
const asking: Asking = { active: true, stopped: false, lastAsked: undefined, askedOfAgency: 0 };
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

describe('a survey that is due', () => {
  test.each<[string, Partial<Asking>, Partial<typeof rules>, string | undefined]>([
    ['is asked', {}, {}, undefined],
    ['of somebody who left is not', { active: false }, {}, 'the requester has left'],
    ['of somebody who wants none is not', { stopped: true }, {}, 'the requester does not want to be asked'],
    ['within the cool-down is not', { lastAsked: daysAgo(13) }, {}, 'asked within the last 14 days'],
    ['after the cool-down is', { lastAsked: daysAgo(14) }, {}, undefined],
    ['within a longer one is not', { lastAsked: daysAgo(14) }, { coolDownDays: 30 }, 'asked within the last 30 days'],
    ['of an agency with many is, without a cap', { askedOfAgency: 900 }, {}, undefined],
    ['at the cap is not', { askedOfAgency: 5 }, { agencyCap: 5 }, '5 of the agency were asked in a week'],
    ['below the cap is', { askedOfAgency: 4 }, { agencyCap: 5 }, undefined],
  ])('%s', (_, facts, change, reason) => {
    expect(reasonToSkip({ ...asking, ...facts }, { ...rules, ...change }, now)).toBe(reason);
  });
});

describe('the share that is drawn', () => {
  test('is about what the office says, the same each time, and all or nothing at its ends', () => {
    for (const share of [10, 25, 50, 90]) {
      const drawn = Array.from({ length: 10_000 }, (_, n) => isDrawn(1_001 + n, share)).filter(Boolean).length;
      expect(Math.abs(drawn / 100 - share)).toBeLessThan(1);
    }
    fc.assert(fc.property(fc.nat(1e9), (id) => isDrawn(id, 100) && !isDrawn(id, 0)));
  });
});

describe('the hour', () => {
  const calendar = buildCalendar({
    ...{ zone: 'America/New_York', hours: parseHours('Mon-Fri 09:00-17:00'), specialDays: [] },
    confirmedYears: [2026],
  });
  test.each([
    ['in office hours is now', null, '2026-06-15T14:00:00Z', undefined],
    ['in the evening is the next morning', null, '2026-06-15T22:00:00Z', '2026-06-16T13:00:00.000Z'],
    ['on Friday evening is Monday', null, '2026-06-19T22:00:00Z', '2026-06-22T13:00:00.000Z'],
    ['is early for somebody in Honolulu', 'Pacific/Honolulu', '2026-06-15T14:00:00Z', '2026-06-15T18:00:00.000Z'],
    ['is in the day of somebody in Chicago', 'America/Chicago', '2026-06-15T14:00:00Z', undefined],
    [
      'never comes on the other side of the world: tomorrow',
      'Asia/Kolkata',
      '2026-06-15T15:00:00Z',
      '2026-06-16T15:00:00.000Z',
    ],
  ])('%s', (_, zone, at, expected) => {
    const later = laterThan(calendar, zone, new Date(at));
    expect(later?.toISOString()).toBe(expected);
  });
});

describe('a form', () => {
  const words = { ref: 'R-1', subject: 'a drone', office: 'Procurement Office' };
  const questions = [
    { code: 'color', ask: 'Which color?', answers: ['Red, dark', 'Blue'], several: true },
    { code: 'why', ask: 'Why?', several: false },
  ];
  const form = formOf({ ...rules, questions }, words);
  if (!form) throw new Error('the default form asks');

  test.each([
    [5, ['positive']],
    [4, ['positive']],
    [3, ['positive', 'negative']],
    [2, ['negative']],
    [1, ['negative']],
  ])('asks after %s what fits', (rating, names) => {
    expect(followUps(form, rating).map(({ name }) => name)).toEqual([...names, 'own color', 'own why']);
  });

  test('takes what was offered, and nothing else', () => {
    const values = {
      positive: 'ease,money,other',
      negative: 'ease',
      'own color': '2,1,7',
      'own why': '  So. ',
      x: '1',
    };
    expect(readAnswers(form, 5, values)).toEqual({
      positive: ['ease', 'other'],
      'own color': ['Red, dark', 'Blue'],
      'own why': ['So.'],
    });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), fc.constantFrom(1, 2, 3, 4, 5), (any, rating) => {
        for (const name of Object.keys(readAnswers(form, rating, any)))
          expect(followUps(form, rating).map((field) => field.name)).toContain(name);
      }),
    );
  });

  test('of none is none', () => {
    expect(formOf({ ...rules, form: 'none' }, words)).toBeUndefined();
  });
});
