import { describe, expect, it } from 'vitest';
import { reportCoverage } from '../../src/offices/coverageReport.ts';
import { calendarFindings, coverageFindings, coverageLines, officeLines } from '../../src/offices/coverageWords.ts';
import { readOffice } from '../../src/offices/officeFile.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { storyOffice } from '../support/office.ts';

const messages = (office: OfficeSetup, today = '2026-06-01'): string[] =>
  coverageFindings(office, reportCoverage(office, today)).map(({ message }) => message);

const covered = storyOffice().assignments.map((assignment) => ({ ...assignment, backup: 'sam@state.example' }));
/** Lee and Devon back each other, and nobody else does. */
const among = covered.map((each) =>
  each.liaison.startsWith('maria')
    ? each
    : { ...each, backup: each.liaison.startsWith('lee') ? 'devon@state.example' : 'lee@state.example' },
);
const ofFinance = (...given: Parameters<typeof messages>): string[] =>
  messages(...given).filter((message) => message.startsWith('Finance'));
const finance = {
  agency: 'FIN',
  line: null,
  liaison: 'lee@state.example',
  backup: 'devon@state.example',
  from: '2026-01-01',
  until: null,
};
const away = (person: string, from: string, until: string | null, cover: string | null = null) => ({
  person: `${person}@state.example`,
  from,
  until,
  cover: cover && `${cover}@state.example`,
});

describe('coverage', () => {
  it('is complete when every agency and line has a liaison, a backup and somebody in', () => {
    expect(messages(storyOffice({ assignments: [...covered, finance] }))).toEqual([]);
  });

  it('names agencies without a liaison and liaisons without a backup, once for all lines that are alike', () => {
    expect(messages(storyOffice())).toEqual([
      'Agriculture (Contracts): Devon Clark has no backup; name one in the assignments',
      'Finance: nobody is assigned; add a line to the assignments',
    ]);
  });

  it('follows the days of an assignment, and says who would answer meanwhile', () => {
    const contracts = { ...finance, line: 'contracts', until: '2026-06-12' };
    const purchasing = { ...finance, line: 'purchasing', liaison: 'maria@state.example' };
    expect(messages(storyOffice({ assignments: [...covered, contracts, purchasing] }))).toEqual([
      'Finance (Contracts): nobody is assigned from 2026-06-15 to 2026-06-30, so Maria Lopez would answer; add a line to the assignments',
    ]);
  });

  it('finds the days on which everybody is away, by the rule that routes requests', () => {
    const assignments = [...covered, finance];
    const lee = away('lee', '2026-06-08', '2026-06-14');
    expect(messages(storyOffice({ assignments, absences: [lee] }))).toEqual([]);
    const both = [lee, away('devon', '2026-06-11', null)];
    // Lee and Devon have Sam as a backup elsewhere: as routing does, the backup of a backup counts.
    expect(messages(storyOffice({ assignments, absences: both }))).toEqual([]);
    expect(ofFinance(storyOffice({ assignments: [...among, finance], absences: both }))).toEqual([
      'Finance: nobody is in from 2026-06-11 to 2026-06-12, since Lee Park and Devon Clark are away; name a cover in the absences',
    ]);
    const helped = [lee, away('devon', '2026-06-11', null, 'maria')];
    expect(messages(storyOffice({ assignments, absences: helped }))).toEqual([]);
    expect(messages(storyOffice({ assignments, absences: helped }), '2026-07-15')).toEqual([]);
  });

  it('looks at open days only, and thirty days ahead', () => {
    const absences = [away('lee', '2026-06-06', '2026-06-07'), away('devon', '2026-06-06', '2026-06-07')];
    const assignments = [...covered, finance];
    expect(messages(storyOffice({ assignments, absences }))).toEqual([]);
    const later = [away('lee', '2026-07-01', '2026-07-03'), away('devon', '2026-06-30', '2026-07-01')];
    expect(messages(storyOffice({ assignments, absences: later }))).toEqual([]);
    expect(ofFinance(storyOffice({ assignments: [...among, finance], absences: later }), '2026-06-02')).toEqual([
      'Finance: nobody is in on 2026-07-01, since Lee Park and Devon Clark are away; name a cover in the absences',
    ]);
  });

  it('is shown with who is away and who covers', () => {
    const office = storyOffice({
      assignments: [...covered, finance],
      absences: [away('lee', '2026-06-08', '2026-06-10', 'maria')],
    });
    expect(coverageLines(office, reportCoverage(office, '2026-06-06'))).toEqual([
      'Who answers on 2026-06-06',
      '  Transportation  all lines   Lee Park     backup Sam Reed',
      '  Agriculture     Purchasing  Maria Lopez  backup Sam Reed',
      '  Agriculture     Contracts   Devon Clark  backup Sam Reed',
      '  Finance         all lines   Lee Park     backup Devon Clark',
      '',
      'Away in the 30 days to 2026-07-05',
      '  Lee Park  2026-06-08 to 2026-06-10  covered by Maria Lopez',
    ]);
  });
});

describe('the end of the calendar', () => {
  it.each([
    ['2027-09-30', []],
    [
      '2027-10-01',
      [
        'warning: the calendar ends with 2027; check the special days of 2028 and add it to confirmed_years, or confirm it in the desk',
      ],
    ],
    [
      '2028-01-01',
      [
        'error: 2028 is not confirmed (the last year is 2027), so nothing can be promised; check its special days and add it to confirmed_years, or confirm it in the desk',
      ],
    ],
  ])('on %s', (today, expected) => {
    expect(calendarFindings(storyOffice(), today).map(({ severity, message }) => `${severity}: ${message}`)).toEqual(
      expected,
    );
  });
});

describe('the sample office', () => {
  it('is covered on every day of its two years, and says what it is', async () => {
    const { office: second } = await readOffice('offices/sample-hr/office.yaml');
    const { office } = await readOffice('offices/sample/office.yaml');
    if (!office || !second) throw new Error('a sample office is wrong');
    for (let day = Date.UTC(2026, 0, 1); day < Date.UTC(2027, 11, 2); day += 28 * 86_400_000) {
      expect(messages(office, new Date(day).toISOString().slice(0, 10))).toEqual([]);
      expect(messages(second, new Date(day).toISOString().slice(0, 10))).toEqual([]);
    }
    expect(officeLines(office).slice(0, 4)).toEqual([
      'State of Cascadia, Division of Procurement Services (procurement)',
      '  Open      Mon-Fri 08:00-17:00, America/Los_Angeles',
      '  Calendar  confirmed for 2026, 2027, with 24 special days',
      '  Special   open 08:00-12:00 on 2026-12-24 (Christmas Eve)',
    ]);
    expect(officeLines(office).at(-1)).toBe(
      '  Roster    12 agencies, 27 requesters, 3 agency heads, 8 liaisons, 2 supervisors, 1 administrator',
    );
  });
});
