/** How far back a cut looks for a space, and for the border of a grapheme. */
const SPACE_WITHIN = 200;
const GRAPHEME_WITHIN = 100;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Cuts a text into pieces that cost at most `most` each, at a space where there is one, else between graphemes. Joined
 * they are the text again. `cost` is never less than the length, and must not fall when a text grows.
 */
export function cutText(text: string, most: number, cost: (text: string) => number): string[] {
  const pieces: string[] = [];
  let rest = text;
  // Nothing costs less than its length: so of a long rest the cost is not asked, or each piece would take as long as all.
  while (rest !== '' && (rest.length > most || cost(rest) > most)) {
    const end = niceEnd(rest, longest(rest, most, cost));
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end);
  }
  if (rest !== '') pieces.push(rest);
  return pieces;
}

/** The length of the longest beginning that is cheap enough, at least one. */
function longest(text: string, most: number, cost: (text: string) => number): number {
  const end = Math.min(text.length, most) + 1;
  let fits = 1;
  let tooLong = 2;
  // From short to long: where each sign costs much, what is long is not looked at.
  while (tooLong < end && cost(text.slice(0, tooLong)) <= most) {
    fits = tooLong;
    tooLong *= 2;
  }
  tooLong = Math.min(tooLong, end);
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (cost(text.slice(0, middle)) <= most) fits = middle;
    else tooLong = middle;
  }
  return fits;
}

function niceEnd(text: string, end: number): number {
  if (end >= text.length) return text.length;
  const space = text.slice(Math.max(1, end - SPACE_WITHIN), end).search(/\s\S*$/u);
  if (space >= 0) return Math.max(1, end - SPACE_WITHIN) + space + 1;
  // Only a window: to segment a whole long text can exhaust the memory of older versions of Node.
  const from = Math.max(0, end - GRAPHEME_WITHIN);
  let border = 0;
  for (const { index } of graphemes.segment(text.slice(from, end + GRAPHEME_WITHIN))) {
    if (from + index > end) break;
    border = from + index;
  }
  if (border > from) return border;
  const low = text.charCodeAt(end);
  return low >= 0xdc00 && low < 0xe000 && end > 1 ? end - 1 : Math.max(end, 1);
}
