import { stringify } from 'csv-stringify/sync';
import writeXlsxFile, { type Row as SheetRow } from 'write-excel-file/node';
import type { Moment } from '../../src/chat/message.ts';
import { type Cell, type Table, wordsOf } from '../../src/page/view.ts';

/** A table as a file for a spreadsheet, with all that stands in its cells and without the buttons. */

/** Excel takes a file for UTF-8 by its mark alone; a cell that would be run is written as text. */
export const csvOf = ({ columns, rows }: Table): string =>
  stringify([columns.map(({ name }) => name), ...rows.map(({ cells }) => cells.map(inCsv))], {
    ...{ bom: true, record_delimiter: 'windows' as const, escape_formulas: true },
  });

/** Moments on the wall of their zone, with the offset: "2026-06-01T14:00:00-04:00". */
function inCsv(cell: Cell): string | number {
  const words = wordsOf(cell);
  if (words === null) return '';
  return typeof words === 'object' ? sayIso(words) : words;
}

export async function xlsxOf({ title, columns, rows }: Table): Promise<Buffer> {
  const head: SheetRow = columns.map(({ name }) => ({ value: name, fontWeight: 'bold' as const }));
  const body = rows.map(({ cells }): SheetRow => cells.map(inSheet));
  const widths = columns.map(({ name }, column) =>
    Math.min(60, Math.max(name.length, ...rows.map(({ cells }) => String(inCsv(cells[column] ?? null)).length)) + 2),
  );
  return writeXlsxFile([head, ...body], {
    ...{ sheet: sheetName(title), stickyRowsCount: 1, columns: widths.map((width) => ({ width })) },
  }).toBuffer();
}

function inSheet(cell: Cell): SheetRow[number] {
  const words = wordsOf(cell);
  if (words === null) return null;
  if (typeof words === 'number') return { type: Number, value: words };
  // Spreadsheets know no zones: the date and the time as the office's wall shows them.
  if (typeof words === 'object') return { type: Date, value: onTheWall(words), format: 'yyyy-mm-dd hh:mm' };
  return { type: String, value: words };
}

/** What a spreadsheet allows as the name of a sheet. */
const sheetName = (title: string): string =>
  title
    .replace(/[\\/?*[\]:]/gu, ' ')
    .slice(0, 31)
    .trim() || 'Table';

function wallParts({ when, zone }: Moment): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'longOffset' },
  });
  return Object.fromEntries(format.formatToParts(when).map(({ type, value }) => [type, value]));
}

function sayIso(moment: Moment): string {
  const { year, month, day, hour, minute, second, timeZoneName = '' } = wallParts(moment);
  const offset = timeZoneName.replace('GMT', '') || '+00:00';
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}

function onTheWall(moment: Moment): Date {
  const { year, month, day, hour, minute } = wallParts(moment);
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute)));
}
