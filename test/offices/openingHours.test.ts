import { expect, test } from 'vitest';
import { sayOpeningHours } from '../../src/offices/openingHours.ts';
import { parseHours } from '../../src/sla/hoursText.ts';

test.each([
  ['Mon-Fri 08:00-17:00', 'America/Los_Angeles', 'Mon–Fri, 8 AM–5 PM Pacific'],
  ['Mon-Thu 08:30-12:00 13:00-17:30', 'America/New_York', 'Mon–Thu, 8:30 AM–noon and 1 PM–5:30 PM Eastern'],
  ['Mon-Fri 9am-5pm; Sat 10am-2pm', 'America/Chicago', 'Mon–Fri, 9 AM–5 PM; Sat, 10 AM–2 PM Central'],
  ['Mon-Sun 00:00-24:00', 'America/Phoenix', 'Mon–Sun, midnight–midnight Mountain Standard Time'],
  ['Tue 12:30-15:00', 'Europe/Berlin', 'Tue, 12:30 PM–3 PM Central European'],
])('says %s in %s as people do', (hours, zone, said) => {
  expect(sayOpeningHours({ hours: parseHours(hours), zone })).toBe(said);
});

test('says the hours of a season beside the usual ones', () => {
  const summer = { name: 'Summer hours', from: '06-01', until: '08-31', hours: parseHours('Mon-Thu 07:00-17:30') };
  const shut = { name: 'Year’s end', from: '12-26', until: '01-02', hours: {} };
  const spec = { hours: parseHours('Mon-Fri 08:00-17:00'), zone: 'America/Denver', seasons: [summer, shut] };
  expect(sayOpeningHours(spec)).toBe(
    'Mon–Fri, 8 AM–5 PM Mountain (June 1 to August 31: Mon–Thu, 7 AM–5:30 PM; December 26 to January 2: closed)',
  );
});
