import { expect, test } from 'vitest';
import { readDecision, readIds, readMorning, readRound } from '../../src/listening/reading.ts';
import { buildCalendar, localDate } from '../../src/sla/calendar.ts';
import { storyOffice } from '../support/office.ts';

const calendar = buildCalendar(storyOffice().calendar);
const at = (time: string): Date => new Date(`2026-06-${time}:00-04:00`);
const dot = { id: 1, code: 'DOT', name: 'Transportation' };
const writing = (time: string) => ({
  ...{ agencies: [dot], calendar, today: localDate(calendar, at(time)), now: at(time) },
});

test('it goes out in the morning: this one, or the next of a working day', () => {
  expect(readMorning('', writing('01T10:00'))).toEqual({ at: null });
  expect(readMorning('', writing('01T08:00'))).toEqual({ at: at('01T09:00') });
  for (const late of ['01T12:00', '01T16:59', '01T22:00'])
    expect(readMorning('', writing(late)), late).toEqual({ at: at('02T09:00') });
  expect(readMorning('', writing('05T15:00')), 'over the weekend').toEqual({ at: at('08T09:00') });
  expect(readMorning('2026-06-01', writing('01T15:00'))).toEqual({
    problem: 'This morning is over. Choose a later day.',
  });
  expect(readMorning('2026-06-03', writing('01T15:00'))).toEqual({ at: at('03T09:00') });
  expect(readMorning('2026-06-06', writing('01T15:00'))).toMatchObject({ problem: expect.stringContaining('closed') });
});

test('a round says what is missing, field by field, in words', () => {
  const whole = {
    ...{ question: 'What?', why: 'To know.', agencies: 'DOT', audience: 'heads', shows: 'words', rule: 'people' },
    ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19', choices: '2', day: '' },
  };
  expect(readRound(whole, writing('01T10:00'))).toEqual({
    asked: {
      ...{ question: 'What?', why: 'To know.', agencyIds: [1], audience: 'heads', shows: 'words', rule: 'people' },
      ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19', choices: 2, sendAt: null },
    },
  });
  const wrong = {
    question: '',
    why: '',
    agencies: 'DTO',
    shows: '',
    answerUntil: '2026-06-01',
    voteUntil: '',
    choices: '9',
  };
  expect(
    Object.keys((readRound({ ...whole, ...wrong }, writing('01T10:00')) as { problems: object }).problems),
  ).toEqual(['question', 'why', 'agencies', 'answerUntil', 'voteUntil', 'choices', 'shows']);
  const early = { ...whole, voteUntil: '2026-06-12' };
  expect(readRound(early, writing('01T10:00'))).toEqual({
    problems: { voteUntil: 'Agencies vote after the answers: choose a later day.' },
  });
});

test('a no has a reason and another way, a later has a day, a now has somebody and a day', () => {
  const given = { owners: [{ id: 7 }], today: '2026-06-01' };
  const read = (values: Record<string, string>) => readDecision({ effort: 'small', ...values }, given);
  expect(read({ choice: 'no' })).toEqual({
    problems: { because: 'Say why not.', instead: 'Say what they can do instead: a plain no helps nobody.' },
  });
  expect(read({ choice: 'later', again: '2026-06-01' })).toEqual({
    problems: { again: 'Choose a day after today.' },
  });
  expect(read({ choice: 'now', owner: '8' })).toEqual({
    problems: { owner: 'Choose who sees to it.', due: 'Choose by which day.' },
  });
  expect(read({ choice: 'perhaps', effort: 'huge' })).toEqual({
    problems: { effort: 'Choose how much work it is.', choice: 'Choose what becomes of it.' },
  });
  const now = { choice: 'now', owner: '7', due: '2026-07-01', again: '2026-08-01', instead: 'Rent them.' };
  expect(read(now), 'what belongs to another choice is left out').toEqual({
    decision: {
      ...{ choice: 'now', effort: 'small', because: null, instead: null, again: null, ownerId: 7, due: '2026-07-01' },
    },
  });
});

test('check-boxes bring ids, each once, and nothing else', () => {
  expect(readIds('3, 1,3,x,-2,1.5,')).toEqual([3, 1]);
  expect(readIds(undefined)).toEqual([]);
});
