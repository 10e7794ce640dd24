import { expect, it } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { digest } from '../../src/digests/words.ts';
import { figuresOf } from '../../src/figures/figures.ts';

it('names the first of many and counts the rest, so that it can be read and sent however bad a week was', () => {
  const now = new Date('2026-06-01T13:00:00Z');
  const clock = (n: number) => ({
    requestId: 1000 + n,
    subject: `question ${n}`,
    kind: 'first_reply' as const,
    dueAt: new Date(now.getTime() - 60_000),
    holderId: 2,
    holderName: 'Lee Park',
  });
  const message = digest({
    title: 'Weekly digest',
    zone: 'America/New_York',
    now,
    today: '2026-06-01',
    until: new Date('2026-06-01T21:00:00Z'),
    facts: {
      triage: [],
      clocks: Array.from({ length: 1_000 }, (_, n) => clock(n)),
      undelivered: [],
      unconfirmed: [],
      parked: 0,
      opened: 0,
      resolved: 0,
      live: 1_000,
      plainNoes: 0,
      asked: 0,
      ratings: [],
      lowRatings: [],
    },
    replies: figuresOf({ waits: [], due: 0, met: 0 }),
    gaps: [],
    lost: [],
    missingYear: undefined,
    span: 'last week',
  });
  const lines = plainText(message).split('\n');
  expect(lines.filter((line) => line.startsWith('- Late: '))).toHaveLength(10);
  expect(lines).toContain('- … and 990 more late.');
});
