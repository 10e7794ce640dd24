import { inMoment, withYears } from '../chat/years.ts';
import type { Cell, PageView, Section } from './view.ts';

/** A page names the year of each moment that is in another one than its reader: in tables and in what stands around them. */
export const viewWithYears = (view: PageView, now: Date): PageView => ({
  ...view,
  sections: view.sections.map((section) => inSection(section, now)),
});

function inSection(section: Section, now: Date): Section {
  if (section.kind === 'message') return { ...section, message: withYears(section.message, now) };
  if (section.kind !== 'table') return section;
  const rows = section.table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => inCell(cell, now)) }));
  return { ...section, table: { ...section.table, rows } };
}

function inCell(cell: Cell, now: Date): Cell {
  if (typeof cell !== 'object' || cell === null) return cell;
  if ('when' in cell) return inMoment(cell, now);
  return typeof cell.words === 'object' ? { ...cell, words: inMoment(cell.words, now) } : cell;
}
