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
  ])('%s', (text, read) => {
    expect(readTyped(text, today)).toEqual(read);
  });

  test.each([
    'Is the office closed today?',
    'office closed today?',
    'Office closedness',
    'The office is closed door policy',
    'office closed by the mayor: snow',
    'closed',
    'How do I close a purchase order: urgent',
    `Office closed today: ${'snow '.repeat(100)}`,
  ])('is something else: %s', (text) => {
    expect(readTyped(text, today)).toBeUndefined();
  });

  test.each([
    ['office closed from 4: ice', '“4” may be morning or afternoon. Write 4 AM or 4 PM.'],
    ['office closed from noon until 10 am: ice', 'It would end before it begins.'],
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
