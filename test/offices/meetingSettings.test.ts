import { describe, expect, it } from 'vitest';
import { meetingChanges } from '../../src/offices/meetingChanges.ts';
import { type MeetingRule, seriesOf } from '../../src/offices/meetingRules.ts';
import { problemsOf, soundOffice, yamlWith } from './officeFolder.ts';

const saying = (meetings: string) => ({ 'office.yaml': yamlWith('targets:', `meetings: ${meetings}\ntargets:`) });
const MONTHLY =
  '{ code: monthly, name: Monthly meeting, with: each agency, on: second Tuesday, at: "10:00", minutes: 30 }';
const monthly: MeetingRule = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies', minute: 600, minutes: 30, place: null },
  rhythm: { nth: 'second', weekday: 'tue', every: 'month' },
};

describe('what an office says of its meetings', () => {
  it('is read', async () => {
    const leads =
      '{ code: leads, name: All leads, with: all leads, on: last fri, every: quarter, at: 2 PM, minutes: 60, place: Room 4 }';
    expect((await soundOffice(saying(`[${MONTHLY}, ${leads}]`))).meetings).toEqual([
      monthly,
      {
        ...{ code: 'leads', name: 'All leads', with: 'leads', minute: 840, minutes: 60, place: 'Room 4' },
        rhythm: { nth: 'last', weekday: 'fri', every: 'quarter' },
      },
    ]);
  });

  it('may be nothing', async () => {
    expect((await soundOffice()).meetings).toEqual([]);
  });

  it.each([
    [`[${MONTHLY}, ${MONTHLY}]`, '.code is "monthly", as meetings[1] is; choose another'],
    [`[${MONTHLY.replace('second Tuesday', 'fifth Tuesday')}]`, 'on is "fifth Tuesday", which is no day; write first'],
    [`[${MONTHLY.replace('"10:00"', 'soon')}]`, 'at is "soon", which is no time of day'],
    [`[${MONTHLY.replace('"10:00"', '"18:00"')}]`, '.at is a time when the office is closed'],
    [`[${MONTHLY.replace('"10:00"', '"16:30"')}]`, 'gives one liaison so many meetings on a day that the one with DOT'],
    [`[${MONTHLY.replace('minutes: 30', 'minutes: 5')}]`, 'minutes is at least 10'],
    [`[${MONTHLY.replace('each agency', 'everybody')}]`, 'with is "everybody"; write each agency or all leads'],
    [`[${MONTHLY.replace('}', ', agencies: [XYZ] }')}]`, 'names XYZ, which is no agency of the roster'],
    [
      `[${MONTHLY.replace('each agency', 'all leads').replace('}', ', agencies: [DOT] }')}]`,
      'names agencies, and it is with all leads; leave it out',
    ],
  ])('%s is refused', async (said, problem) => {
    expect((await problemsOf(saying(said))).join('\n')).toContain(problem);
  });

  it('is shown as a difference', () => {
    expect(meetingChanges([], [monthly])).toEqual([
      '+ Monthly meeting with each agency: the second Tuesday of each month at 10:00, 30 minutes',
    ]);
    expect(meetingChanges([monthly], [{ ...monthly, minute: 660, agencies: ['DOT'] }])[0]).toContain(
      '→ Monthly meeting with each of DOT: the second Tuesday of each month at 11:00',
    );
    expect(meetingChanges([monthly], [])[0]).toMatch(/^- Monthly meeting/u);
    expect(meetingChanges([monthly], [monthly])).toEqual([]);
  });
});

describe('the series that it makes', () => {
  const agencies = ['DOT', 'AGR', 'FIN'].map((code) => ({ code, name: code }));
  const assigned = (agency: string, liaison: string) => ({ agency, line: null, liaison });

  it('nobody is at two of them at once: those of one liaison follow one another', () => {
    const made = seriesOf([monthly], agencies, [
      assigned('DOT', 'lee'),
      assigned('AGR', 'lee'),
      assigned('FIN', 'devon'),
    ]);
    expect(made.map(({ agency, minute }) => `${agency} ${minute}`)).toEqual(['AGR 600', 'DOT 630', 'FIN 600']);
  });

  it('is for those that are named, and one for all leads', () => {
    expect(seriesOf([{ ...monthly, agencies: ['DOT'] }], agencies, []).map(({ agency }) => agency)).toEqual(['DOT']);
    expect(seriesOf([{ ...monthly, with: 'leads' }], agencies, []).map(({ agency }) => agency)).toEqual([null]);
  });
});
