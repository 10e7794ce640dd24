/** Slack's own way of writing text, and back: only `&`, `<` and `>` mean something to it. */

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** How long a text is once it is escaped, in UTF-16 units. */
export function escapedLength(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) length += added(text.charCodeAt(index));
  return length;
}

const added = (code: number): number => (code === 38 ? 4 : code === 60 || code === 62 ? 3 : 0);

/** What stands for a mention in the text that the desk gets: plain names, that alert nobody anywhere. */
export type Names = (userId: string) => string | undefined;

/**
 * The text of a message as a person wrote it. Entities are decoded once; mentions become plain names, and a link keeps
 * its address beside its label, so that no label can lie.
 */
export function readText(raw: string, names: Names): string {
  return raw
    .replace(/<([^<>]*)>/gu, (_, inner: string) => readEntity(inner, names))
    .replace(/&(amp|lt|gt);/gu, (_, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

/** Still escaped: what comes back is decoded together with the text around it. */
function readEntity(inner: string, names: Names): string {
  const bar = inner.indexOf('|');
  const target = bar < 0 ? inner : inner.slice(0, bar);
  const label = bar < 0 ? undefined : inner.slice(bar + 1);
  const sigil = target[0];
  if (sigil === '@') {
    const name = names(target.slice(1));
    return `@${name === undefined ? (label ?? target.slice(1)) : escapeText(name)}`;
  }
  if (sigil === '#') return `#${label ?? target.slice(1)}`;
  if (sigil === '!') return label ?? `@${target.slice(1).replace(/\^.*$/u, '')}`;
  const address = target.replace(/^mailto:/u, '');
  const bare = (text: string) => text.replace(/^(?:https?:\/\/|mailto:|tel:)/u, '').replace(/\/$/u, '');
  if (!label || bare(label) === bare(target)) return address;
  return `${label} (${address})`;
}

/** The ids of all who are mentioned in a raw text. */
export function mentionedIn(raw: string): string[] {
  return [...new Set([...raw.matchAll(/<@([A-Z0-9]+)(?:\|[^<>]*)?>/gu)].map(([, id = '']) => id))];
}

/** How far back a cut looks for a space, in UTF-16 units. */
const LOOK_BACK = 200;
/**
 * Graphemes are looked for in this much text around a cut: segmenting a long text whole takes seconds and gigabytes on
 * Node 20.
 */
const WINDOW = 64;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Cuts a text into pieces of at most `limit` units each once escaped; between words, or else between graphemes. */
export function splitText(text: string, limit: number): string[] {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = endWithin(text, start, limit);
    const cut = end === text.length ? end : border(text, start, end);
    pieces.push(text.slice(start, cut));
    start = cut;
  }
  return pieces;
}

/** At most `limit` UTF-16 units, with an ellipsis for what had to go. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, graphemeBorder(text, 0, limit - 1)).trimEnd()}…`;
}

function endWithin(text: string, start: number, limit: number): number {
  let length = 0;
  for (let end = start; end < text.length; end++) {
    length += 1 + added(text.charCodeAt(end));
    if (length > limit) return Math.max(end, start + 1);
  }
  return text.length;
}

function border(text: string, start: number, end: number): number {
  const from = Math.max(start, end - LOOK_BACK);
  const space = /\s(?=\S*$)/u.exec(text.slice(from, end));
  return graphemeBorder(text, start, space ? from + space.index + 1 : end);
}

function graphemeBorder(text: string, start: number, at: number): number {
  const from = Math.max(start, at - WINDOW);
  const segment = graphemes.segment(text.slice(from, at + WINDOW)).containing(at - from);
  const found = segment && from + segment.index;
  if (found !== undefined && found > from) return found;
  // A cluster longer than the window has no border to be found: at least no character is cut in two.
  const isTail = (index: number) => (text.charCodeAt(index) & 0xfc00) === 0xdc00;
  return isTail(at) && at - 1 > start ? at - 1 : at;
}

/** Characters that turn or hide the text around them have no place in names and headings. */
export function plainName(text: string): string {
  return text.replace(/[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '');
}
