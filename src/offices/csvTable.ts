import { CsvError, type Info, parse } from 'csv-parse/sync';
import { didYouMean, nearestWord } from './didYouMean.ts';
import { type Problem, problemAt, warningAt } from './problem.ts';

export type Column<Name extends string> = { name: Name; required: boolean };

/** A line of a table. Every column has a cell, empty when the file has none; stray spaces are gone. */
export type Row<Name extends string> = { line: number; cells: Record<Name, string> };

/**
 * Reads a CSV file with a line of column names: separated by commas, semicolons, tabs or bars, whichever fits those
 * names. The names may be in any order, case and spelling of words ("Service Line"). Empty lines are passed over.
 */
export function readTable<Name extends string>(
  file: string,
  text: string,
  columns: readonly Column<Name>[],
): { rows: Row<Name>[]; problems: Problem[] } {
  const { delimiter, body, skipped } = separatorOf(text, columns);
  const { records, problem } = readRecords(file, body, delimiter, skipped);
  const [header, ...others] = records;
  if (problem) return { rows: [], problems: [problem] };
  if (!header) {
    return {
      rows: [],
      problems: [problemAt(file, { line: 1 }, `the file is empty; begin it with ${sayHeader(columns)}`)],
    };
  }
  const { places, problems } = readHeader(file, header, columns);
  if (!places) return { rows: [], problems };
  const rows: Row<Name>[] = [];
  for (const { line, fields } of others) {
    if (fields.length > header.fields.length) {
      const message = `has ${fields.length} fields where the header has ${header.fields.length}; put a name with a comma in it between double quotes`;
      problems.push(problemAt(file, { line }, message));
      continue;
    }
    const cells = columns.map(({ name }) => [name, fields[places.get(name) ?? -1] ?? '']);
    rows.push({ line, cells: Object.fromEntries(cells) as Record<Name, string> });
  }
  return { rows, problems };
}

/** Stray, unbreakable and invisible spaces, and line breaks inside a cell, are no part of what somebody wrote. */
const cleanCell = (cell: string): string =>
  cell
    .replace(/[\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\uFEFF]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .normalize('NFC');

const bareName = (name: string): string =>
  cleanCell(name)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

const sayHeader = (columns: readonly Column<string>[]): string =>
  `the line ${columns.map(({ name }) => name).join(',')}`;

const delimiters = [',', ';', '\t', '|'];

/** The separator by which the header has most of the names that are known. Excel may say it in a line of its own. */
function separatorOf(
  text: string,
  columns: readonly Column<string>[],
): { delimiter: string; body: string; skipped: number } {
  const said = /^sep=(.)\n/i.exec(text);
  if (said?.[1]) return { delimiter: said[1], body: text.slice(said[0].length), skipped: 1 };
  const header = /^\s*(.*)$/m.exec(text)?.[1] ?? '';
  const known = new Set(columns.map(({ name }) => bareName(name)));
  const matches = (delimiter: string) => header.split(delimiter).filter((name) => known.has(bareName(name))).length;
  return { delimiter: delimiters.toSorted((a, b) => matches(b) - matches(a))[0] ?? ',', body: text, skipped: 0 };
}

type CsvLine = { line: number; fields: string[] };

function readRecords(
  file: string,
  text: string,
  delimiter: string,
  skipped: number,
): { records: CsvLine[]; problem?: Problem } {
  const records: CsvLine[] = [];
  let last = skipped;
  try {
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      trim: true,
      on_record(fields: string[], { lines }: Info) {
        // The parser counts to the end of a record; one with line breaks in its cells begins before.
        const end = lines + skipped;
        const line = end - fields.reduce((breaks, field) => breaks + field.split('\n').length - 1, 0);
        const cells = fields.map(cleanCell);
        if (cells.some((cell) => cell !== '')) records.push({ line, fields: cells });
        last = end;
        return null;
      },
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const message =
      error.code === 'CSV_QUOTE_NOT_CLOSED'
        ? 'a double quote opens on this line, and nothing closes it; close it, or write "" for a quote inside a name'
        : `this is not CSV: ${error.message}`;
    return { records: [], problem: problemAt(file, { line: last + 1 }, message) };
  }
}

/** The index of each column in the file; undefined when one that is required is missing. */
function readHeader<Name extends string>(
  file: string,
  header: CsvLine,
  columns: readonly Column<Name>[],
): { places?: Map<Name, number>; problems: Problem[] } {
  const place = { line: header.line };
  const problems: Problem[] = [];
  const places = new Map<Name, number>();
  const strangers: string[] = [];
  for (const [index, title] of header.fields.entries()) {
    const column = columns.find(({ name }) => bareName(name) === bareName(title));
    if (!column) {
      if (title !== '') strangers.push(title);
    } else if (places.has(column.name)) {
      problems.push(problemAt(file, place, `there are two columns ${column.name}; remove one of them`));
    } else places.set(column.name, index);
  }
  const open = columns.map(({ name }) => name).filter((name) => !places.has(name));
  const missing = columns.filter(({ name, required }) => required && !places.has(name));
  for (const stranger of strangers) {
    const meant = nearestWord(stranger, open);
    problems.push(
      meant !== undefined || missing.length > 0
        ? problemAt(file, place, `there is no column "${stranger}"${didYouMean(stranger, open)}`)
        : warningAt(file, place, `the column "${stranger}" is not read`),
    );
  }
  for (const { name } of missing) {
    problems.push(problemAt(file, place, `the column ${name} is missing; begin the file with ${sayHeader(columns)}`));
  }
  return missing.length > 0 ? { problems } : { places, problems };
}
