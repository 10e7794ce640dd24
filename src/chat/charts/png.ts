import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Resvg } from '@resvg/resvg-wasm';
import type { Chart } from './chart.ts';
import { drawChart, WIDTH } from './draw.ts';
import { withPalette } from './palette.ts';

/** Charts as PNG, for chats that take no SVG. */

type Drawing = { of: typeof Resvg; fonts: Uint8Array[] };
let drawing: Drawing | undefined;
let loading: Promise<void> | undefined;

/**
 * The letters of all pictures: without a font of its own a picture has no words, and nothing says so. Behind Inter stand
 * those for names that it has no letters for; where none has, as of Thai, something plainer stands there (`lettered`).
 */
const FONTS = [
  '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf',
  '@expo-google-fonts/inter/700Bold/Inter_700Bold.ttf',
  '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  '@expo-google-fonts/noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  // Chinese, Japanese and Korean, of the project's own folder. The last, since it has signs of others too.
  '#fonts/DroidSansFallback.ttf',
];

/**
 * Makes pictures possible; until then there are none. Some 150 MB of memory: only where a chat needs them.
 * @throws when the drawing library cannot be read.
 */
export function loadPictures(): Promise<void> {
  loading ??= load();
  return loading;
}

async function load(): Promise<void> {
  const { initWasm, Resvg: of } = await import('@resvg/resvg-wasm');
  const place = createRequire(import.meta.url);
  await initWasm(await readFile(place.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fonts = await Promise.all(FONTS.map((font) => readFile(place.resolve(font))));
  drawing = { of, fonts: fonts.map((bytes) => new Uint8Array(bytes)) };
}

/** What is written otherwise than these fonts can draw it. */
const UNDRAWN =
  /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Devanagari}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Common}\p{Script=Inherited}]+/gu;

/**
 * The chart without names that would be a row of boxes: a bar has its plain name instead, such as an agency's code, and
 * whatever else has none has "…". What is to be seen, in the words beside it, has them all.
 */
export function lettered(chart: Chart): Chart {
  const drawn = (text: string): string => text.replaceAll(UNDRAWN, '…');
  const isDrawn = (text: string): boolean => drawn(text) === text;
  const title = drawn(chart.title);
  if (chart.kind !== 'bars') return { ...chart, title };
  const bars = chart.bars.map((bar) => ({
    ...bar,
    label: isDrawn(bar.label) ? bar.label : drawn(bar.plain ?? bar.label),
  }));
  return { ...chart, title, bars };
}

/** Points of a picture for each pixel: more of them would be too many bytes for a card. */
export const SHARPNESS = 1.5;

/** Cards are drawn again whenever somebody looks at them: so many pictures are kept, the latest. */
const MOST_KEPT = 50;
const kept = new Map<string, Uint8Array>();

/** The picture of a chart; undefined where pictures are not loaded. 30 to 60 ms the first time. */
export function pngOf(chart: Chart): Uint8Array | undefined {
  if (!drawing) return undefined;
  const svg = drawChart(lettered(chart));
  const known = kept.get(svg);
  if (known) return known;
  const picture = new drawing.of(svg, {
    fitTo: { mode: 'width', value: WIDTH * SHARPNESS },
    font: { fontBuffers: drawing.fonts, loadSystemFonts: false, defaultFontFamily: 'Inter', sansSerifFamily: 'Inter' },
  });
  const rendered = picture.render();
  const bytes = withPalette(rendered.pixels, rendered.width, rendered.height);
  rendered.free();
  picture.free();
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '');
  kept.set(svg, bytes);
  return bytes;
}
