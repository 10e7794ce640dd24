import { expect, test } from 'vitest';
import { growsFasterThan } from './growth.ts';

const quadratic = (text: string) => /(?:a|b)*c$/u.test(text);

test('a pattern that tries again from each letter is found, and one that reads on is not', () => {
  expect(growsFasterThan('a'.repeat(8_000), 'a'.repeat(2_000), quadratic)).toBe(true);
  expect(growsFasterThan('a'.repeat(20_000), 'a'.repeat(5_000), (text) => text.replace(/a+/gu, ''))).toBe(false);
});
