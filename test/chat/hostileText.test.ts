import { expect, test } from 'vitest';
import { clean } from '../../src/chat/clean.ts';
import { findPhrase } from '../../src/features.ts';
import { namedRequest, readRequestRef } from '../../src/requests/request.ts';
import { isThanks } from '../../src/requests/thanks.ts';

/** What one person may write at most, of the characters that made something slow, or might. */
const MOST = 40_000;
const hostile: Record<string, string> = {
  'turns that are opened and closed crosswise': `${'\u202A'.repeat(MOST / 2)}${'\u2069'.repeat(MOST / 2)}`,
  'turns without an end': '\u2066'.repeat(MOST),
  'isolates around embeddings': '\u2067\u202B\u2069'.repeat(MOST / 3),
  ...Object.fromEntries(
    ['?', ' ', '\n', '!', '.', ',', '-', '\u00A0', '\u200B', '1', 'R-', 'a ', '<', '&', '👍', '\uD800'].map((sign) => [
      `many ${JSON.stringify(sign)}`,
      sign.repeat(MOST / sign.length),
    ]),
  ),
  'words with many spaces between': `thanks${' '.repeat(MOST - 12)}thanks`,
  'a reference with many zeros': `R-${'0'.repeat(MOST)}`,
};

/** Everything that is asked of a text before anybody has looked at it. */
const functions: Record<string, (text: string) => unknown> = {
  clean,
  findPhrase,
  isThanks,
  namedRequest,
  readRequestRef,
};

const fastest = (work: () => unknown): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const began = performance.now();
      work();
      return performance.now() - began;
    }),
  );

test.each(Object.entries(functions))('%s takes no longer for hostile text than for any other', (name, work) => {
  const slow = Object.entries(hostile).flatMap(([what, text]) => {
    // Ten milliseconds are too much already; the bound is wide because other programs run beside this one.
    const ms = fastest(() => work(text));
    return ms > 50 ? [`${name} took ${Math.round(ms)} ms for ${what}`] : [];
  });
  expect(slow).toEqual([]);
});

test('a turn that somebody left open ends with their text, and one that is closed stays as it is', () => {
  expect(clean('\u202Eabc')).toBe('\u202Eabc\u202C');
  expect(clean('\u2067\u202Babc')).toBe('\u2067\u202Babc\u202C\u2069');
  expect(clean('\u2067\u202Babc\u2069')).toBe('\u2067\u202Babc\u2069');
  expect(clean('\u2069\u202Cabc')).toBe('\u2069\u202Cabc');
  expect(clean('\u202A\u2066\u202A\u2069x')).toBe('\u202A\u2066\u202A\u2069x\u202C');
});
