import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterDoubt, afterError, backOff, type DeliveryKind } from '../../src/delivery/delivery.ts';

const facts = { findable: true, chance: 0.5, settleMs: 30_000 };
const error = (outcome: 'retry' | 'ambiguous' | 'gone' | 'unauthorised' | 'rejected', retryAfterMs?: number) => ({
  outcome,
  reason: 'because',
  retryAfterMs,
});

describe('what follows from a failed sending', () => {
  test.each([
    ['surely not sent: again, after the back-off', error('retry'), 1, facts, { state: 'pending', delayMs: 1_000 }],
    ['the fourth time it waits longer', error('retry'), 4, facts, { state: 'pending', delayMs: 8_000 }],
    ['the platform names its own wait', error('retry', 60_000), 1, facts, { state: 'pending', delayMs: 60_000 }],
    [
      'a shorter wait of the platform does not undo the back-off',
      error('retry', 10),
      4,
      facts,
      { state: 'pending', delayMs: 8_000 },
    ],
    ['the desk may not write: nothing is lost', error('unauthorised'), 1, facts, { state: 'pending', delayMs: 60_000 }],
    ['perhaps sent: asked after it has settled', error('ambiguous'), 1, facts, { state: 'doubtful', delayMs: 30_000 }],
    [
      'perhaps sent, and nobody to ask: again',
      error('ambiguous'),
      1,
      { ...facts, findable: false },
      { state: 'pending', delayMs: 1_000 },
    ],
    ['the address is gone', error('gone'), 1, facts, { state: 'failed', reason: 'because' }],
    ['the message will never be taken', error('rejected'), 9, facts, { state: 'failed', reason: 'because' }],
  ] as const)('%s', (_, failure, attempts, given, outcome) => {
    expect(afterError({ kind: 'relay', attempts }, failure, given)).toMatchObject(outcome);
  });

  test.each<[DeliveryKind, string]>([
    ['relay', 'pending'],
    ['receipt', 'pending'],
    ['card', 'pending'],
    ['escalation', 'pending'],
    ['notice', 'pending'],
    ['survey', 'failed'],
    ['digest', 'failed'],
  ])('in doubt that nobody can settle, a %s is %s', (kind, state) => {
    expect(afterDoubt({ kind }, { delayMs: 0, reason: 'because' }).state).toBe(state);
  });

  test('the back-off grows, has a bound, and is spread', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempts, chance) => {
          const wait = backOff(attempts, chance);
          expect(wait).toBeGreaterThanOrEqual(500);
          expect(wait).toBeLessThanOrEqual(450_000);
          expect(backOff(attempts + 1, chance)).toBeGreaterThanOrEqual(wait);
        },
      ),
    );
  });
});
