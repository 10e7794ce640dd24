/** Small pieces of SVG. */

/** In pixels of the picture. */
export type Box = { left: number; top: number; width: number; height: number };

/** Literal colours: what draws pictures knows no others. The second series differs by dashes and the form of its points too. */
export const colours = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#57606a',
  grid: '#d8dee4',
  first: '#0b5cad',
  second: '#b34700',
  fill: '#4d92cf',
} as const;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Characters that no XML may have. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken away
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;

export const escaped = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"]/gu, (sign) => ESCAPES[sign] ?? '');

const round = (value: number): number => Math.round(value * 10) / 10;

type Writing = { size?: number; anchor?: 'start' | 'middle' | 'end'; colour?: string; bold?: boolean };

export const write = (x: number, y: number, text: string, how: Writing = {}): string => {
  const { size = 13, anchor = 'start', colour = colours.ink, bold = false } = how;
  const weight = bold ? ' font-weight="700"' : '';
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" text-anchor="${anchor}" fill="${colour}"${weight}>${escaped(text)}</text>`;
};

export const line = (from: [number, number], to: [number, number], colour: string, more = ''): string =>
  `<line x1="${round(from[0])}" y1="${round(from[1])}" x2="${round(to[0])}" y2="${round(to[1])}" stroke="${colour}"${more}/>`;

export const rectangle = ({ left, top, width, height }: Box, colour: string): string =>
  `<rect x="${round(left)}" y="${round(top)}" width="${round(width)}" height="${round(height)}" fill="${colour}"/>`;

/**
 * What a picture stands on: white with a border, its corners round and seen through. So it is a card on a dark ground and
 * on a white one alike; a picture does not know which of the two its reader has chosen.
 */
export const card = (width: number, height: number): string =>
  `<rect x="0.5" y="0.5" width="${width - 1}" height="${round(height) - 1}" rx="8" fill="${colours.paper}" stroke="${colours.grid}"/>`;

/** About as wide as letters are, in pixels, and rather more: none of them is measured. */
export const widthOf = (text: string, size: number): number =>
  Array.from(text).reduce((sum, sign) => sum + (widths.find(([of]) => of.test(sign))?.[1] ?? 0.6), 0) * size;

/** Of the size of the letters. */
const widths: readonly [RegExp, number][] = [
  [/[ ,.:;'’|!()ijlfrtI-]/u, 0.4],
  [/[MWmw@%…]/u, 0.95],
  [/[\u1100-\u{10ffff}]/u, 1.05],
  [/\p{Lu}/u, 0.74],
];

export const circle = (x: number, y: number, colour: string): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="4" fill="${colour}"/>`;

/** It points upwards: there is more than is drawn. */
export const arrow = (x: number, y: number, colour: string): string =>
  `<path d="M${round(x - 5)} ${round(y + 4)}L${round(x)} ${round(y - 5)}L${round(x + 5)} ${round(y + 4)}Z" fill="${colour}"/>`;

/** What is wider ends with "…". */
function short(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const signs = Array.from(text);
  while (signs.length > 1 && !fits(`${signs.join('').trimEnd()}…`)) signs.pop();
  return `${signs.join('').trimEnd()}…`;
}

/** A text in so many lines at most, broken at spaces where there are any; what is longer ends with "…". `width` in pixels. */
export function inLines(text: string, { width, size, most }: { width: number; size: number; most: number }): string[] {
  const fits = (line: string): boolean => widthOf(line, size) <= width;
  const [first = '', ...words] = text.trim().split(/\s+/u);
  const lines = [first];
  for (const word of words) {
    const last = lines.at(-1) ?? '';
    if (fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  const kept = lines.slice(0, most);
  const rest = lines.slice(most - 1).join(' ');
  return kept.map((line, nth) => short(nth === most - 1 ? rest : line, fits));
}
