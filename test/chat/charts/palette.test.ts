import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withPalette } from '../../../src/chat/charts/palette.ts';
import { pointsOf } from '../../support/read-png.ts';

const channel = fc.integer({ min: 0, max: 255 });
const opaque = fc.tuple(channel, channel, channel).map((colour) => [...colour, 255]);

test('a picture of few colours keeps each point as it is', () => {
  const pictures = fc
    .tuple(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.array(opaque, { minLength: 1, maxLength: 64 }),
    )
    .chain(([width, height, palette]) =>
      fc.tuple(
        fc.constant([width, height] as const),
        fc.array(fc.constantFrom(...palette), { minLength: width * height, maxLength: width * height }),
      ),
    );
  fc.assert(
    fc.property(pictures, ([[width, height], points]) => {
      const given = Buffer.from(points.flat());
      expect(pointsOf(withPalette(given, width, height)).equals(given)).toBe(true);
    }),
  );
});

test('what is seen through is as much so, and keeps its colour', () => {
  // Half of a full red, and nothing.
  const given = Buffer.from([128, 0, 0, 128, 0, 0, 0, 0, 255, 255, 255, 255]);
  expect([...pointsOf(withPalette(given, 3, 1))]).toEqual([255, 0, 0, 128, 0, 0, 0, 0, 255, 255, 255, 255]);
});

test('of many colours, those that are met most stay, and each other becomes the nearest of them', () => {
  const grey = (value: number) => [value, value, value, 255];
  const often = Array.from({ length: 64 }, (_, nth) => grey(nth * 4)).flatMap((each) => [each, each]);
  const seldom = [grey(5), grey(87)];
  const points = [...pointsOf(withPalette(Buffer.from([...often, ...seldom].flat()), 130, 1))];
  expect(points.slice(0, 64 * 8)).toEqual(often.flat());
  expect(points.slice(64 * 8)).toEqual([grey(4), grey(88)].flat());
});
