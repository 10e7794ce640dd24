import type { Page } from '../../feature/page.ts';
import { type Asked, type Filter, type Section, way } from '../../page/view.ts';
import { type Actor, worksAs } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import { COUNTED, type ListRow, mostCounted } from '../listing.ts';
import { filtersOf, isListName, type ListName } from '../listNames.ts';
import { officesOf, type ReadList, readList } from '../lists.ts';
import { listTitles, sayCount } from '../listWords.ts';
import { filterLabel, narrowed, sayNarrowing, writeFilters } from '../narrowing.ts';
import type { Viewer } from '../rowWords.ts';
import { openOne } from './one.ts';
import { choosingAt, requestTable } from './requestTable.ts';

/** Lists of requests, each with its filters in the address. */

const ROWS = 50;
/** A file has no more rows than this: what is longer is exported from the record. */
const MOST_IN_FILE = 10_000;
const IN_ONE_READING = 500;

/** Which lists somebody has, in the order in which they stand side by side. */
const listsOf = (actor: Actor): ListName[] => [
  ...(worksAs(actor, 'supervisor') ? (['at risk', 'escalated', 'triage', 'all open'] as const) : []),
  ...(['queue', 'resolved'] as const),
];

const shortTitles: Partial<Record<ListName, string>> = {
  triage: 'Triage',
  'at risk': 'At risk',
  'all open': 'All open',
  resolved: 'Resolved',
};
export const shortTitle = (name: ListName): string => shortTitles[name] ?? listTitles[name].title;

type Visit = { actor: Actor; now: Date };

export const requestsPage: Page = {
  path: 'requests',
  goesDeeper: true,
  label: 'Requests',
  isFor: (actor) => officesOf(actor).length > 0,
  async open(tx, asked, visit) {
    if (asked.rest !== '') return openOne(tx, asked.rest, visit);
    const theirs = listsOf(visit.actor);
    const wanted = asked.query.get('list') ?? theirs[0] ?? 'queue';
    if (!isListName(wanted) || !theirs.includes(wanted)) return undefined;
    const only = asked.query.get('only');
    const agency = readId(asked.query.get('agency'));
    const read = await readRows(tx, wanted, { ...visit, only, agency, after: asked.query.get('after') }, asked);
    if (!read) return undefined;
    const { filters, agency: chosen } = read.narrowing;
    const said = sayNarrowing(read.narrowing);
    const to = (query: {
      list?: ListName;
      only?: string | undefined;
      agency?: number | undefined;
      after?: string | undefined;
      chosen?: 'all' | undefined;
    }) => way('requests', { list: wanted, only: writeFilters(filters), agency: chosen?.id, ...query });
    const tabs: Filter[] = theirs.map((list) => ({
      label: shortTitle(list),
      to: way('requests', { list, agency: chosen?.id }),
      chosen: list === wanted,
    }));
    const narrowing: Filter[] = filtersOf[wanted].map((filter) => {
      const isChosen = filters.includes(filter);
      const then = isChosen ? filters.filter((each) => each !== filter) : narrowed(filters, filter);
      return { label: filterLabel(filter), to: to({ only: writeFilters(then) }), chosen: isChosen };
    });
    const agencies = await tx.people.agencies(officesOf(visit.actor));
    const sections: Section[] = [
      { kind: 'filters', title: 'Lists', filters: tabs },
      { kind: 'filters', title: 'Only', filters: narrowing },
      {
        ...{ kind: 'choice', label: 'Agency', name: 'agency', value: chosen ? String(chosen.id) : '' },
        options: [
          { value: '', label: 'All agencies' },
          ...agencies.map(({ id, name }) => ({ value: String(id), label: name })),
        ],
        to: 'requests',
        keeps: { list: wanted, only: writeFilters(filters) ?? '' },
      },
      {
        kind: 'table',
        table: requestTable(
          {
            title: said === undefined ? listTitles[wanted].title : `${shortTitle(wanted)}: ${said}`,
            empty: said === undefined ? listTitles[wanted].empty : 'No request matches.',
            count: sayRows(read, wanted),
            ...(wanted !== 'resolved' && {
              choosing: choosingAt(
                (chosen) => to({ after: asked.query.get('after'), chosen }),
                asked.query.get('chosen') === 'all',
              ),
            }),
            ...(read.cursor !== undefined && { more: { label: `Next ${ROWS}`, to: to({ after: read.cursor }) } }),
          },
          read.page.rows,
          viewerOf(visit),
        ),
      },
    ];
    return { title: shortTitle(wanted), sections };
  },
};

export const viewerOf = ({ actor, now }: Visit): Viewer => ({
  personId: actor.person.id,
  zone: actor.person.zone,
  now,
});

const readId = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/u.test(text) ? Number(text) : undefined;

const sayRows = ({ page, goesOn }: ReadList, name: ListName): string =>
  `${page.rows.length}${goesOn ? ' more' : ''} of ${sayCount(page.count, name === 'resolved' ? mostCounted({ which: name }) : COUNTED)}`;

/** One page of it, or all of them for a file. */
async function readRows(
  tx: Tx,
  name: ListName,
  wanted: Visit & { only: string | undefined; agency: number | undefined; after: string | undefined },
  { whole }: Pick<Asked, 'whole'>,
): Promise<ReadList | undefined> {
  if (!whole) return readList(tx, name, { ...wanted, size: ROWS });
  const rows: ListRow[] = [];
  let read = await readList(tx, name, { ...wanted, after: '', size: IN_ONE_READING });
  const first = read;
  while (read) {
    rows.push(...read.page.rows);
    if (read.cursor === undefined || rows.length >= MOST_IN_FILE) break;
    read = await readList(tx, name, { ...wanted, after: read.cursor, size: IN_ONE_READING });
  }
  return first && { ...first, cursor: undefined, page: { ...first.page, rows } };
}
