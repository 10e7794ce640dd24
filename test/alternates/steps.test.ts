import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Alternate, Report } from '../../src/alternates/alternate.ts';
import { dueDay, type StepFacts, stepsAhead } from '../../src/alternates/steps.ts';
import { addDays } from '../../src/people/absence.ts';
import { buildCalendar, isOpen } from '../../src/sla/calendar.ts';
import { storyOffice } from '../support/office.ts';
import { inForce, reportOf, reportRule } from './made.ts';

const calendar = buildCalendar(storyOffice().calendar);
const steps = (it: Alternate, more: Partial<Omit<StepFacts, 'it'>> = {}) =>
  stepsAhead({ it, views: [], reports: [], renewal: 'none', ...more }, calendar).map(
    ({ what, at }) => `${what} ${at.toISOString().slice(0, 16)}`,
  );
const reports = (...all: Partial<Report>[]): { reports: Report[] } => ({ reports: all.map(reportOf) });

describe('what time brings', () => {
  test('while it waits: a view in half of the time, then a decision', () => {
    const it = inForce({
      ...{ state: 'asked', from: null, until: null, reports: [] },
      ...{ viewBy: new Date('2026-01-07T15:00:00Z'), decideBy: new Date('2026-01-12T15:00:00Z') },
    });
    expect(steps(it)).toEqual(['view 2026-01-07T15:00', 'decision 2026-01-12T15:00']);
    const view = { personId: 2, at: it.askedAt, recommends: true, because: 'x', conditions: null };
    expect(steps(it, { views: [view] })).toEqual(['decision 2026-01-12T15:00']);
    expect(steps({ ...it, viewAskedAt: it.askedAt, decisionAskedAt: it.askedAt })).toEqual([]);
  });

  test('while it runs: reports by the clock of their office, then renewal, a week before, the last day, the end', () => {
    expect(steps(inForce())).toEqual([
      'ask 2026-04-17T13:00',
      'ask 2026-07-17T13:00',
      'ask 2026-10-16T13:00',
      // In winter it opens an hour later by the clock of the world.
      'offer 2026-11-30T14:00',
      'week 2026-12-24T14:00',
      'last day 2026-12-31T14:00',
      'end 2027-01-01T05:00',
      'ask 2027-01-07T14:00',
    ]);
  });

  test('a report that was asked for: one reminder the working day before, then it is late', () => {
    const asked = reports({});
    expect(steps(inForce(), asked).slice(0, 2)).toEqual(['remind 2026-04-23T13:00', 'late 2026-04-27T13:00']);
    const reminded = reports({ remindedAt: new Date('2026-04-23T13:00:00Z') });
    expect(steps(inForce(), reminded)[0]).toBe('late 2026-04-27T13:00');
    expect(steps(inForce(), reports({ lateAt: new Date() }))[0]).toBe('ask 2026-07-17T13:00');
    expect(steps(inForce(), reports({ state: 'sent' }))[0]).toBe('ask 2026-07-17T13:00');
  });

  test('who was asked since the day before gets no reminder, and who was asked late has two days', () => {
    const [first] = steps(inForce(), reports({ askedAt: new Date('2026-04-23T14:00:00Z') }));
    expect(first).toBe('late 2026-04-27T13:00');
    expect(steps(inForce(), reports({ askedAt: new Date('2026-05-05T14:00:00Z') }))[0]).toBe('late 2026-05-07T13:00');
  });

  test('of what was found wanting the new day counts', () => {
    const refused = reports({ due: '2026-05-08', refusedAt: new Date('2026-05-01T14:00:00Z'), refusedBecause: 'x' });
    expect(steps(inForce(), refused).slice(0, 2)).toEqual(['remind 2026-05-07T13:00', 'late 2026-05-11T13:00']);
  });

  test('who goes on is told no end; who has asked is offered nothing more', () => {
    const ends = (renewal: StepFacts['renewal']) =>
      steps(inForce({ reports: [] }), { renewal }).map((step) => step.split(' 2')[0]);
    expect(ends('none')).toEqual(['offer', 'week', 'last day', 'end']);
    expect(ends('asked')).toEqual(['week', 'last day', 'end']);
    expect(ends('granted')).toEqual(['end']);
  });

  test('what is for some weeks is offered no renewal a month before, what is for days no week before', () => {
    const short = steps(inForce({ reports: [], until: '2026-02-05' }));
    expect(short.map((step) => step.split(' 2')[0])).toEqual(['week', 'last day', 'end']);
    expect(steps(inForce({ reports: [], until: '2026-01-16' }))[0]).toMatch(/^last day 2026-01-16/u);
  });

  test('its last day on a Sunday is told on the Friday before, and it holds until that Sunday is over', () => {
    const ends = steps(inForce({ reports: [], until: '2026-03-08', weekToldAt: new Date() }));
    // On this Sunday the clocks are set ahead.
    expect(ends.slice(-2)).toEqual(['last day 2026-03-06T14:00', 'end 2026-03-09T04:00']);
  });

  test('ended early: of the time until then a report is still asked for', () => {
    const ended = inForce({ state: 'ended', endHow: 'ended early', endedOn: '2026-05-15' });
    expect(steps(ended, reports({ state: 'sent' }))).toEqual(['ask 2026-05-22T13:00']);
    expect(steps({ ...ended, endedOn: '2026-01-11' })).toEqual([]);
    expect(steps(inForce({ state: 'refused', from: null, until: null }))).toEqual([]);
  });

  test('every report is due on a working day, however many days behind the period, and asked for in office hours', () => {
    const day = fc.integer({ min: 0, max: 600 }).map((n) => addDays('2026-01-05', n));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 1, max: 12 }), (from, dueDays, every) => {
        const rule = { ...reportRule, dueDays, everyMonths: every };
        const it = inForce({ from, until: addDays(from, 100), reports: [rule] });
        for (const step of stepsAhead({ it, views: [], reports: [], renewal: 'granted' }, calendar)) {
          if (step.what !== 'ask' || step.coming.due > '2027-12-01') continue;
          expect(isOpen(calendar, step.at)).toBe(true);
          expect(step.at.toISOString().slice(0, 10) > step.coming.period.until).toBe(true);
          expect(step.at.toISOString().slice(0, 10) <= step.coming.due).toBe(true);
          expect(dueDay(calendar, addDays(step.coming.due, -1), 1)).toBe(step.coming.due);
        }
      }),
    );
  });

  test('past the end of the calendar Saturdays and Sundays are no working days', () => {
    expect(dueDay(calendar, '2029-06-01', 3)).toBe('2029-06-06');
  });
});
