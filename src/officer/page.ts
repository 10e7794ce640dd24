import type { Page } from '../feature/page.ts';
import { sayPeriod } from '../offices/recordChanges.ts';
import { recordName } from '../offices/recordKinds.ts';
import { type Asked, type Cell, type Section, way } from '../page/view.ts';
import { type Actor, staffRoles, worksAs } from '../people/person.ts';
import { requestRef } from '../requests/request.ts';
import { officesWithRecordsOf } from '../retention/keepers.ts';
import type { Tx } from '../store.ts';
import { liftHoldPress, setHoldPress } from './presses.ts';
import { readDue, readOverview } from './read.ts';
import { type DueList, destroyButton, type OfficeRecords, sayHeld, titleOfDue } from './words.ts';

/** The records of an office on the desk's own page: what is due, request by request, and what is held. */

const ROWS = 50;
/** A file has no more rows than this. */
const MOST_IN_FILE = 10_000;

type Visit = { actor: Actor; now: Date };

export const recordsPage: Page = {
  path: 'records',
  label: 'Records',
  isFor: (actor) => worksAs(actor, ...staffRoles),
  isTheirs: async (tx, actor) => (await officesWithRecordsOf(tx, actor)).length > 0,
  async open(tx, asked, visit) {
    const office = Number(asked.query.get('office'));
    const series = asked.query.get('series');
    if (series !== undefined && Number.isSafeInteger(office)) return openSeries(tx, { office, series }, asked, visit);
    const own = await readOverview(tx, visit.actor, visit.now);
    return own.length === 0 ? undefined : { title: 'Records', sections: own.flatMap(sectionsOf) };
  },
};

async function openSeries(tx: Tx, about: { office: number; series: string }, asked: Asked, { actor, now }: Visit) {
  const after = Number(asked.query.get('after') ?? 0);
  const from = Number.isSafeInteger(after) ? after : 0;
  const list = await readDue(tx, actor, { ...about, after: from }, now, asked.whole ? MOST_IN_FILE : ROWS);
  if (!list) return undefined;
  const button = destroyButton(list);
  const sections: Section[] = [
    dueTable(list),
    ...(button.length > 0 ? [{ kind: 'message' as const, message: { blocks: button } }] : []),
  ];
  return { title: list.series.name, sections };
}

function dueTable(list: DueList): Section {
  const { office, series, rows, more, zone } = list;
  const last = rows.at(-1);
  const next = way('records', { office: office.id, series: series.code, after: last?.id });
  return {
    kind: 'table',
    table: {
      ...{ name: 'due', title: titleOfDue(list), empty: 'Nothing of this series is due.' },
      count: `${sayPeriod(series)}, under ${series.authority}`,
      columns: [
        { name: series.of ? 'Record' : 'Request', key: true },
        { name: series.of ? 'What it is' : 'Question', wide: true },
        { name: 'Agency' },
        { name: 'Since' },
        { name: 'Held' },
      ],
      rows: rows.map(({ id, title, agency, since, heldBy }) => ({
        cells: [
          series.of ? recordName(series.of, id) : { words: requestRef(id), to: `requests/${requestRef(id)}` },
          title,
          agency ?? (series.of ? '' : 'not known'),
          { when: since, zone },
          heldBy === null ? '' : `hold ${heldBy}`,
        ],
      })),
      ...(more && { more: { label: `Next ${ROWS}`, to: next } }),
    },
  };
}

function sectionsOf({ office, counts, holds, zone }: OfficeRecords): Section[] {
  const due = counts.map(({ series, due: n, held }): { cells: Cell[] } => ({
    cells: [
      { words: series.name, to: way('records', { office: office.id, series: series.code }) },
      sayPeriod(series),
      series.authority,
      n,
      held,
    ],
  }));
  const handOut = {
    label: `Hand out records of ${office.name}`,
    to: way('export', { office: office.id }),
    chosen: false,
  };
  return [
    { kind: 'filters', title: `Records of ${office.name}`, filters: [handOut] },
    {
      kind: 'table',
      table: {
        ...{ name: `series-${office.id}`, title: `Due to be destroyed: ${office.name}`, empty: 'Nothing is due.' },
        columns: [
          { name: 'Series', key: true },
          { name: 'Kept' },
          { name: 'Under' },
          { name: 'Due', end: true },
          { name: 'Held', end: true },
        ],
        rows: due,
      },
    },
    {
      kind: 'table',
      table: {
        ...{ name: `holds-${office.id}`, title: `Legal holds: ${office.name}`, empty: 'Nothing is held.' },
        columns: [
          { name: 'Hold', key: true },
          { name: 'What', wide: true },
          { name: 'Why', wide: true },
          { name: 'Set by' },
          { name: 'Since' },
        ],
        rows: holds.map((hold) => ({
          cells: [`Hold ${hold.id}`, sayHeld(hold), hold.reason, hold.by, { when: hold.setAt, zone }],
          buttons: [liftHoldPress.button('Lift the hold', { hold: hold.id })],
        })),
      },
    },
    {
      kind: 'message',
      message: { blocks: [{ kind: 'buttons', buttons: [setHoldPress.button('Set a hold', { office: office.id })] }] },
    },
  ];
}
