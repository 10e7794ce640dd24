/** What a text becomes on a page whose fonts do not have every sign there is: nothing goes without being named. */
export type Printer = {
  /** Says where letters are missing that no font has, other signs by their numbers; and makes places to break long words. */
  print(text: string): string;
  /** What could not be shown as it was written, in all that was printed so far. */
  notes(): string[];
};

/** Those that offices of many languages meet first; the others go by no name. */
const writings: readonly [name: string, signs: RegExp][] = [
  ['Chinese', /\p{Script=Han}/u],
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

/** `has`: whether a font has this sign. `file`: how what stands beside it is called. */
export function createPrinter(has: (sign: string) => boolean, file: 'request' | 'record' = 'request'): Printer {
  const missing = new Set<string>();
  let example = '';
  let turns = false;
  /** Of which writing the letters are that no font has; undefined: it can be shown, or left out. */
  const missingOf = (sign: string): string | undefined => {
    if (/\s/u.test(sign) || TURNING.test(sign) || JOINERS.test(sign) || UNSEEN.test(sign) || has(sign))
      return undefined;
    const name = writings.find(([, signs]) => signs.test(sign))?.[0] ?? OTHERS;
    missing.add(name);
    return name;
  };
  const numberOf = (sign: string): string => {
    const number = `[U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
    example ||= number;
    return number;
  };
  const shown = (sign: string): string => {
    if (TURNING.test(sign)) {
      turns = true;
      return '';
    }
    if (UNSEEN.test(sign) && !JOINERS.test(sign)) return '';
    return has(sign) || /\s/u.test(sign) ? sign : '';
  };
  /** A word or a sentence that cannot be read here is one thing to say, not a row of numbers. */
  function printed(text: string): string {
    let out = '';
    let run: { name: string; letters: number; gap: string } | undefined;
    const end = (): void => {
      if (run)
        out += `[${run.letters} ${run.letters === 1 ? 'letter' : 'letters'} in ${run.name}: see ${file}.html]${run.gap}`;
      run = undefined;
    };
    for (const sign of text) {
      const name = missingOf(sign);
      if (name !== undefined && name !== OTHERS) {
        if (run?.name !== name) {
          end();
          run = { name, letters: 0, gap: '' };
        }
        run.letters += /\p{M}/u.test(sign) ? 0 : 1;
        run.gap = '';
      } else if (run && name === undefined && shown(sign).trim() === '') run.gap += shown(sign);
      else {
        end();
        out += name === undefined ? shown(sign) : numberOf(sign);
      }
    }
    end();
    return out;
  }
  return {
    print: (text) => printed(text.replace(/\t/gu, '    ')).replace(/\S{40}/gu, '$&\u200B'),
    notes() {
      const others = missing.delete(OTHERS) ? [OTHERS] : [];
      const named = [...missing, ...others];
      const place = [
        ...(missing.size > 0 ? ['Where letters are missing, it says so.'] : []),
        ...(others.length > 0 ? [`Other signs stand by their number in Unicode, such as ${example}.`] : []),
      ].join(' ');
      return [
        ...(named.length === 0
          ? []
          : [
              `This PDF cannot show every sign that was written (${named.join(', ')}): the fonts that come with the desk do not have them. ${place} Read ${file}.html or ${file}.json beside this file, where all stands as it was written.`,
            ]),
        ...(turns
          ? [
              `Marks without a shape, which only turn the direction of letters, are left out here and stand in ${file}.json.`,
            ]
          : []),
      ];
    },
  };
}
