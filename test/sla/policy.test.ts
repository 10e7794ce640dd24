import { describe, expect, it } from 'vitest';
import {
  defaultEscalations,
  defaultGoalPercent,
  goalOf,
  type Policy,
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

describe('what is promised', () => {
  it('depends on priority and clock', () => {
    const kinds = ['first_reply', 'next_reply', 'first_resolution', 'total_resolution'] as const;
    expect(kinds.map((kind) => targetOf(policy, 'normal', kind))).toEqual([240, 480, 2400, 2400]);
    expect(kinds.map((kind) => targetOf(policy, 'urgent', kind))).toEqual([60, 120, 480, 480]);
  });

  it('has a goal inside that is a part of it', () => {
    expect(goalOf(policy, 240)).toBe(180);
    expect(goalOf({ ...policy, goalPercent: 50 }, 240)).toBe(120);
  });

  it('tells the liaison, then the backup too, then the supervisor', () => {
    expect(defaultEscalations.map(({ percent, tell }) => [percent, tell.at(-1)])).toEqual([
      [50, 'liaison'],
      [80, 'backup'],
      [100, 'supervisor'],
    ]);
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
