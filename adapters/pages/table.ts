import { html } from 'hono/html';
import { type Cell, type Row, type Table, wordsOf } from '../../src/page/view.ts';
import { drawMoment, type Html } from '../html/blocks.ts';
import { drawChoosing, drawDeeds } from './deeds.ts';
import { addressOf } from './layout.ts';

/** A table that is read aloud, printed and scrolled sideways alike. `at`: the page it stands on. */
export function drawTable(table: Table, at: string): Html {
  const { name, title, count, columns, rows, empty, more, choosing } = table;
  const withDeeds = rows.some(({ buttons }) => buttons && buttons.length > 0);
  const heading = html`<h2 id="${name}-title">${title}${count === undefined ? '' : html` <span class="count">${count}</span>`}</h2>`;
  if (rows.length === 0) return html`<div class="table">${heading}<p class="empty">${empty}</p></div>`;
  return html`<div class="table">
<div class="above">${heading}<p class="files"><a href="${fileAddress(at, name, 'csv')}" download>CSV</a> <a href="${fileAddress(at, name, 'xlsx')}" download>Excel</a></p></div>
<div class="scroll" role="region" aria-labelledby="${name}-title" tabindex="0"><table aria-labelledby="${name}-title">
<thead><tr>${choosing ? html`<th scope="col" class="choose"><span class="unseen">Chosen</span></th>` : ''}${columns.map(({ name: column, end, wide }) => html`<th scope="col"${end ? html` class="end"` : wide ? html` class="wide"` : ''}>${column}</th>`)}${
    withDeeds ? html`<th scope="col"><span class="unseen">What you can do</span></th>` : ''
  }</tr></thead>
<tbody>${rows.map((row) => drawRow(row, table, at, withDeeds))}</tbody>
</table></div>
${choosing ? drawChoosing(choosing, formOf(name), at) : ''}
${more ? html`<p class="more"><a href="${addressOf(more.to)}">${more.label}</a></p>` : ''}
</div>`;
}

const formOf = (table: string): string => `choose-${table}`;

function drawRow(
  { cells, buttons = [], choice }: Row,
  { name, columns, choosing }: Table,
  at: string,
  withDeeds: boolean,
): Html {
  const drawn = columns.map(({ end, key, wide }, nth) => {
    const cell = cells[nth] ?? null;
    const classes = end ? html` class="end"` : wide ? html` class="wide"` : '';
    return key
      ? html`<th scope="row"${classes} dir="auto">${drawCell(cell)}</th>`
      : html`<td${classes} dir="auto">${drawCell(cell)}</td>`;
  });
  // The form stands below the table: rows have forms of their own, and none can stand in another.
  const box = choice
    ? html`<label><span class="unseen">${choice.label}</span><input type="checkbox" form="${formOf(name)}" name="chosen" value="${choice.key}"${choosing?.all.chosen ? html` checked` : ''}></label>`
    : '';
  return html`<tr>${choosing ? html`<td class="choose">${box}</td>` : ''}${drawn}${withDeeds ? html`<td class="deeds">${drawDeeds(buttons, at)}</td>` : ''}</tr>`;
}

function drawCell(cell: Cell): Html {
  const words = wordsOf(cell);
  const drawn =
    words === null
      ? html`<span class="none" aria-label="none">–</span>`
      : typeof words === 'object'
        ? drawMoment(words)
        : html`${typeof words === 'number' ? words.toLocaleString('en-US') : words}`;
  if (cell === null || typeof cell !== 'object' || !('words' in cell)) return drawn;
  const { to, late } = cell;
  const led = to === undefined ? drawn : html`<a href="${addressOf(to)}">${drawn}</a>`;
  return html`${led}${late ? html` <strong class="late">late</strong>` : ''}`;
}

/** The same page, as a file with all rows of this table. */
function fileAddress(at: string, table: string, file: 'csv' | 'xlsx'): string {
  const [path = '', query = ''] = at.split('?');
  const asked = new URLSearchParams(query);
  asked.delete('after');
  asked.set('table', table);
  asked.set('file', file);
  return `${addressOf(path)}?${asked}`;
}
