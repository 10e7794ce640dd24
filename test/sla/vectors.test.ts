/** The ten due times that the service level agreement gives as examples. */
import { describe, expect, it } from 'vitest';
import { buildCalendar, type CalendarSpec, withSpecialDays } from '../../src/sla/calendar.ts';
import { dueTime, type Pause } from '../../src/sla/clocks.ts';
import { explain } from '../../src/sla/explain.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { readMoment } from '../../src/sla/question.ts';
import { known } from './known.ts';

const office: CalendarSpec = {
  zone: 'America/New_York',
  hours: parseHours('Mon-Fri 09:00-17:00'),
  specialDays: [],
  confirmedYears: [2026],
};
const closed = (date: string) => ({ date, name: 'Closed', windows: [] });
const withThanksgiving = withSpecialDays(office, [closed('2026-11-26'), closed('2026-11-27')]);
const withChristmas = withSpecialDays(office, [
  { date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] },
  closed('2026-12-25'),
]);
const withLunch = { ...office, hours: parseHours('Mon-Fri 08:00-12:00 13:00-17:00') };
const withClosure = withSpecialDays(office, [{ date: '2026-06-08', name: 'Snow', windows: [] }]);

type Vector = { n: number; spec: CalendarSpec; asked: string; hours: number; due: string; paused?: [string, string] };
const vectors: Vector[] = [
  { n: 1, spec: office, asked: '2026-03-06T16:00', hours: 4, due: '2026-03-09T16:00:00Z' },
  { n: 2, spec: office, asked: '2026-10-30T16:00', hours: 4, due: '2026-11-02T17:00:00Z' },
  { n: 3, spec: withThanksgiving, asked: '2026-11-25T16:00', hours: 4, due: '2026-11-30T17:00:00Z' },
  { n: 4, spec: withChristmas, asked: '2026-12-24T10:00', hours: 4, due: '2026-12-28T16:00:00Z' },
  { n: 5, spec: withLunch, asked: '2026-06-01T11:00', hours: 2, due: '2026-06-01T18:00:00Z' },
  { n: 6, spec: office, asked: '2026-06-01T15:00', hours: 2, due: '2026-06-01T21:00:00Z' },
  { n: 7, spec: office, asked: '2026-06-06T10:00', hours: 1, due: '2026-06-08T14:00:00Z' },
  { n: 8, spec: office, asked: '2026-06-05T16:00', hours: 16, due: '2026-06-09T20:00:00Z' },
  {
    n: 9,
    spec: office,
    asked: '2026-06-05T16:00',
    hours: 16,
    due: '2026-06-11T20:00:00Z',
    paused: ['2026-06-08T10:00', '2026-06-10T10:00'],
  },
  { n: 10, spec: withClosure, asked: '2026-06-05T16:00', hours: 16, due: '2026-06-10T20:00:00Z' },
];

describe('the vectors of the agreement', () => {
  it.each(vectors)('$n: $hours h from $asked are due $due', ({ spec, asked, hours, due, paused }) => {
    const calendar = buildCalendar(spec);
    const read = (text: string) => readMoment(calendar.zone, text).at;
    const pauses: Pause[] = paused === undefined ? [] : [{ from: read(paused[0]), to: read(paused[1]) }];

    expect(dueTime(calendar, read(asked), hours * 60, pauses)).toEqual(new Date(due));

    const counted = known(explain(calendar, read(asked), new Date(due), pauses)).filter((stretch) => stretch.counted);
    const minutes = counted.reduce((sum, { from, to }) => sum + (to.getTime() - from.getTime()) / 60_000, 0);
    expect(minutes).toBe(hours * 60);
  });
});
