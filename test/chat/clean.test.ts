import { expect, test } from 'vitest';
import { clean } from '../../src/chat/clean.ts';

test('a turn that somebody left open ends with their text, and one that is closed stays as it is', () => {
  expect(clean('\u202Eabc')).toBe('\u202Eabc\u202C');
  expect(clean('\u2067\u202Babc')).toBe('\u2067\u202Babc\u202C\u2069');
  expect(clean('\u2067\u202Babc\u2069')).toBe('\u2067\u202Babc\u2069');
  expect(clean('\u2069\u202Cabc')).toBe('\u2069\u202Cabc');
  expect(clean('\u202A\u2066\u202A\u2069x')).toBe('\u202A\u2066\u202A\u2069x\u202C');
});
