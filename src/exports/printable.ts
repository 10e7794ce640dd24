/** What a text becomes on a page whose fonts do not have every sign there is: nothing goes without being named. */
export type Printer = {
  /** Signs that no font has by their numbers, and places to break long words. */
  print(text: string): string;
  /** What could not be shown as it was written, in all that was printed so far. */
  notes(): string[];
};

/** Those that offices of many languages meet first; the others go by no name. */
const writings: readonly [name: string, signs: RegExp][] = [
  ['Chinese characters', /\p{Script=Han}/u],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['Korean', /\p{Script=Hangul}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Lao', /\p{Script=Lao}/u],
  ['Khmer', /\p{Script=Khmer}/u],
  ['Burmese', /\p{Script=Myanmar}/u],
  ['Ethiopic', /\p{Script=Ethiopic}/u],
  ['Bengali', /\p{Script=Bengali}/u],
  ['Punjabi', /\p{Script=Gurmukhi}/u],
  ['Gujarati', /\p{Script=Gujarati}/u],
  ['Tamil', /\p{Script=Tamil}/u],
  ['Telugu', /\p{Script=Telugu}/u],
  ['Armenian', /\p{Script=Armenian}/u],
  ['Georgian', /\p{Script=Georgian}/u],
  ['Cherokee', /\p{Script=Cherokee}/u],
];

const OTHERS = 'other signs';

/** Letters that join or do not: part of how a word is written in Persian, and of emoji that are made of several. */
const JOINERS = /[\u200C\u200D]/u;
const TURNING = /\p{Bidi_Control}/u;
/** Signs that only say how others are drawn. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/u;

/** `has`: whether a font has this sign. */
export function createPrinter(has: (sign: string) => boolean): Printer {
  const missing = new Set<string>();
  let example = '';
  let turns = false;
  const shown = (sign: string): string => {
    if (/\s/u.test(sign)) return sign;
    if (TURNING.test(sign)) {
      turns = true;
      return '';
    }
    if (JOINERS.test(sign)) return has(sign) ? sign : '';
    if (UNSEEN.test(sign)) return '';
    if (has(sign)) return sign;
    const name = writings.find(([, signs]) => signs.test(sign))?.[0] ?? OTHERS;
    missing.add(name);
    const number = `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
    example ||= number;
    return number;
  };
  return {
    print: (text) =>
      [...text.replace(/\t/gu, '    ')]
        .map(shown)
        .join('')
        .replace(/\S{40}/gu, '$&\u200B'),
    notes() {
      const others = missing.delete(OTHERS) ? [OTHERS] : [];
      const named = [...missing, ...others];
      return [
        ...(named.length === 0
          ? []
          : [
              `This PDF cannot show every sign that was written (${named.join(', ')}): the fonts that come with the desk do not have them. Each stands here by its number in Unicode, such as ${example}. Read request.html or request.json beside this file, where all stands as it was written.`,
            ]),
        ...(turns
          ? [
              'Marks without a shape, which only turn the direction of letters, are left out here and stand in request.json.',
            ]
          : []),
      ];
    },
  };
}
