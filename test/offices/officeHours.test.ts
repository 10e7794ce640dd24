import { describe, expect, it } from 'vitest';
import { problemsOf, yamlWith } from './officeFolder.ts';

describe('hours in office.yaml that may mean several things are told with line, column and what to do', () => {
  it.each([
    [
      'Mon-Fri 09:00-17:00',
      'Mon-Fri 9-12 4-6',
      '4:8: error: hours cannot be read: "4-6" may mean 04:00-06:00 or 16:00-18:00; write the one that is meant',
    ],
    [
      'Mon-Fri 09:00-17:00',
      'Mon-Fri 09:00-17:00; Sun 01:30-09:00',
      '4:8: error: hours cannot be kept: Sunday: 01:30 cannot open the office: on 2026-11-01 the clocks in America/New_York go back, and 01:30 happens twice; write a time before 01:00 or from 03:00 on',
    ],
    [
      'Independence Day (observed)',
      '{ name: Fair, hours: 4-6pm }',
      '8:38: error: special_days.2026.2026-07-03.hours cannot be read: "4-6pm" may mean 04:00-18:00 or 16:00-18:00; write the one that is meant',
    ],
    [
      'Independence Day (observed)',
      '{ name: Fair, hours: 13:00-17:00 09:00-12:00 }',
      '8:38: error: special_days.2026.2026-07-03.hours cannot be read: 09:00-12:00 stands after 13:00-17:00; write the earlier one first',
    ],
    [
      'Independence Day (observed)',
      '{ name: Fair, hours: 09:00-13:00 12:00-17:00 }',
      '8:38: error: special_days.2026.2026-07-03.hours cannot be read: the windows 09:00-13:00 and 12:00-17:00 overlap',
    ],
    [
      '2026-07-03: Independence Day (observed)',
      '2026-11-01: { name: Fair, hours: 01:30-09:00 }',
      '8:38: error: special_days.2026.2026-11-01.hours cannot be kept: 2026-11-01 (Fair): 01:30 cannot open the office: on 2026-11-01 the clocks in America/New_York go back, and 01:30 happens twice; write a time before 01:00 or from 02:00 on',
    ],
  ])('%s → %s', async (before, after, problem) => {
    expect(await problemsOf({ 'office.yaml': yamlWith(before, after) })).toEqual([`office.yaml:${problem}`]);
  });
});
