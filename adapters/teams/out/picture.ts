import type { Chart } from '../../../src/chat/charts/chart.ts';
import { pngOf } from '../../../src/chat/charts/png.ts';
import type { CardElement } from '../in/activity.ts';

/** In characters: older clients cut longer addresses off, and show nothing. */
const LONGEST_PICTURE = 65_000;

/** How a picture within a card begins. */
export const PICTURE = 'data:image/png;base64,';

/**
 * A chart with what is to be seen below it; without a picture the words alone. Teams has charts of its own, which its
 * iPhone app leaves blank.
 */
export function drawPicture(chart: Chart, pictureOf: typeof pngOf = pngOf): CardElement[] {
  const { title, finding } = chart;
  const png = pictureOf(chart);
  const words: CardElement = {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: finding, size: 'Small', isSubtle: true }],
  };
  if (!png) return [words];
  const url = `${PICTURE}${Buffer.from(png).toString('base64')}`;
  if (url.length > LONGEST_PICTURE) return [words];
  return [{ type: 'Image', url, altText: `${title}. ${finding}`, size: 'Stretch' }, words];
}
