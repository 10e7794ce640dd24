import { describe, expect, test } from 'vitest';
import { readForm, readTyped } from '../../src/closures/reading.ts';

/** A Wednesday. */
const today = '2026-06-03';
const whole = { from: 0, to: 1440 };

describe('what is typed', () => {
  test.each([
    ['Office closed today: snow', { day: today, ...whole, reason: 'snow' }],
    ['The office is closed tomorrow because of ice.', { day: '2026-06-04', ...whole, reason: 'ice' }],
    ['office closed from noon: water main', { day: today, from: 720, to: 1440, reason: 'water main' }],
    ['Office closed until 10 AM, power cut', { day: today, from: 0, to: 600, reason: 'power cut' }],
    ['office closed from 10:30 am until 2 pm due to a drill', { day: today, from: 630, to: 840, reason: 'a drill' }],
    ['We’re closed on Friday: inventory', { day: '2026-06-05', ...whole, reason: 'inventory' }],
    ['Office closed 2026-12-24 from 12:00: Christmas', { day: '2026-12-24', from: 720, to: 1440, reason: 'Christmas' }],
    ['Snow day', { day: today, ...whole, reason: 'snow' }],
    ['office closes early at 3pm: training', { day: today, from: 900, to: 1440, reason: 'training' }],
    ['Office closed today', { day: today, ...whole }],
    ['We are closed Monday 9 to 11 am: drill', { day: '2026-06-08', from: 540, to: 660, reason: 'drill' }],
    ['We will be closed Monday 11 to 1 pm: drill', { day: '2026-06-08', from: 660, to: 780, reason: 'drill' }],
    ['We close at 3 PM on Friday, training', { day: '2026-06-05', from: 900, to: 1440, reason: 'training' }],
    ['We are closed from 9 to noon: drill', { day: today, from: 540, to: 720, reason: 'drill' }],
    ['Office closed Fri 9am–11am - drill', { day: '2026-06-05', from: 540, to: 660, reason: 'drill' }],
    ['office closed between noon and 2 p.m.: lunch', { day: today, from: 720, to: 840, reason: 'lunch' }],
    ['Office closed Dec 1 until 10 AM: ice', { day: '2026-12-01', from: 0, to: 600, reason: 'ice' }],
    ['Office closed 1st December, 2027: ice', { day: '2027-12-01', ...whole, reason: 'ice' }],
    ['Office closed Jan. 4: ice', { day: '2027-01-04', ...whole, reason: 'ice' }],
    ['Office closed Monday, June 8: inventory', { day: '2026-06-08', ...whole, reason: 'inventory' }],
    ['Office closed for the day: snow, stay in', { day: today, ...whole, reason: 'snow, stay in' }],
    ['Office closed today: we move - until Friday', { day: today, ...whole, reason: 'we move - until Friday' }],
    ['Office closed this afternoon: funeral', { day: today, from: 720, to: 1440, reason: 'funeral' }],
    ['Office closed tomorrow morning: ice', { day: '2026-06-04', from: 0, to: 720, reason: 'ice' }],
    ['We will close early today at 3 PM: heat', { day: today, from: 900, to: 1440, reason: 'heat' }],
    ['Office closing Friday afternoon at 2 PM: move', { day: '2026-06-05', from: 840, to: 1440, reason: 'move' }],
    ['The office will close at noon tomorrow: flu', { day: '2026-06-04', from: 720, to: 1440, reason: 'flu' }],
    ['Office closed 2026-12-24 9:00-12:00: party', { day: '2026-12-24', from: 540, to: 720, reason: 'party' }],
  ])('%s', (text, read) => {
    expect(readTyped(text, today)).toEqual(read);
  });

  test.each([
    'Is the office closed today?',
    'office closed today?',
    'Office closedness',
    'The office is closed door policy',
    'office closed by the mayor: snow',
    'we close a purchase order when it is paid',
    'We are closing on the new building',
    'office closed constructor',
    'closed',
    'How do I close a purchase order: urgent',
    `Office closed today: ${'snow '.repeat(100)}`,
  ])('is something else: %s', (text) => {
    expect(readTyped(text, today)).toBeUndefined();
  });

  test.each([
    ['office closed from 4: ice', '“4” may be morning or afternoon. Write 4 AM or 4 PM.'],
    ['office closed from noon until 10 am: ice', 'It would end before it begins. For a night, declare two days.'],
    ['Office closed yesterday: snow', 'That day is over. What was counted then stays.'],
    ['Office closed last Friday: snow', 'That day is over. What was counted then stays.'],
    ['Office closed this week: flood', 'A closure is of one day. Declare each day by itself.'],
    ['Office closed all next week: flood', 'A closure is of one day. Declare each day by itself.'],
    ['Office closed today from 2 PM Pacific: quake', 'Times are those of the office. Write them without a time zone.'],
    ['We close early today: heat', 'From what time on? Write “from 2 PM”, say.'],
    ['Office closed tonight: heat', 'From what time on? Write “from 2 PM”, say.'],
    ['We are closed Monday 9 to 11: ice', '“11” may be morning or afternoon. Write 11 AM or 11 PM.'],
    ['Office closed next Monday: ice', '“next Monday” may be June 8 or June 15. Write the one you mean.'],
    ['Office closed Monday, June 9: ice', 'June 9 is a Tuesday, and not a Monday.'],
    ['Office closed 12/1: ice', '“12/1” is read differently in different places. Write it like Dec 1.'],
    ['Office closed Feb 30: ice', '2027-02-30 is a day that no calendar has.'],
    ['Office closed Monday through Wednesday: ice', 'A closure is of one day. Declare each day by itself.'],
    ['Office closed Monday and Tuesday: ice', 'A closure is of one day. Declare each day by itself.'],
    ['Office closed Monday Tuesday: ice', 'A closure is of one day. Declare each day by itself.'],
    ['Office closed for the rest of the day: ice', 'From what time on? Write “from 2 PM”, say.'],
    ['office closed from 25:00: ice', '“25:00” is no time of day. Write 10 AM, 12:30 or noon.'],
  ])('is not guessed: %s', (text, problem) => {
    expect(readTyped(text, today)?.problem).toBe(problem);
  });
});

describe('the form', () => {
  const sound = { day: today, from: '', until: '', reason: 'snow' };

  test('may say a part of the day', () => {
    expect(readForm({ ...sound, from: 'noon', until: '3 pm' }, today)).toEqual({
      closure: { day: today, from: 720, to: 900, reason: 'snow' },
    });
  });

  test.each([
    [{ ...sound, day: '2026-06-02' }, 'day'],
    [{ ...sound, day: 'June' }, 'day'],
    [{ ...sound, reason: ' ' }, 'reason'],
    [{ ...sound, reason: 'x'.repeat(201) }, 'reason'],
    [{ ...sound, from: '4' }, 'from'],
    [{ ...sound, until: 'never' }, 'until'],
    [{ ...sound, from: '3 pm', until: 'noon' }, 'until'],
  ])('says what is wrong, and where: %o', (values, field) => {
    expect(Object.keys((readForm(values, today) as { problems: object }).problems)).toEqual([field]);
  });
});
