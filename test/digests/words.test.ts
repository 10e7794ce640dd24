import { expect, it } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { digest } from '../../src/digests/words.ts';
import { figuresOf } from '../../src/figures/figures.ts';

it.each([
  [1_000, 995],
  [1_001, 'more than 995'],
])(
  'of %d it names the first and counts the rest, so that it can be read and sent however bad a week was',
  (count, rest) => {
    const now = new Date('2026-06-01T13:00:00Z');
    const due = (n: number) => ({
      requestId: 1000 + n,
      subject: `question ${n}`,
      dueAt: new Date(now.getTime() - 60_000),
      holderId: 2,
      holderName: 'Lee Park',
    });
    const message = digest({
      title: 'Weekly digest',
      zone: 'America/New_York',
      now,
      today: '2026-06-01',
      ...{ role: 'supervisor' as const, readerId: 4, officeId: 1, quiet: [], added: [], overloaded: [], charts: [] },
      facts: {
        triage: { first: [], count: 0 },
        late: { first: Array.from({ length: 10 }, (_, n) => due(n)), count },
        seenTo: 0,
        dueOfAway: { first: [], count: 0 },
        dueToday: { first: [], count: 0 },
        undelivered: [],
        unconfirmed: [],
        opened: 0,
        resolved: 0,
        live: 1_000,
        plainNoes: 0,
        asked: 0,
        answered: 0,
        ratings: [],
        lowRatings: [],
      },
      replies: figuresOf({ waits: [], due: 0, met: 0 }),
      gaps: [],
      lost: [],
      unheard: [],
      missingYear: undefined,
      checkpoint: undefined,
      shares: undefined,
      span: 'last week',
    });
    const lines = plainText(message).split('\n');
    expect(lines.filter((line) => line.startsWith('- Late: '))).toHaveLength(5);
    expect(lines).toContain(rest === 995 ? '- … and 995 more late.' : '- … and more than 995 others late.');
  },
);
