import { expect, test } from 'vitest';
import { createLately } from '../../src/page/lately.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 5, 1, 15, 0, seconds));

test('within a minute it is counted once, and it is said when', async () => {
  const lately = createLately();
  let counts = 0;
  const count = async () => ++counts;
  expect(await lately('agencies', at(0), count)).toEqual({ value: 1, at: at(0) });
  expect(await lately('agencies', at(59), count)).toEqual({ value: 1, at: at(0) });
  expect(await lately('liaisons', at(59), count)).toEqual({ value: 2, at: at(59) });
  expect(await lately('agencies', at(60), count)).toEqual({ value: 3, at: at(60) });
});

test('many who look at once wait for one count', async () => {
  const lately = createLately();
  let finish = (_: string): void => {};
  const slow = new Promise<string>((resolve) => {
    finish = resolve;
  });
  const first = lately('figures', at(0), () => slow);
  const second = lately('figures', at(1), () => Promise.reject(new Error('counted twice')));
  finish('counted');
  expect(await first).toEqual({ value: 'counted', at: at(0) });
  expect(await second).toEqual({ value: 'counted', at: at(0) });
});

test('one that fails is kept by nobody: whoever waited for it counts for themselves', async () => {
  const lately = createLately();
  const fails = lately('figures', at(0), () => Promise.reject(new Error('the database is gone')));
  const waits = lately('figures', at(1), async () => 'there again');
  await expect(fails).rejects.toThrow('the database is gone');
  expect(await waits).toEqual({ value: 'there again', at: at(1) });
  expect(await lately('figures', at(2), () => Promise.reject(new Error('counted twice')))).toMatchObject({
    value: 'there again',
  });
});

test('a clock that was set back keeps nothing for long', async () => {
  const lately = createLately();
  await lately('figures', at(600), async () => 'from the future');
  expect((await lately('figures', at(0), async () => 'now')).value).toBe('now');
});

test('it does not grow: what was counted first is forgotten', async () => {
  const lately = createLately();
  for (let n = 0; n <= 500; n++) await lately(`key ${n}`, at(0), async () => n);
  expect((await lately('key 500', at(1), async () => 'again')).value).toBe(500);
  expect((await lately('key 0', at(1), async () => 'again')).value).toBe('again');
});
