import { describe, expect, it } from 'vitest';
import {
  defaultEscalations,
  defaultGoalPercent,
  goalOf,
  type Policy,
  type Priority,
  sayTarget,
  targetOf,
} from '../../src/sla/policy.ts';

const policy: Policy = {
  targets: {
    normal: { firstReply: 240, nextReply: 480, resolution: 2400 },
    urgent: { firstReply: 60, nextReply: 120, resolution: 480 },
  },
  goalPercent: defaultGoalPercent,
  escalations: defaultEscalations,
  businessDayMinutes: 480,
};

const all = (priority: Priority) => ({ agency: null, line: null, priority });

describe('what is promised', () => {
  it('depends on priority and clock', () => {
    const kinds = ['first_reply', 'next_reply', 'first_resolution', 'total_resolution'] as const;
    expect(kinds.map((kind) => targetOf(policy, all('normal'), kind))).toEqual([240, 480, 2400, 2400]);
    expect(kinds.map((kind) => targetOf(policy, all('urgent'), kind))).toEqual([60, 120, 480, 480]);
  });

  it('has a goal inside that is a part of it', () => {
    expect(goalOf(policy, all('normal'), 240)).toBe(180);
    expect(goalOf({ ...policy, goalPercent: 50 }, all('normal'), 240)).toBe(120);
  });

  it('tells the liaison, then the backup too, then the supervisor', () => {
    expect(defaultEscalations.map(({ percent, tell }) => [percent, tell.at(-1)])).toEqual([
      [50, 'liaison'],
      [80, 'backup'],
      [100, 'supervisor'],
    ]);
  });
});

describe('an agreement', () => {
  const salt = { firstReply: 30, nextReply: 30, resolution: 240 };
  const agreed: Policy = {
    ...policy,
    agreements: [
      {
        name: 'Salt',
        for: { agencies: ['DOT'], lines: ['purchasing'], priority: 'urgent' },
        targets: salt,
        goalPercent: 50,
      },
      {
        name: 'Roads',
        for: { agencies: ['DOT', 'DOC'] },
        targets: { firstReply: 100, nextReply: 100, resolution: 1000 },
      },
      { name: 'Auctions', for: { lines: ['auctions'] }, targets: null },
    ],
  };
  const first = (agency: string | null, line: string | null, priority: Priority) =>
    targetOf(agreed, { agency, line, priority }, 'first_reply');

  it.each([
    ['DOT', 'purchasing', 'urgent', 30],
    ['DOT', 'purchasing', 'normal', 100],
    ['DOC', 'purchasing', 'urgent', 100],
    ['DOT', 'auctions', 'normal', 100],
    ['DNR', 'auctions', 'urgent', null],
    ['DNR', 'purchasing', 'urgent', 60],
    [null, null, 'normal', 240],
    [null, 'auctions', 'normal', null],
  ] as const)('is the first that matches: %s, %s, %s', (agency, line, priority, minutes) => {
    expect(first(agency, line, priority)).toBe(minutes);
  });

  it('may have a goal of its own', () => {
    expect(goalOf(agreed, { agency: 'DOT', line: 'purchasing', priority: 'urgent' }, 30)).toBe(15);
    expect(goalOf(agreed, { agency: 'DOT', line: 'purchasing', priority: 'normal' }, 100)).toBe(75);
  });
});

describe('a target in words', () => {
  it.each([
    [960, 480, '2 business days (16 business hours)'],
    [480, 480, '1 business day (8 business hours)'],
    [450, 450, '1 business day (7 business hours 30 minutes)'],
    [240, 480, '4 business hours'],
    [60, 480, '1 business hour'],
    [90, 480, '1 business hour 30 minutes'],
    [61, 480, '1 business hour 1 minute'],
    [720, 480, '12 business hours'],
    [45, 480, '45 business minutes'],
    [1, 480, '1 business minute'],
    [0.5, 480, '0.5 business minutes'],
    [480, Number.POSITIVE_INFINITY, '8 business hours'],
  ])('%d minutes of days of %d: %s', (minutes, day, words) => {
    expect(sayTarget(minutes, day)).toBe(words);
  });
});
