import { expect, test } from 'vitest';
import { type Answered, countInGoal } from '../../src/figures/goals.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import type { Policy } from '../../src/sla/policy.ts';
import { storyOffice } from '../support/office.ts';

/** The goal lies inside the promise: three of four hours, where it is 75%. */

const { policy, calendar: spec } = storyOffice();
const calendar = buildCalendar(spec);
const at = (time: string): Date => new Date(`2026-06-01T${time}:00-04:00`);
const answered = (waits: number[], more: Partial<Answered> = {}): Answered => ({
  ...{ agency: 'DOT', line: 'purchasing', priority: 'normal', target: 240, raised: null },
  ...{ calendarId: 1, policyId: 1, waits, ...more },
});
const count = (all: Answered[], change: Partial<Policy> = {}) =>
  countInGoal(all, () => ({ policy: { ...policy, ...change }, calendar }));

test('a reply to the very minute of the goal is within it, and a later one is not, though it keeps the promise', () => {
  expect(count([answered([60, 180, 180.1, 240, 300])])).toBe(2);
  expect(count([answered([60, 180, 180.1, 240, 300])], { goalPercent: 50 })).toBe(1);
});

test('where the promise is the goal there is nothing to say', () => {
  expect(count([answered([60])], { goalPercent: 100 })).toBeUndefined();
  expect(count([])).toBeUndefined();
});

test('an agreement may have a goal of its own', () => {
  const agreements = [{ name: 'Roads', for: { agencies: ['DOT'] }, targets: policy.targets.normal, goalPercent: 50 }];
  expect(count([answered([100, 150]), answered([100, 150], { agency: 'AGR' })], { agreements })).toBe(3);
});

test('made urgent on the way, the goal lies in the time since then, as cards show it', () => {
  // Two hours had passed, and an urgent reply was due an hour later: 45 minutes of that are the goal.
  const raised = { startedAt: at('10:00'), urgentSince: at('12:00') };
  const urgent = { priority: 'urgent', target: 180, raised } as const;
  expect(count([answered([165, 166], urgent)])).toBe(1);
});
