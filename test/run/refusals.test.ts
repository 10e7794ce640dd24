import { expect, test } from 'vitest';
import { createRefusals } from '../../src/run/refusals.ts';

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
