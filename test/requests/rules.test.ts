import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPhrase } from '../../src/features.ts';
import { chooseLine } from '../../src/offices/office.ts';
import { isPossible, mayReopen, reopenableUntil } from '../../src/requests/lifecycle.ts';
import { type AgencyRequest, readRequestRef, requestRef, subjectOf } from '../../src/requests/request.ts';
import { isThanks } from '../../src/requests/thanks.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';

describe('a thank-you is no question', () => {
  test.each([
    'Thanks!',
    'thank you',
    'ok thanks',
    'Thanks, Lee!',
    'Thank you so much for your help',
    '👍',
    'Great, thanks',
    'got it',
    'Ok.',
    'perfect, that helps',
  ])('%s', (text) => {
    expect(isThanks(text)).toBe(true);
  });
  test.each([
    'Thanks, but what about the second quote?',
    'Thanks. The vendor still says no',
    'ok but when',
    'Thank you for the form, where do I send it',
    'help',
    'Lee',
    'no',
    'yes',
    '3',
    '',
    'Thanks Lee Devon',
  ])('%s is more than that', (text) => {
    expect(isThanks(text)).toBe(false);
  });
  test('long texts are read in no time', () => {
    expect(isThanks('thanks '.repeat(20_000))).toBe(false);
  });
});

describe('ids and subjects', () => {
  test.each([
    ['R-1042', 1042],
    [' r1042 ', 1042],
    ['#R-7', 7],
    ['R-', undefined],
    ['R-1042 please', undefined],
    ['1042', undefined],
    ['R-99999999999', undefined],
  ])('%s', (text, id) => {
    expect(readRequestRef(text)).toBe(id);
  });
  test('what is written is read again', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999_999_999 }), (id) => readRequestRef(requestRef(id)) === id));
  });
  test('a subject is the first line, cut at a word, and never longer than 80', () => {
    expect(subjectOf('  Do I need\tthree quotes?\nFor salt.')).toBe('Do I need three quotes?');
    expect(subjectOf('word '.repeat(40))).toMatch(/word…$/u);
    expect(subjectOf('x'.repeat(100))).toBe(`${'x'.repeat(79)}…`);
    expect(subjectOf('😀'.repeat(100))).toBe(`${'😀'.repeat(39)}…`);
    expect(subjectOf('👨‍👩‍👧‍👦'.repeat(100))).toBe(`${'👨‍👩‍👧‍👦'.repeat(7)}…`);
    expect(subjectOf('é'.normalize('NFD').repeat(100))).toBe(`${'é'.normalize('NFD').repeat(39)}…`);
    expect(subjectOf(`a${'\u0301'.repeat(500)}`).length).toBe(80);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const subject = subjectOf(text);
        expect(subject.length).toBeLessThanOrEqual(80);
        if (text.isWellFormed()) expect(subject.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('phrases', () => {
  test.each([
    ['My requests', 'my requests'],
    ['Who is my liaison?', 'my liaison'],
    ['hello!', 'home'],
    ['TRIAGE', 'triage'],
    ['my requests are late', undefined],
    ['constructor', undefined],
    ['', undefined],
  ])('%s', (text, phrase) => {
    expect(findPhrase(text)?.name).toBe(phrase);
  });
});

test('the service line is the one with most of its words in the text, else the first', () => {
  const line = (id: number, ...words: string[]) => ({ id, officeId: 1, code: `l${id}`, name: `L${id}`, words });
  const lines = [line(1, 'quote', 'buy'), line(2, 'contract', 'purchase order')];
  expect(chooseLine(lines, 'Hello there').id).toBe(1);
  expect(chooseLine(lines, 'The CONTRACT!').id).toBe(2);
  expect(chooseLine(lines, 'a purchase-order contract quote').id).toBe(2);
  expect(chooseLine(lines, 'subcontractors').id).toBe(1);
});

describe('the life of a request', () => {
  test.each([
    ['resolve', 'resolved', false],
    ['resolve', 'waiting', true],
    ['reply', 'resolved', true],
    ['reply', 'withdrawn', false],
    ['withdraw', 'resolved', false],
    ['accept', 'open', false],
    ['note', 'withdrawn', true],
    ['see', 'withdrawn', true],
  ] as const)('%s while %s: %s', (action, state, allowed) => {
    expect(isPossible(action, { state, duplicateOf: null })).toBe(allowed);
  });

  test('it reopens within five business days and not a minute later', () => {
    const calendar = buildCalendar({
      zone: 'America/New_York',
      hours: { mon: day, tue: day, wed: day, thu: day, fri: day },
      specialDays: [],
      confirmedYears: [2026],
    });
    const resolvedAt = new Date('2026-06-01T14:00:00Z');
    const until = reopenableUntil(calendar, resolvedAt, 480);
    const request = { state: 'resolved', resolvedAt } as AgencyRequest;
    expect(until).toEqual(new Date('2026-06-08T14:00:00Z'));
    expect(mayReopen(request, until, new Date('2026-06-08T14:00:00Z'))).toBe(true);
    expect(mayReopen(request, until, new Date('2026-06-08T14:01:00Z'))).toBe(false);
    // Past the end of the calendar nobody is sent away for it.
    expect(reopenableUntil(calendar, new Date('2026-12-31T14:00:00Z'), 480)).toBeUndefined();
    expect(mayReopen(request, undefined, new Date('2027-06-08T14:01:00Z'))).toBe(true);
  });
});
const day = [{ from: '09:00', to: '17:00' }];
