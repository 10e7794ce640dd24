import { expect, test } from 'vitest';
import { createPrinter } from '../../src/exports/printable.ts';

/** As if the fonts had letters of Latin and Arabic and the joiners, and nothing else. */
const printer = () => createPrinter((sign) => /[\p{ASCII}\p{Script=Latin}\p{Script=Arabic}…–\u200C\u200D]/u.test(sign));

test('what no font has letters for is said at its place, in words, and at the top', () => {
  const { print, notes } = printer();
  expect(print('ok สวัสดี ครับ, ok 한 契約 ok')).toBe(
    'ok [7 letters in Thai: see request.html], ok [1 letter in Korean: see request.html] [2 letters in Chinese: see request.html] ok',
  );
  const [note = '', ...more] = notes();
  expect(note).toContain('cannot show every sign that was written (Thai, Korean, Chinese)');
  expect(note).toContain('Where letters are missing, it says so. Read request.html or request.json');
  expect(more).toEqual([]);
});

test('a sign of no writing stands as its number', () => {
  const { print, notes } = printer();
  expect(print('😀 ok')).toBe('[U+1F600] ok');
  expect(notes()).toEqual([expect.stringContaining('stand by their number in Unicode, such as [U+1F600]')]);
});

test('a sign that nobody sees is left out, and takes no letter apart', () => {
  const { print } = printer();
  expect(print('sa\u00ADlt')).toBe('salt');
  expect(print('สวั\u200Bสดี')).toBe('[4 letters in Thai: see request.html]');
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
