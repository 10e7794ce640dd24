import { expect, test } from 'vitest';
import { createRefusals, createTurnedAway } from '../../src/run/refusals.ts';

test('every refusal is counted, and told of once a minute', () => {
  let at = 0;
  let counted = 0;
  const told: unknown[] = [];
  const log = { info() {}, warn: (_: string, facts: unknown) => void told.push(facts), failure() {} };
  const refused = createRefusals(
    log,
    () => void counted++,
    () => at,
  );
  const what = { platform: 'fake', deed: 'reply' };
  for (; at < 120_000; at += 1_000) refused(what);
  expect(counted).toBe(120);
  expect(told).toEqual([
    { ...what, refusals: 1 },
    { ...what, refusals: 60 },
  ]);
});

test('what a door does not take is counted, and each reason told once in ten minutes', () => {
  let at = 0;
  const counted: string[] = [];
  const told: unknown[] = [];
  const log = { info() {}, warn: (words: string, facts: unknown) => void told.push([words, facts]), failure() {} };
  const turnedAway = createTurnedAway(
    'fake',
    log,
    (...what) => void counted.push(what.join(' ')),
    () => at,
  );
  for (; at < 1_200_000; at += 1_000) turnedAway('forged', 'it was forged');
  turnedAway('unlisted tenant', 'who is that?', { tenant: 'T9' });
  expect([counted.length, counted[0], counted.at(-1)]).toEqual([1_201, 'fake forged', 'fake unlisted tenant']);
  expect(told).toEqual([
    ['it was forged', { reason: 'forged', times: 1 }],
    ['it was forged', { reason: 'forged', times: 600 }],
    ['who is that?', { reason: 'unlisted tenant', tenant: 'T9', times: 1 }],
  ]);
});
