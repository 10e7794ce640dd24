import * as holidays from '../src/holidays/words.ts';
import * as promise from '../src/requests/words/promise.ts';
import type { SpecialDay } from '../src/sla/specialDays.ts';
import { facts, finishDue, now, office, replied, replyDue, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Holidays, confirmed year by year, and where a calendar ends. */

const day = (date: string, name: string, windows: SpecialDay['windows'] = []): SpecialDay => ({ date, name, windows });
const days = [
  day('2028-01-01', "New Year's Day"),
  day('2028-01-17', 'Martin Luther King Jr. Day'),
  day('2028-06-19', 'Juneteenth'),
  day('2028-12-22', 'Christmas Eve', [{ from: '08:00', to: '12:00' }]),
];
const none = { later: [], earlier: [], late: [], dated: [], unknown: [] };
const hours = Object.fromEntries(
  ['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => [weekday, [{ from: '08:00', to: '17:00' }]]),
);
const reason = 'the office has confirmed its holidays of 2028';
const draft = { id: 7, year: 2028, days, source: 'holidays.ics' };
const end = { year: 2028, lastDay: '2027-12-31', isOver: false };
const message = (of: string, when: string, what: Extract<Sample, { message: unknown }>['message']): Sample => ({
  ...{ of, reader: 'office', when, message: what },
});
const years = {
  office,
  confirmed: [{ year: 2027, days: [day('2027-12-24', 'Christmas Day (observed)')], by: sam.name }],
  drafts: [],
  missing: 2028,
  mayConfirm: true,
};

export const samplesOfHolidays: Sample[] = [
  message(
    'draftedYear',
    'A year is drafted from a file',
    holidays.draftedYear(
      {
        ...{ office, draft, hours },
        seen: { before: [], isConfirmed: false, moves: { ...none, dated: [1042, 1043] } },
      },
      true,
    ),
  ),
  message(
    'draftedYear',
    'A year that counts already is changed by hand',
    holidays.draftedYear(
      {
        ...{ office, hours, draft: { ...draft, source: null } },
        seen: {
          before: [...days.slice(0, 2), day('2028-06-16', 'Juneteenth'), day('2028-11-24', 'Day after Thanksgiving')],
          ...{ isConfirmed: true, moves: { ...none, later: [1042], earlier: [1043] } },
        },
      },
      true,
    ),
  ),
  {
    ...{ of: 'yearForm', reader: 'office', when: 'They enter a year' },
    form: holidays.yearForm(office, 2028, "2028- New Year's Day\n2028- Juneteenth"),
  },
  message('yearSettled', 'Somebody has confirmed it', holidays.yearSettled(office, draft, sam.name)),
  message('yearSettled', 'There is a later draft', holidays.yearSettled(office, draft, undefined)),
  message('calendarEnding', 'The calendar ends soon', holidays.calendarEnding(office, end)),
  message(
    'calendarEnded',
    'Promises cannot be dated',
    holidays.calendarEnded(office, end, { named: [1042, 1043, 1050], count: 3 }),
  ),
  message(
    'calendarEnded',
    'The calendar has ended',
    holidays.calendarEnded(office, { ...end, isOver: true }, { named: [], count: 0 }),
  ),
  message('calendarGoesOn', 'The year is there', holidays.calendarGoesOn(office, 2028)),
  {
    ...{ of: 'promiseMoved', reader: 'requester', when: 'A promise could not be dated, and can be now' },
    message: promise.promiseMoved(facts(), [replyDue], reason, now, true),
  },
  {
    ...{ of: 'promisesMoved', reader: 'requester', when: 'Several could not be dated, and can be now' },
    message: promise.promisesMoved(
      [
        { facts: facts(), clocks: [replyDue] },
        { facts: replied, clocks: [finishDue] },
      ],
      ...([reason, now, true] as const),
    ),
  },
  message('yearsList', 'They look at all years', holidays.yearsList([years])),
  message('yearsList', 'A draft waits', holidays.yearsList([{ ...years, drafts: [{ year: 2028, days }] }])),
];
