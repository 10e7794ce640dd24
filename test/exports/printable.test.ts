import { expect, test } from 'vitest';
import { createPrinter } from '../../src/exports/printable.ts';

/** As if the fonts had letters of Latin and Arabic and the joiners, and nothing else. */
const printer = () => createPrinter((sign) => /[\p{ASCII}\p{Script=Latin}\p{Script=Arabic}…–\u200C\u200D]/u.test(sign));

test('a sign that no font has stands as its number, and what kind of signs is said', () => {
  const { print, notes } = printer();
  expect(print('😀 契約 ok 한')).toBe('[U+1F600] [U+5951][U+7D04] ok [U+D55C]');
  const [note = '', ...more] = notes();
  expect(note).toContain('cannot show every sign that was written (Chinese characters, Korean, other signs)');
  expect(note).toContain('such as [U+1F600]');
  expect(note).toContain('request.json');
  expect(more).toEqual([]);
});

test('where all of it can be shown, nothing is said', () => {
  const { print, notes } = printer();
  // A joiner that keeps two letters apart is a part of how the word is written.
  expect(print('Größe – می\u200Cخواهم')).toBe('Größe – می\u200Cخواهم');
  expect(notes()).toEqual([]);
});

test('marks that turn the direction are left out, and that is said', () => {
  const { print, notes } = printer();
  expect(print('pay \u202E005\u202C to me')).toBe('pay 005 to me');
  expect(notes()).toEqual([expect.stringMatching(/^Marks without a shape/u)]);
});

test('a long word can be broken', () => expect(printer().print('x'.repeat(90)).split('\u200B').length).toBe(3));
