import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overloaded } from '../../src/digests/digest.ts';
import { type DigestChoice, slotsAt } from '../../src/digests/slots.ts';
import { coverageGaps, missingYear } from '../../src/offices/gaps.ts';
import type { Office } from '../../src/offices/office.ts';
import { chooseLiaison } from '../../src/people/coverage.ts';
import type { ServiceLine } from '../../src/people/person.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';

const day = [{ from: '09:00', to: '17:00' }];
const calendar = buildCalendar({
  zone: 'America/New_York',
  hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
  specialDays: [{ date: '2026-05-25', name: 'Memorial Day', windows: [] }],
  confirmedYears: [2026],
});

describe('which digests are owed', () => {
  const owed = (now: string, choices: DigestChoice[] = [], zone = 'America/New_York') =>
    slotsAt(calendar, new Date(now), zone, choices).map((slot) => `${slot.kind} ${slot.day}`);
  const month = 'monthly 2026-06-01';

  test.each([
    ['before opening on Monday: none', '2026-06-01T12:59:00Z', []],
    ['Monday: the weekly one', '2026-06-01T13:00:00Z', ['weekly 2026-06-01', month]],
    [
      'Tuesday: the daily one, and the weekly while it is not written',
      '2026-06-02T13:00:00Z',
      ['weekly 2026-06-01', 'daily 2026-06-02', month],
    ],
    ['Tuesday before opening: nothing rings while the office is closed', '2026-06-02T12:00:00Z', []],
    ['a week that begins with a holiday', '2026-05-26T13:00:00Z', ['weekly 2026-05-26', 'monthly 2026-05-01']],
    ['on the holiday: none', '2026-05-25T15:00:00Z', []],
    ['on a Sunday: none', '2026-06-07T15:00:00Z', []],
    ['past the end of the calendar: none', '2027-01-05T15:00:00Z', []],
  ])('%s', (_, now, expected) => {
    expect(owed(now)).toEqual(expected);
  });

  const off = (kind: DigestChoice['kind']): DigestChoice => ({ kind, off: true, hour: null, emptyToo: null });
  const at = (hour: number) =>
    (['daily', 'weekly', 'monthly'] as const).map((kind) => ({ kind, off: false, hour, emptyToo: null }));
  test.each([
    [
      'without the weekly one Monday has a daily one',
      '2026-06-01T13:00:00Z',
      [off('weekly'), off('monthly')],
      ['daily 2026-06-01'],
    ],
    ['who wants none gets none', '2026-06-01T13:00:00Z', [off('weekly'), off('monthly'), off('daily')], []],
    ['at noon, and not before', '2026-06-01T15:59:00Z', at(12), []],
    ['at noon', '2026-06-03T16:00:00Z', at(12), ['weekly 2026-06-01', 'daily 2026-06-03', month]],
    ['at seven, before the office opens', '2026-06-03T11:05:00Z', at(7), ['daily 2026-06-03']],
    ['not in the middle of the night after a standstill', '2026-06-04T03:00:00Z', at(7), []],
  ])('%s', (_, now, choices, expected) => {
    expect(owed(now, choices)).toEqual(expected);
  });

  test('the hour is that of the reader’s own clock', () => {
    expect(owed('2026-06-03T18:59:00Z', at(12), 'America/Los_Angeles')).not.toContain('daily 2026-06-03');
    expect(owed('2026-06-03T19:00:00Z', at(12), 'America/Los_Angeles')).toContain('daily 2026-06-03');
  });
});

test('who has three times what half of the others have has too much', () => {
  const loads = (...live: number[]) => live.map((n, id) => ({ person: { id, name: `L${id}`, email: null }, live: n }));
  const found = (...live: number[]) => overloaded(loads(...live)).map(({ person, others }) => [person.id, others]);
  expect(found(9, 3, 3, 1)).toEqual([[0, 3]]);
  expect(found(8, 3, 3, 1)).toEqual([]);
  expect(found(5, 0, 0)).toEqual([]);
  expect(found(40)).toEqual([]);
  expect(found()).toEqual([]);
});

test('from October on the year that is not confirmed is named', () => {
  expect(missingYear(calendar, new Date('2026-09-30T15:00:00Z'))).toBeUndefined();
  expect(missingYear(calendar, new Date('2026-10-01T15:00:00Z'))).toBe(2027);
});

const officeWith = (lines: ServiceLine[]): Office => ({
  ...{ id: 1, code: 'o', name: 'O', calendarId: 1, policyId: 1 },
  ...{ typingReplies: false, sendsEmptyDigests: true, surveys: null, siblings: 0, createdAt: new Date(0), lines },
});

test('days on which nobody answers make gaps; closed days between them do not break one', () => {
  const office = officeWith([{ id: 1, officeId: 1, code: 'l', name: 'Purchasing', words: [] }]);
  const agencies = [{ id: 1, officeId: 1, code: 'DOT', name: 'Transportation' }];
  const lee = { id: 5, name: 'Lee', email: null, zone: null, active: true };
  const facts = {
    assignments: [{ agencyId: 1, serviceLineId: null, liaisonId: 5, backupId: null, from: '2026-01-01', until: null }],
    absences: [{ personId: 5, from: '2026-06-05', until: '2026-06-08', coverId: null }],
    people: new Map([[5, lee]]),
  };
  const gaps = coverageGaps(office, calendar, agencies, facts, new Date('2026-06-03T15:00:00Z'), 7);
  expect(gaps).toEqual([
    { agencyId: 1, agency: 'Transportation', line: 'Purchasing', from: '2026-06-05', until: '2026-06-08' },
  ]);
});

test('gaps are those days on which nobody is chosen, whatever begins and ends meanwhile', () => {
  const workdays = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05', '2026-06-08', '2026-06-09'];
  const day = fc.constantFrom('2026-05-01', ...workdays, '2026-06-06', '2026-06-07', '2026-07-01');
  const person = fc.integer({ min: 1, max: 4 });
  const span = fc.record({ from: day, until: fc.option(day) });
  const assignment = fc
    .tuple(span, person, fc.option(person), fc.integer({ min: 1, max: 2 }), fc.option(fc.constantFrom(1, 2)))
    .map(([dates, liaisonId, backupId, agencyId, serviceLineId]) => ({
      ...dates,
      liaisonId,
      backupId,
      agencyId,
      serviceLineId,
    }));
  const absence = fc
    .tuple(span, person, fc.option(person))
    .map(([dates, personId, coverId]) => ({ ...dates, personId, coverId }));
  const lines = [1, 2].map((id) => ({ id, officeId: 1, code: `l${id}`, name: `Line ${id}`, words: [] }));
  const agencies = [1, 2].map((id) => ({ id, officeId: 1, code: `A${id}`, name: `Agency ${id}` }));
  const office = officeWith(lines);
  const people = new Map(
    [1, 2, 3, 4].map((id) => [id, { id, name: `P${id}`, email: null, zone: null, active: id < 4 }]),
  );
  fc.assert(
    fc.property(
      fc.array(assignment, { maxLength: 6 }),
      fc.array(absence, { maxLength: 5 }),
      (assignments, absences) => {
        const active = (id: number) => id < 4;
        const uncovered = agencies.flatMap(({ id: agencyId, name: agency }) =>
          lines.flatMap(({ id: serviceLineId, name: line }) =>
            workdays
              .filter((each) => {
                const question = { agencyId, serviceLineId, day: each };
                return (
                  chooseLiaison({ assignments, absences, active, office: assignments }, question).holderId === null
                );
              })
              .map((each) => `${agency} ${line} ${each}`),
          ),
        );
        const found = coverageGaps(
          office,
          calendar,
          agencies,
          { assignments, absences, people },
          new Date('2026-06-01T15:00:00Z'),
          9,
        );
        expect(
          found.flatMap(({ agency, line, from, until }) =>
            workdays
              .filter((each) => from <= each && each <= (until ?? '2026-06-09'))
              .map((each) => `${agency} ${line} ${each}`),
          ),
        ).toEqual(uncovered);
      },
    ),
  );
});
