/** Long words, as far as there is room for them. */

/** So many lines at most: a list of forty words would be as tall as a page. */
const MOST_LINES = 12;
/** How far back the end of a word is looked for, in characters. */
const LOOK_BACK = 40;

const signs = new Intl.Segmenter('en');

/** The beginning of a text, at most so many characters and a few lines, with "…" where something was left out. */
export function folded(text: string, most: number): string {
  const lines = text.split('\n', MOST_LINES + 1);
  const few = lines.length > MOST_LINES ? lines.slice(0, MOST_LINES).join('\n') : text;
  if (few.length <= most) return few === text ? text : `${few.trimEnd()} …`;
  const end = border(few, most);
  const space = few.slice(0, end).search(/\s\S*$/u);
  return `${few.slice(0, space > end - LOOK_BACK ? space : end).trimEnd()} …`;
}

/** The last place up to `most` that cuts no sign, such as a family of emoji, in two. */
function border(text: string, most: number): number {
  // Only a window is looked at: cutting up all of a long text costs much time and memory.
  const from = Math.max(0, most - LOOK_BACK);
  const segment = signs.segment(text.slice(from, most + LOOK_BACK)).containing(most - from);
  const found = from + (segment?.index ?? 0);
  return found > from ? found : most;
}
