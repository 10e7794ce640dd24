import { expect, test } from 'vitest';
import { createClock } from '../../src/run/clock.ts';

test('on a machine whose clock is an hour behind the database’s, signatures are judged by the true time', () => {
  const clock = createClock(() => Date.parse('2026-06-01T09:00:00Z'));
  clock.setSkew(3_600_000);
  clock.setAhead(86_400_000);
  expect(clock.real()).toEqual(new Date('2026-06-01T10:00:00Z'));
  expect(clock.now()).toEqual(new Date('2026-06-02T10:00:00Z'));
});
