import { CsvError, type Info, parse } from 'csv-parse/sync';
import { bareName, type Column, cleanCell, readHeader, sayHeader } from './csvHeader.ts';
import { type Problem, problemAt } from './problem.ts';

/** A line of a table. Every column has a cell, empty when the file has none; stray spaces are gone. */
export type Row<Name extends string> = { line: number; cells: Record<Name, string> };

/**
 * Reads a CSV file with a line of column names: separated by commas, semicolons, tabs or bars, whichever fits those
 * names. A line before it that names the separator ("sep=;") is passed over, and so are empty lines.
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
  const { places, problems } = readHeader(file, header.line, header.fields, columns);
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

const delimiters = [',', ';', '\t', '|'];

/** Excel's line that names the separator, also as it is when Excel or another program has saved it once more. */
const separatorLine = /^\s*(?:"[ \t]*)?sep[ \t]*=[ ]*(?<said>\\t|[^\s"])?[^\n\p{L}\p{N}]*(?:\n|$)/iu;

/** The separator by which the header has most of the names that are known; of equals, the one that is said. */
function separatorOf(
  text: string,
  columns: readonly Column<string>[],
): { delimiter: string; body: string; skipped: number } {
  const line = separatorLine.exec(text);
  const said = line?.groups?.said?.replace('\\t', '\t');
  const body = text.slice(line?.[0].length ?? 0);
  const skipped = (line?.[0].match(/\n/g) ?? []).length;
  const header = /^\s*(.*)$/m.exec(body)?.[1] ?? '';
  const known = new Set(columns.flatMap(({ name, also = [] }) => [name, ...also]).map(bareName));
  const matches = (delimiter: string) => header.split(delimiter).filter((name) => known.has(bareName(name))).length;
  const candidates = [...(said === undefined ? [] : [said]), ...delimiters];
  return { delimiter: candidates.toSorted((a, b) => matches(b) - matches(a))[0] ?? ',', body, skipped };
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
