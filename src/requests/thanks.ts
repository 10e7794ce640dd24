const thankful = new Set(
  'thanks thank thx ty cheers appreciate appreciated ok okay great perfect wonderful awesome understood cool nice noted excellent gracias perfecto vale genial excelente'.split(
    ' ',
  ),
);
const harmless = new Set(
  `you u so very much many a lot million again everyone all for the your that this it i we really help helps answer answers
  reply info information time quick fast that's thats is was and have good day weekend one got will do sounds worked works
  just what needed muchas mil muchísimas muchisimas muy amable por la el su ayuda todo k kk`.split(/\s+/u),
);
/** Signs that stand for a word of thanks; others, such as ❓ 🆘 👎 👋, do not. */
const glad = new Set([...'👍👌🙏😊🙂😀😃😄😁😍🥰🤗☺😌🎉👏🙌💪💯✅✔❤💙💚🧡💜🤝⭐🌟']);
const asking = new Set([...'❓❔🆘👎👋😡😠😢😞☹⚠']);
/** Nothing is said to these: they answer what the desk said. */
const noAnswer = new Set(['ok', 'okay', 'k', 'kk', 'ok.', '👍', '👌', 'vale', 'de acuerdo']);
export const wantsNoAnswer = (text: string): boolean => noAnswer.has(text.trim().toLowerCase().replace(/[!.]$/u, ''));

/** "Yes", "no, thanks", "2", "$40,000", "the first one", "the 15th": said to a question, and to nothing else. */
export function isShortAnswer(text: string): boolean {
  if (text.length > 40 || text.includes('?')) return false;
  const words = (text.toLowerCase().match(/[\p{L}\p{N}'’.,:/%$€-]+/gu) ?? []).map((word) =>
    word.replace(/(?<![.,:])[.,:]+$/u, ''),
  );
  if (words.length === 0 || words.length > 5) return false;
  return words.every((word) => answering.has(word) || harmless.has(word) || thankful.has(word) || isFigure(word));
}
const isFigure = (word: string): boolean => /^[$€]?\d[\d./,:-]*(?:%|k|m|am|pm|st|nd|rd|th)?$/u.test(word);
const answering = new Set(
  `yes yep yeah yup sure correct right true no nope nah not neither none both either all first second third last one two
  three four five six seven eight nine ten dozen maybe please of course sí si no claro correcto cierto ambos ambas ninguno
  ninguna primero primera segundo segunda uno una dos tres cuatro cinco today tomorrow hoy mañana monday tuesday wednesday
  thursday friday`.split(/\s+/u),
);

const short = new Set(['got it', 'will do', 'sounds good', 'that helps', 'that worked', 'all good', 'de acuerdo']);

/**
 * A short thank-you is no question: it opens nothing, reopens nothing and starts no clock.
 * Only where every word is a known courtesy, but for a name at the end ("Thanks, Lee!"); in doubt it is a question.
 */
export function isThanks(text: string): boolean {
  if (text.length > 120 || text.includes('?')) return false;
  const words = text.match(/[\p{L}\p{N}']+/gu) ?? [];
  if (words.length === 0)
    return [...text].some((sign) => glad.has(sign)) && ![...text].some((sign) => asking.has(sign));
  const said = words.map((word) => word.toLowerCase());
  if (short.has(said.join(' '))) return true;
  const known = (word: string) => thankful.has(word) || harmless.has(word);
  const last = words.at(-1) ?? '';
  const name =
    words.length > 1 &&
    /^\p{Lu}/u.test(last) &&
    /^(?:thanks?|you|thx|ty|cheers|lot|much|again|gracias)$/u.test(said.at(-2) ?? '');
  return said.some((word) => thankful.has(word)) && (name ? said.slice(0, -1) : said).every(known);
}
