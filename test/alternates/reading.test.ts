import { describe, expect, test } from 'vitest';
import { readApplication, readGrant, readHours, readReport } from '../../src/alternates/reading.ts';
import { reportRule } from './made.ts';

const asked = { what: 'Quotes', why: 'Bridges', times: '4', hours: '2.5', stake: 'Roads' };
const kind = { atMostMonths: 6, reports: [reportRule, { ...reportRule, code: 'story' }] };
const grant = { from: '2026-06-01', until: '2026-11-30', conditions: ' ', reports: 'purchases,story' };
const reading = (values: Record<string, string>, more: { earliest?: string; isOther?: boolean } = {}) =>
  readGrant({ ...grant, ...values }, { kind, earliest: '2026-06-01', isOther: false, today: '2026-06-01', ...more });

describe('what is filled in', () => {
  test.each([
    ['2.5', 150],
    ['2,5', 150],
    ['12', 720],
    ['1,200', 72_000],
    ['0', 0],
    ['3 hours', 180],
    ['4h', 240],
    ['two', undefined],
    ['-1', undefined],
    ['', undefined],
    ['1e3', undefined],
  ])('%s hours', (text, minutes) => {
    expect(readHours(text)).toBe(minutes);
  });

  test('an application needs all of it', () => {
    expect(readApplication(asked)).toEqual({
      asked: { what: 'Quotes', why: 'Bridges', stake: 'Roads', timesAMonth: 4, minutesAWeek: 150 },
    });
    expect(readApplication({ ...asked, hours: '0', times: '0' })).toMatchObject({
      problems: { hours: expect.stringContaining('2.5'), times: expect.stringContaining('4') },
    });
    expect(readApplication({ ...asked, hours: '2001' })).toMatchObject({ problems: { hours: expect.any(String) } });
    expect(readApplication({})).toMatchObject({
      problems: { what: expect.any(String), why: expect.any(String), stake: expect.any(String) },
    });
  });

  test.each([
    [{}, {}, undefined],
    [{ until: '2026-12-01' }, {}, { until: 'This kind is granted for 6 months at most: until Monday, November 30.' }],
    [{ until: '2026-05-31' }, {}, { until: 'Choose a day that is not before the first.' }],
    [{ until: '2026-02-30' }, {}, { until: 'Choose the last day.' }],
    [{ from: '' }, {}, { from: 'Choose the first day.' }],
    [{}, { earliest: '2026-07-01' }, { from: 'Choose Wednesday, July 1 or a later day.' }],
    [{ reports: '' }, {}, { reports: 'Choose at least one: the checks are kept by reports.' }],
    [{ reports: 'other' }, {}, { reports: 'Choose at least one: the checks are kept by reports.' }],
    [{}, { isOther: true }, { form: 'Say in a few words what you grant.' }],
  ])('granted with %j, %j', (values, more, problems) => {
    const read = reading(values, more);
    expect('problems' in read ? read.problems : undefined).toEqual(problems);
  });

  test('granted: without conditions, with the chosen reports in their order', () => {
    expect(reading({ reports: 'story,purchases' })).toEqual({
      granted: {
        ...{ from: '2026-06-01', until: '2026-11-30', conditions: null, form: null },
        reports: ['purchases', 'story'],
      },
    });
  });

  test('a report asks for hours where it counts them, and for words elsewhere', () => {
    expect(readReport({ hours: '0', times: '0' }, { countsHours: true })).toEqual({
      told: { minutesSaved: 0, timesUsed: 0, words: null, link: null },
    });
    expect(readReport({ hours: '', times: 'x' }, { countsHours: true })).toMatchObject({
      problems: { hours: expect.any(String), times: expect.any(String) },
    });
    expect(readReport({ hours: '3' }, { countsHours: false })).toEqual({
      problems: { words: 'Say in a few words how it went.' },
    });
    const link = { words: 'Well.', link: 'javascript:alert(1)' };
    expect(readReport(link, { countsHours: false })).toEqual({
      problems: { link: 'Write the whole address, such as https://…' },
    });
  });
});
