import { describe, expect, test } from 'vitest';
import { askedOften } from '../../src/answers/asked.ts';
import { addMonths } from '../../src/answers/months.ts';
import { saySaved, sayServed } from '../../src/answers/saved.ts';
import { figuresOf } from '../../src/figures/figures.ts';

const ask = (id: number, agencyId: number, question: string) => ({ id, agencyId, subject: question, question });

describe('what many agencies ask', () => {
  const five = [1, 2, 3, 4, 5].map((n) =>
    ask(n, n, n % 2 ? 'Where do we buy road salt?' : 'Where can I purchase road salt?'),
  );

  test('is counted by agencies, whoever asks', () => {
    const [found, ...more] = askedOften([
      ...five,
      ask(6, 5, 'where to buy road salt'),
      ask(7, 6, 'Where do we buy seed?'),
    ]);
    expect(more).toEqual([]);
    expect([found?.agencies.size, found?.first.id, found?.last]).toEqual([5, 1, 6]);
  });

  test('is nothing while there are four', () => {
    expect(askedOften([...five.slice(0, 4), ask(8, 4, 'Where do we buy road salt?')])).toEqual([]);
  });

  test('of a thousand that are all the same is found at once', () => {
    const same = Array.from({ length: 2_000 }, (_, n) => ask(n, n % 40, 'Where do we buy road salt?'));
    expect(askedOften(same)[0]?.agencies.size).toBe(40);
  });
});

describe('what answers have saved', () => {
  const served = { asked: 120, suggested: 31, offered: 24, used: 9, helped: [1, 2, 3, 50, 90] };
  const usual = figuresOf({ waits: [{ minutes: 900, answered: 12, open: 0 }], due: 12, met: 11 });

  test('is said with its sizes', () => {
    expect(sayServed(served)).toBe(
      'found for 31 of 120 questions, used in 9 replies; 5 of the 24 offered one said that it answered them',
    );
    expect(sayServed({ ...served, asked: 1, suggested: 1, used: 1, offered: 0, helped: [] })).toBe(
      'found for 1 of 1 question, used in 1 reply',
    );
    expect(saySaved(served, usual)).toBe(
      'half of these 5 had it within 3 min, where half of 12 requests took 15 h to resolve',
    );
  });

  test('is nothing of fewer than five, and compared with nothing where nothing was due', () => {
    expect(saySaved({ helped: [1, 2, 3, 4] }, usual)).toBeUndefined();
    expect(saySaved(served, undefined)).toBe('half of these 5 had it within 3 min');
  });
});

test.each([
  ['2026-06-01', 12, '2027-06-01'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-02-29', 12, '2029-02-28'],
  ['2026-11-30', 3, '2027-02-28'],
])('%s and %i months is %s', (day, months, then) => expect(addMonths(day, months)).toBe(then));
