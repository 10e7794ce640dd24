import { expect, test } from 'vitest';
import { createBag } from '../../src/exports/bag.ts';
import { brokenIn, memorySink, textOf } from './unpacked.ts';

const at = new Date('2026-06-01T12:00:00Z');

test('what is written leaves at once: no more is kept than what was not taken', async () => {
  const { sink, chunks, files } = memorySink();
  const bag = createBag(sink, { at, info: [['Source-Organization', 'Office\nBag-Count: 9']], readme: 'Read me\n' });
  const before = chunks.length;
  await bag.add('requests/R-1/request.json', 'x'.repeat(100_000));
  expect(chunks.length).toBeGreaterThan(before);
  const manifest = await bag.close();
  expect(manifest).toMatch(/^[0-9a-f]{64}$/u);
  expect(brokenIn(files())).toEqual([]);
  // A line break in a value begins no other label.
  expect(textOf(files(), 'bag-info.txt')).toBe('Source-Organization: Office Bag-Count: 9\nPayload-Oxum: 100008.2\n');
});

test('a zip has an end: what would go past it belongs into another, and one that is empty takes anything', async () => {
  const { sink } = memorySink();
  const bag = createBag(sink, { at, info: [], readme: '' }, { files: 3, bytes: 1_000 });
  expect(bag.takes({ files: 4, bytes: 5_000 })).toBe(true);
  await bag.add('a', 'a');
  expect([bag.takes({ files: 2, bytes: 10 }), bag.takes({ files: 3, bytes: 10 })]).toEqual([true, false]);
  expect([bag.takes({ files: 1, bytes: 800 }), bag.takes({ files: 1, bytes: 1_000 })]).toEqual([true, false]);
});
