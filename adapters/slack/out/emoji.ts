import { listOf, textOf } from '../read.ts';

/** What people answer with most; for others the name has to do. */
const COMMON = new Map(
  Object.entries({
    '+1': '👍',
    thumbsup: '👍',
    '-1': '👎',
    thumbsdown: '👎',
    eyes: '👀',
    white_check_mark: '✅',
    heavy_check_mark: '✔️',
    heart: '❤️',
    pray: '🙏',
    tada: '🎉',
    raised_hands: '🙌',
    clap: '👏',
    ok_hand: '👌',
    smile: '😄',
    slightly_smiling_face: '🙂',
    thinking_face: '🤔',
    question: '❓',
    warning: '⚠️',
    x: '❌',
    hourglass: '⌛',
    '100': '💯',
  }),
);

/** The character of a reaction; its name where there is none, skin tones left out. */
export function emojiOf(name: string): string {
  const plain = name.replace(/::skin-tone-\d$/u, '');
  return COMMON.get(plain) ?? plain;
}

/** `:wave:` in a text becomes the character that its blocks name, so that other platforms show the same. */
export function withEmoji(text: string, blocks: unknown): string {
  let written = text;
  for (const { name, unicode } of emojiIn(blocks)) written = written.replaceAll(`:${name}:`, unicode);
  return written;
}

function emojiIn(value: unknown): { name: string; unicode: string }[] {
  return listOf(value).flatMap((element) => {
    if (element.type === 'emoji') {
      const codes = textOf(element.unicode).split('-');
      const known = codes.every((code) => /^[\da-f]{2,6}$/iu.test(code) && Number.parseInt(code, 16) <= 0x10ffff);
      const tone = typeof element.skin_tone === 'number' ? `::skin-tone-${element.skin_tone}` : '';
      if (!known) return [];
      const unicode = String.fromCodePoint(...codes.map((code) => Number.parseInt(code, 16)));
      return [{ name: `${textOf(element.name)}${tone}`, unicode }];
    }
    return emojiIn(element.elements);
  });
}
