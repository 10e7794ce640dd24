const thankful = new Set(
  'thanks thank thx ty cheers appreciate appreciated ok okay great perfect wonderful awesome understood cool nice noted excellent'.split(
    ' ',
  ),
);
const harmless = new Set(
  `you u so very much many a lot million again everyone all for the your that this it i we really help helps answer answers
  reply info information time quick fast that's thats is was and have good day weekend one got will do sounds worked works
  just what needed`.split(/\s+/u),
);
const short = new Set(['got it', 'will do', 'sounds good', 'that helps', 'that worked', 'all good']);

/**
 * A short thank-you is no question: it opens nothing, reopens nothing and starts no clock.
 * Only where every word is a known courtesy, but for a name at the end ("Thanks, Lee!"); in doubt it is a question.
 */
export function isThanks(text: string): boolean {
  if (text.length > 120 || text.includes('?')) return false;
  const words = text.match(/[\p{L}\p{N}']+/gu) ?? [];
  if (words.length === 0) return /\p{Extended_Pictographic}/u.test(text);
  const said = words.map((word) => word.toLowerCase());
  if (short.has(said.join(' '))) return true;
  const known = (word: string) => thankful.has(word) || harmless.has(word);
  const last = words.at(-1) ?? '';
  const name = words.length > 1 && /^\p{Lu}/u.test(last) && /^(?:thanks?|you|thx|ty|cheers)$/u.test(said.at(-2) ?? '');
  return said.some((word) => thankful.has(word)) && (name ? said.slice(0, -1) : said).every(known);
}
