import { didYouMean, nearestWord } from './didYouMean.ts';
import { type Problem, problemAt, warningAt } from './problem.ts';

export type Column<Name extends string> = {
  name: Name;
  required: boolean;
  /** What other systems call it. A name that two columns of a file share is taken for the one that is still missing. */
  also?: readonly string[];
  /** What other systems have in its stead, which is not the same, and what to do. */
  instead?: Readonly<Record<string, string>>;
};

/** Stray, unbreakable and invisible spaces, and line breaks inside a cell, are no part of what somebody wrote. */
export const cleanCell = (cell: string): string =>
  cell
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\uFEFF]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');

/** Names of columns are the same in any case and spelling of words: "Service Line", service_line. */
export const bareName = (name: string): string =>
  cleanCell(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export const sayHeader = (columns: readonly Column<string>[]): string =>
  `the line ${columns.map(({ name }) => name).join(',')}`;

/**
 * The index of each column in the file; undefined when one that is required is missing. A column has its own name, or
 * one that other systems use for it, where that can mean no other.
 */
export function readHeader<Name extends string>(
  file: string,
  line: number,
  titles: readonly string[],
  columns: readonly Column<Name>[],
): { places?: Map<Name, number>; problems: Problem[] } {
  const place = { line };
  const problems: Problem[] = [];
  const { places, strangers, doubles } = placesOf(titles, columns);
  for (const name of doubles) {
    problems.push(problemAt(file, place, `there are two columns ${name}; remove one of them`));
  }
  const missing = columns.filter(({ name, required }) => required && !places.has(name));
  for (const title of strangers) {
    const { message, serious } = sayStranger(title, columns, places);
    const wrong = serious || missing.length > 0;
    problems.push(
      wrong
        ? problemAt(file, place, `there is no column "${title}"${message}`)
        : warningAt(file, place, `the column "${title}" is not read${message}`),
    );
  }
  for (const { name } of missing) {
    problems.push(problemAt(file, place, `the column ${name} is missing; begin the file with ${sayHeader(columns)}`));
  }
  return missing.length > 0 ? { problems } : { places, problems };
}

/** The columns by their own names first, then by other names, and last by those that can mean several. */
function placesOf<Name extends string>(
  titles: readonly string[],
  columns: readonly Column<Name>[],
): { places: Map<Name, number>; strangers: string[]; doubles: Name[] } {
  const places = new Map<Name, number>();
  const doubles: Name[] = [];
  let left: [index: number, title: string][] = [];
  for (const [index, title] of titles.entries()) {
    const column = columns.find(({ name }) => bareName(name) === bareName(title));
    if (!column) left.push([index, title]);
    else if (places.has(column.name)) doubles.push(column.name);
    else places.set(column.name, index);
  }
  for (const several of [false, true]) {
    // Two titles that mean one column are both left: neither is surer than the other.
    const open = new Map<Name, [number, string][]>();
    for (const titled of left) {
      const all = columns.filter((column) => isAlso(column, titled[1]));
      const meant = all.filter(({ name }) => !places.has(name));
      const [only] = meant;
      if (only && meant.length === 1 && (several || all.length === 1)) {
        open.set(only.name, [...(open.get(only.name) ?? []), titled]);
      }
    }
    for (const [name, [first, ...others]] of open) {
      if (!first || others.length > 0) continue;
      places.set(name, first[0]);
      left = left.filter((titled) => titled !== first);
    }
  }
  return { places, strangers: left.map(([, title]) => title).filter((title) => title !== ''), doubles };
}

const isAlso = (column: Column<string>, title: string): boolean =>
  (column.also ?? []).some((name) => bareName(name) === bareName(title));

/** What a title that is none of the columns may mean, and whether something is lost when it is not read. */
function sayStranger(
  title: string,
  columns: readonly Column<string>[],
  places: ReadonlyMap<string, number>,
): { message: string; serious: boolean } {
  const known = columns.find(({ instead = {} }) =>
    Object.keys(instead).some((name) => bareName(name) === bareName(title)),
  );
  if (known) {
    const hint = Object.entries(known.instead ?? {}).find(([name]) => bareName(name) === bareName(title))?.[1];
    const open = !places.has(known.name);
    return { message: `${open ? `; did you mean ${known.name}?` : ';'} ${hint}`, serious: open };
  }
  const open = columns.filter(({ name }) => !places.has(name));
  const meant = open.filter((column) => isAlso(column, title)).map(({ name }) => name);
  if (meant.length > 0) return { message: `; did you mean ${meant.join(' or ')}? Name it so`, serious: true };
  const names = open.map(({ name }) => name);
  return { message: didYouMean(title, names), serious: nearestWord(title, names) !== undefined };
}
