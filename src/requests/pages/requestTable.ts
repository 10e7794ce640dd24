import type { Moment } from '../../chat/message.ts';
import type { Cell, Choosing, Column, Row, Table, Way } from '../../page/view.ts';
import type { ListRow } from '../listing.ts';
import type { Reader } from '../listTimes.ts';
import { handChosenPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { buttonsFor, sayStanding, type Viewer } from '../rowWords.ts';

/** Requests as a table: the same rows as in a chat, with a column for each thing that is said of them. */

const requestColumns: readonly Column[] = [
  { name: 'Request', key: true },
  { name: 'Question', wide: true },
  { name: 'Agency' },
  { name: 'From' },
  { name: 'Topic' },
  { name: 'Held by' },
  { name: 'Priority' },
  { name: 'Asked' },
  { name: 'Due' },
  { name: 'State' },
];

const requestWay = (id: number): Way => `requests/${requestRef(id)}`;

function requestRow(row: ListRow, viewer: Viewer): Row {
  const zone = viewer.zone ?? row.zone;
  const reader: Reader = { zone, now: viewer.now, named: viewer.zone === null };
  const moment = (when: Date): Moment => ({ when, zone });
  const due = row.promise?.dueAt;
  const isOver = row.state === 'resolved' || row.state === 'withdrawn';
  // When it is due stands in a column of its own.
  const standing =
    row.state === 'open' && due ? 'open' : sayStanding(row, reader, row.requesterId === viewer.personId).join(', ');
  const cells: Cell[] = [
    { words: requestRef(row.id), to: requestWay(row.id) },
    row.subject,
    row.agency ?? 'not known yet',
    row.requester,
    row.line,
    row.holder === null ? (isOver ? '' : 'nobody yet') : `${row.holder}${row.holderOut && !isOver ? ' (out)' : ''}`,
    row.priority === 'urgent' ? 'Urgent' : 'Normal',
    moment(row.openedAt),
    isOver || !due ? null : { words: moment(due), ...(row.late && { late: true as const }) },
    standing,
  ];
  // The first cell opens it already.
  const buttons = buttonsFor(row, viewer, row.requesterId === viewer.personId).filter(
    ({ label }) => !label.startsWith('Open '),
  );
  const choice = { key: String(row.id), label: `Choose ${requestRef(row.id)}` };
  return { cells, buttons, ...(!isOver && { choice }) };
}

/** Whoever is shown open requests can hand several over at once. `at`: the same page, with all of them chosen or none. */
export const choosingAt = (at: (chosen?: 'all') => Way, isAll: boolean): Choosing => ({
  submit: 'Hand over the chosen',
  press: handChosenPress.to({ requests: '' }),
  all: { label: isAll ? 'Choose none' : 'Choose all here', to: at(isAll ? undefined : 'all'), chosen: isAll },
});

export const requestTable = (
  of: Pick<Table, 'title' | 'empty'> & Partial<Pick<Table, 'name' | 'count' | 'more' | 'choosing'>>,
  rows: readonly ListRow[],
  viewer: Viewer,
): Table => ({
  name: 'requests',
  ...of,
  columns: requestColumns,
  rows: rows.map((row) => requestRow(row, viewer)),
});
