import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { type CalendarIo, runCalendar } from '../../src/cli/calendar.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function run(story: Story, ...args: string[]) {
  const said: string[] = [];
  const files = new Map<string, string>();
  const say = (line: string) => void said.push(line);
  const withStore: CalendarIo['withStore'] = (work) => work(story.store);
  const write = async (file: string, text: string) => void files.set(file, text);
  const code = await runCalendar(args, { out: say, err: say, now: story.now, write, withStore });
  const text = files.get('office.ics') ?? '';
  return { code, said: said.join('\n'), text };
}

/** As another program reads it. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      ...{ uid: event.uid, summary: event.summary, whole: event.startDate.isDate },
      ...{ start: event.startDate.toString(), end: event.endDate.toString() },
    };
  });

/** Ana has asked; Maria is away; the office closes for a day, and for an afternoon; it is a half day once. */
async function begin(): Promise<Story> {
  const calendar = { zone: 'America/New_York', confirmedYears: [2026] };
  const hours = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
  );
  const specialDays = [
    { date: '2026-07-03', name: 'Independence Day, observed', windows: [] },
    { date: '2026-12-24', name: 'Christmas Eve', windows: [{ from: '09:00', to: '12:00' }] },
  ];
  const absences = [{ person: 'maria@state.example', from: '2026-06-15', until: '2026-06-19', cover: null }];
  const office = { calendar: { ...calendar, hours, specialDays }, absences };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  await story.person('ana').says('May I buy a secret drone?');
  const sam = story.person('sam');
  for (const said of [
    'Office closed 2026-06-04: a private matter',
    'Office closed 2026-06-05 from noon: a private matter',
  ]) {
    await sam.says(said);
    await sam.presses('Close the office');
  }
  await story.sweep();
  return story;
}

test('everything is in the file, for another program to read, and no word that somebody wrote', async () => {
  const story = await begin();
  const { code, said, text } = await run(story, '--out', 'office.ics');
  expect([code, said]).toEqual([
    0,
    expect.stringMatching(/^\d+ events from 2026-06-01 to 2026-12-31 are in office.ics.$/u),
  ]);
  expect(text).not.toMatch(/drone|private|ana|Ruiz/iu);
  const events = eventsIn(text);
  const of = (part: string) => events.filter(({ uid }) => uid.startsWith(`${part}-`));
  expect(of('holidays')).toEqual([
    {
      ...{ uid: 'holidays-2026-07-03-procurement@liaison-desk', summary: 'Independence Day, observed', whole: true },
      ...{ start: '2026-07-03', end: '2026-07-04' },
    },
    {
      ...{
        uid: 'holidays-2026-12-24-procurement@liaison-desk',
        summary: 'Christmas Eve (open 09:00-12:00)',
        whole: true,
      },
      ...{ start: '2026-12-24', end: '2026-12-25' },
    },
  ]);
  expect(of('closures').map(({ summary, start, end }) => [summary, start, end])).toEqual([
    ['Office closed', '2026-06-04', '2026-06-05'],
    ['Office closed', '2026-06-05T16:00:00Z', '2026-06-06T04:00:00Z'],
  ]);
  expect(of('absences').map(({ summary, whole, start, end }) => [summary, whole, start, end])).toEqual([
    ['Maria Lopez is away', true, '2026-06-15', '2026-06-20'],
  ]);
  expect(of('due').map(({ summary, start }) => [summary, start])).toEqual([
    ['R-1001: reply due', '2026-06-01T18:00:00Z'],
    ['R-1001: due to finish', '2026-06-09T19:00:00Z'],
  ]);
  const open = of('hours');
  expect(open.slice(0, 4).map(({ start, end }) => `${start} ${end}`)).toEqual([
    '2026-06-01T13:00:00Z 2026-06-01T21:00:00Z',
    '2026-06-02T13:00:00Z 2026-06-02T21:00:00Z',
    '2026-06-03T13:00:00Z 2026-06-03T21:00:00Z',
    '2026-06-05T13:00:00Z 2026-06-05T16:00:00Z',
  ]);
});

test('it is clean by RFC 5545: stable identities, moments in UTC, short lines that end as they should', async () => {
  const story = await begin();
  const first = (await run(story, '--out', 'office.ics')).text;
  await story.at('2026-06-01T11:00');
  const later = (await run(story, '--out', 'office.ics')).text;
  const ids = eventsIn(first).map(({ uid }) => uid);
  expect(new Set(ids).size).toBe(ids.length);
  expect(eventsIn(later).map(({ uid }) => uid)).toEqual(ids);
  expect(first.match(/^DTSTAMP:20260601T140000Z\r$/gmu)).toHaveLength(ids.length);
  expect(first.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
  expect(first.endsWith('END:VCALENDAR\r\n')).toBe(true);
  for (const line of first.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(first).toContain('DTSTART;VALUE=DATE:20260703\r\nDTEND;VALUE=DATE:20260704\r\n');
  expect(first).not.toContain('TZID');
});

test('some of it, of some days; and what is wrong is said', async () => {
  const story = await begin();
  const some = await run(story, '--out', 'office.ics', '--only', 'holidays, closures', '--until', '2026-07-31');
  expect(some.said).toBe('3 events from 2026-06-01 to 2026-07-31 are in office.ics.');
  expect(eventsIn(some.text).map(({ summary }) => summary)).toEqual([
    ...['Independence Day, observed', 'Office closed', 'Office closed'],
  ]);
  expect(await run(story, '--out', 'office.ics', '--office', 'x')).toMatchObject({ code: 1, text: '' });
  expect((await run(story, '--out', 'office.ics', '--from', '2027-01-01')).said).toBe(
    'The calendar is confirmed up to 2026-12-31, and there is nothing from 2027-01-01 on.',
  );
  await expect(run(story)).rejects.toThrow('say where to, with --out and the name of a file');
  await expect(run(story, '--out', 'x', '--only', 'lunch')).rejects.toThrow('what is "lunch"?');
  await expect(run(story, '--out', 'x', '--from', 'May')).rejects.toThrow('--from: "May" is not a day');
});
