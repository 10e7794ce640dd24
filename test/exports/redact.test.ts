import { expect, test } from 'vitest';
import { createRedactor } from '../../src/exports/redact.ts';

const why = { reason: 'A reason', exemption: 'X' };
const without = (words: string, text: string): string =>
  createRedactor([{ kind: 'words', of: words, ...why }], new Map()).text(text);

test.each([
  ['as it was written', '555-12-3456'],
  ['with a soft hyphen', '555-\u00AD12-3456'],
  ['with spaces that have no width', '5\u200B55-12-34\u2060\uFEFF56'],
  ['with joiners and marks of direction', '\u200E555-12\u200D-3456\u200E'],
  ['with strokes that a program put there', '555\u201112\u20133456'],
])('withheld words are found %s', (_, written) => {
  expect(without('555-12-3456', `card ${written} of mine`).replace(/\p{Default_Ignorable_Code_Point}/gu, '')).toBe(
    'card [withheld: X] of mine',
  );
});

test.each([
  ["O'Brien & Sons", 'O’Brien  &\nSons'],
  ['O’Brien “the Salt”', 'o\'brien "the\u00A0salt"'],
  ['lock\u00ADdown', 'Lockdown'],
  ['a.b*c', 'A.B*C'],
])('%s is found as %s', (words, written) => expect(without(words, written)).toBe('[withheld: X]'));

test.each([
  ['555-12-3456', '555 12 3456'],
  ['a.b', 'acb'],
])('%s is not found in %s, as the guide says', (words, written) => expect(without(words, written)).toBe(written));

test('a name is found by its parts, and within no other word', () => {
  const people = new Map([['ana@x.example', { name: 'Ana Ruiz', email: 'ana@x.example' }]]);
  const { text, tells } = createRedactor([{ kind: 'person', of: 'ana@x.example', ...why }], people);
  expect(text('Ana, R\u00ADuiz and Anabel wrote to ana@x.example')).toBe(
    '[name withheld: X], [name withheld: X] and Anabel wrote to [name withheld: X]',
  );
  expect([tells('because Ruiz asked'), tells('because she asked')]).toEqual([true, false]);
});
