/** The scripts that a text is written in, and letters of one that look like letters of another. */

const names = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Ethiopic', 'Cherokee', 'Mongolian'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
  ...['Thai', 'Lao', 'Myanmar', 'Khmer', 'Tibetan', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Bopomofo'],
];
const scripts = names.map((name) => ({ name, letter: new RegExp(`\\p{Script=${name}}`, 'u') }));
const common = /[\p{Script=Common}\p{Script=Inherited}]/u;

/** Japanese, Korean and Chinese are each written in several scripts at once (Unicode Technical Standard 39, 5.2). */
const together = [
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
];

/** The scripts of a text's letters, by name; those that are written together count as one. */
export function scriptsOf(text: string): string[] {
  const found = [...new Set((text.match(/\p{L}/gu) ?? []).flatMap((letter) => scriptOf(letter) ?? []))];
  const joined = together.find((group) => found.filter((name) => group.includes(name)).length > 1);
  if (!joined) return found;
  return [...found.filter((name) => !joined.includes(name)), found.filter((name) => joined.includes(name)).join(', ')];
}

function scriptOf(letter: string): string | undefined {
  if (common.test(letter)) return undefined;
  return scripts.find((script) => script.letter.test(letter))?.name ?? 'another script';
}

/** Pairs: a letter of Cyrillic or Greek, and the Latin one that it cannot be told from (after Unicode's confusables). */
const pairs = [
  ...['аa', 'еe', 'оo', 'рp', 'сc', 'уy', 'хx', 'кk', 'іi', 'јj', 'ѕs', 'һh', 'ԁd', 'ԛq', 'ԝw', 'ӏl', 'ѵv'],
  ...['АA', 'ВB', 'ЕE', 'КK', 'МM', 'НH', 'ОO', 'РP', 'СC', 'ТT', 'УY', 'ХX', 'ІI', 'ЈJ', 'ЅS', 'ԚQ', 'ԜW'],
  ...['αa', 'εe', 'γy', 'ιi', 'κk', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx'],
  ...['ΑA', 'ΒB', 'ΕE', 'ΖZ', 'ΗH', 'ΙI', 'ΚK', 'ΜM', 'ΝN', 'ΟO', 'ΡP', 'ΤT', 'ΥY', 'ΧX'],
];
const latin = new Map(pairs.map((pair) => [pair.charAt(0), pair.charAt(1)]));

/** Words for the first letter of a text that looks like a Latin one and is none; undefined when there is none. */
export function lookAlikeLetter(text: string): string | undefined {
  const letter = [...text].find((each) => latin.has(each));
  return letter === undefined
    ? undefined
    : `its ${letter} is a letter of ${scriptOf(letter)} that looks like the Latin ${latin.get(letter)}`;
}

/**
 * A text in Latin letters with those that only look like them replaced; undefined when it has no Latin letter, or has
 * letters of other scripts that look like none.
 */
export function withoutLookAlikes(text: string): string | undefined {
  const folded = [...text].map((letter) => latin.get(letter) ?? letter).join('');
  const found = scriptsOf(folded);
  return scriptsOf(text).includes('Latin') && found.length === 1 ? folded : undefined;
}
