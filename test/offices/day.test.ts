import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DateOrder, readDay } from '../../src/offices/day.ts';

const read = (text: string, order?: DateOrder) => {
  const reading = readDay(text, order);
  return 'day' in reading ? reading.day : reading.error;
};

describe('a day of a CSV file', () => {
  it.each<[text: string, order: DateOrder | undefined, said: string]>([
    ['2027-01-05', undefined, '2027-01-05'],
    ['2027-01-05 0:00', undefined, '2027-01-05'],
    ['2027-01-05 00:00:00', undefined, '2027-01-05'],
    ['2027-01-05T00:00:00.000Z', undefined, '2027-01-05'],
    ['2027-01-05', 'day/month/year', '2027-01-05'],
    ['1/5/27', 'month/day/year', '2027-01-05'],
    ['1/5/27', 'day/month/year', '2027-05-01'],
    ['1/5/27', 'year/month/day', '2001-05-27'],
    ['01/05/2027', 'month/day/year', '2027-01-05'],
    ['1/5/2027 0:00', 'month/day/year', '2027-01-05'],
    ['1/5/2027 12:00:00 AM', 'month/day/year', '2027-01-05'],
    ['1/5/27 0:00', 'day/month/year', '2027-05-01'],
    ['5.1.2027', 'day/month/year', '2027-01-05'],
    ['5-1-2027', 'day/month/year', '2027-01-05'],
    ['2027/1/5', 'year/month/day', '2027-01-05'],
    ['1/5/69', 'month/day/year', '2069-01-05'],
    ['1/5/99', 'month/day/year', '"1/5/99" has a year that may be of either century; write it with four digits'],
    [
      '1/5/27',
      undefined,
      '"1/5/27" does not say which number is the month; write 2027-01-05, 2027-05-01 or 2001-05-27, or set csv_dates in office.yaml to month/day/year, day/month/year or year/month/day',
    ],
    [
      '1/5/2027 0:00',
      undefined,
      '"1/5/2027 0:00" does not say which number is the month; write 2027-01-05 or 2027-05-01, or set csv_dates in office.yaml to month/day/year or day/month/year',
    ],
    [
      '1/15/2027',
      undefined,
      '"1/15/2027" does not say which number is the month; write 2027-01-15, or set csv_dates in office.yaml to month/day/year',
    ],
    [
      '2027/1/5',
      undefined,
      '"2027/1/5" does not say which number is the month; write 2027-01-05, or set csv_dates in office.yaml to year/month/day',
    ],
    ['13/13/2027', undefined, '"13/13/2027" does not say which number is the month; write it as 2026-03-06'],
    ['1/15/2027', 'day/month/year', '"1/15/2027" is no day written as day/month/year (csv_dates in office.yaml)'],
    ['2/29/2027', 'month/day/year', '"2/29/2027" is no day written as month/day/year (csv_dates in office.yaml)'],
    ['2027/1/5', 'month/day/year', '"2027/1/5" is no day written as month/day/year (csv_dates in office.yaml)'],
    ['1/5/2027 8:30', 'month/day/year', '"1/5/2027 8:30" has a time of day; write the day alone, as 2026-03-06'],
    ['2027-01-05T17:00:00Z', undefined, '"2027-01-05T17:00:00Z" has a time of day; write the day alone, as 2026-03-06'],
    ['2027-02-30', undefined, '"2027-02-30" is a day that no calendar has; correct it'],
    ['1/5-2027', 'month/day/year', '"1/5-2027" is not a date; write it as 2026-03-06'],
    ['spring', undefined, '"spring" is not a date; write it as 2026-03-06'],
  ])('%s, %s: %s', (text, order, said) => {
    expect(read(text, order)).toBe(said);
  });

  it('any day written in an order is that day when read in it, and is never read without one', () => {
    const days = fc
      .integer({ min: 0, max: 25_000 })
      .map((day) => new Date(Date.UTC(2000, 0, 1) + day * 86_400_000).toISOString().slice(0, 10));
    const orders = fc.constantFrom<DateOrder>('month/day/year', 'day/month/year', 'year/month/day');
    const marks = fc.constantFrom('/', '.', '-');
    fc.assert(
      fc.property(days, orders, marks, fc.boolean(), fc.boolean(), (day, order, mark, short, late) => {
        const [year = '', month = '', date = ''] = day.split('-');
        const parts = { year: short ? year.slice(2) : year, month: `${Number(month)}`, day: `${Number(date)}` };
        const text =
          order
            .split('/')
            .map((name) => parts[name as keyof typeof parts])
            .join(mark) + (late ? ' 0:00' : '');
        expect(read(text, order)).toBe(day);
        if (!/^\d{4}-\d{2}-\d{2}/.test(text)) expect(read(text)).toContain(day);
      }),
    );
  });
});
