import { expect, test } from 'vitest';
import { activityBytes, drawActivities } from '../../../adapters/teams/out/parts.ts';
import { drawPicture } from '../../../adapters/teams/out/picture.ts';
import { drawCard } from '../../../adapters/teams/out/render.ts';
import { loadPictures } from '../../../src/chat/charts/png.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import { EVERY_BLOCK } from '../../contracts/samples.ts';
import {
  chartsOf,
  checkActivity,
  checkCard,
  picturesBehind,
  picturesOf,
  wordsOfCard,
} from '../../support/teams/read-card.ts';

const atOnce = (name: string): boolean => name === 'accept';

test('a card has a chart as a picture with what is to be seen, and the words alone while no pictures are there', async () => {
  const chart: Message = { blocks: EVERY_BLOCK.blocks.filter(({ kind }) => kind === 'chart') };
  const [block] = chart.blocks;
  if (block?.kind !== 'chart') throw new Error('EVERY_BLOCK has no chart');
  expect(drawPicture(block.chart, 'pictures', () => undefined)).toHaveLength(1);
  await loadPictures();
  const card = drawCard(chart, atOnce);
  checkCard(card);
  expect(card.body[0]).toMatchObject({
    ...{ type: 'Image', altText: 'Open & late. Parks has <most> of 9.' },
    url: expect.stringMatching(/^data:image\/png;base64,iVBOR/u),
  });
  expect(wordsOfCard(card)).toContain('Parks has <most> of 9.');
  // Teams does not count it, and so the card is one.
  expect(drawActivities(chart, atOnce)).toHaveLength(1);
  expect(activityBytes(card)).toBeLessThan(3_000);
});

test('a card has a chart as Teams’ own where that is wanted, the picture for clients that do not know it, and the words', async () => {
  await loadPictures();
  const points = ['Apr', 'May'].map((label) => ({ label, median: 2, p90: 5, share: 0.9 }));
  const trend: Block = {
    kind: 'chart',
    chart: { ...{ kind: 'trend', title: 'First replies', finding: 'May was like April.', promise: 4 }, points },
  };
  const message: Message = { blocks: [...EVERY_BLOCK.blocks, trend] };
  const card = drawCard(message, atOnce, 'native');
  checkCard(card);
  const charts = chartsOf(card);
  expect(charts.map(({ type }) => type)).toEqual(['Chart.HorizontalBar', 'Chart.Line', 'Chart.VerticalBar']);
  expect(charts[0]).toMatchObject({ title: 'Open & late', data: [{ x: 'Parks & Lakes', y: 9 }] });
  expect(picturesOf(card)).toEqual([]);
  expect(picturesBehind(card)).toEqual(['Open & late. Parks has <most> of 9.', 'First replies. May was like April.']);
  // Its picture shows both of the two charts.
  expect(charts[2]?.fallback).toBe('drop');
  for (const finding of ['Parks has <most> of 9.', 'May was like April.'])
    expect([wordsOfCard(card), card.fallbackText]).toEqual([
      expect.stringContaining(finding),
      expect.stringContaining(finding),
    ]);
  for (const activity of drawActivities(message, atOnce, undefined, 'native')) checkActivity(activity);
  const without = drawPicture(trend.chart, 'native', () => undefined);
  expect(without.map(({ type }) => type)).toEqual(['Chart.Line', 'Chart.VerticalBar', 'RichTextBlock']);
  expect(without[0]).toMatchObject({ fallback: 'drop' });
});
