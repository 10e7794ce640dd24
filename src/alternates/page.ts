import { sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { Taking } from '../feature/taking.ts';
import type { Section, Table } from '../page/view.ts';
import { headships, worksAs } from '../people/person.ts';
import { isOver } from './alternate.ts';
import { offered } from './askWords.ts';
import type { Look } from './look.ts';
import { lookAt } from './look.ts';
import { isOffered, offeredTo } from './offers.ts';
import { readOwn } from './own.ts';
import { type Saved, sayHours, sayShown, together } from './savings.ts';
import { allows } from './tell.ts';
import { find, findReport } from './who.ts';
import { sayReport, saySpanShort, standing, titleOf } from './words.ts';

/** On the desk's own page: what is asked and in force, its reports, and the hours saved by agency and altogether. */

const LISTED = 50;
/** A file has no more rows than this. */
const MOST_IN_FILE = 2_000;

export const alternatesPage: Page = {
  path: 'alternates',
  label: 'Alternate processes',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  isTheirs: isOffered,
  async open(tx, { rest, whole }, { actor, now }) {
    if (rest !== '') {
      const id = /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0;
      const found = await find(tx, actor, { id, action: 'see', now });
      if (!found) return undefined;
      const look = await lookAt(tx, found.it, now);
      const message = standing(look, allows(found.relations), Number.POSITIVE_INFINITY);
      return {
        title: titleOf(look),
        sections: [
          { kind: 'message', message },
          { kind: 'table', table: reportsTable(look) },
        ],
      };
    }
    const looks = await readOwn(tx, actor, now, whole ? MOST_IN_FILE : LISTED);
    const { offers } = await offeredTo(tx, actor);
    const sections: Section[] = [
      ...(offers.length > 0 ? [{ kind: 'message' as const, message: { blocks: offered(offers) } }] : []),
      {
        kind: 'table',
        table: listTable(
          'open',
          'Asked and in force',
          'There is none.',
          looks.filter(({ it }) => !isOver(it)),
        ),
      },
      { kind: 'table', table: savedTable(looks) },
      {
        kind: 'table',
        table: listTable(
          'over',
          'Over',
          'None has ended yet.',
          looks.filter(({ it }) => isOver(it)),
        ),
      },
    ];
    return { title: 'Alternate processes', sections };
  },
};

const listTable = (name: string, title: string, empty: string, looks: readonly Look[]): Table => ({
  ...{ name, title, empty },
  columns: [
    ...[{ name: 'What', key: true as const, wide: true as const }, { name: 'Agency' }, { name: 'State' }],
    ...[{ name: 'From' }, { name: 'To' }, { name: 'Overdue reports', end: true as const }],
  ],
  rows: looks.map(({ it, agency, reports, today, zone }) => {
    const late = reports.filter(({ state, due }) => state === 'due' && due < today).length;
    return {
      cells: [
        { words: `${it.id} ${it.kindName}`, to: `alternates/${it.id}` },
        agency,
        it.state === 'asked'
          ? it.decideBy
            ? { words: { when: it.decideBy, zone } }
            : 'asked'
          : it.state === 'refused'
            ? 'another way was shown'
            : it.state,
        it.from === null ? null : sayDate(it.from, today),
        it.until === null ? null : sayDate(it.until, today),
        late > 0 ? { words: String(late), late: true } : 0,
      ],
    };
  }),
});

/** As agencies say, and as reports show: two columns that are never added together. */
function savedTable(looks: readonly Look[]): Table {
  const granted = looks.filter(({ it }) => it.from !== null);
  const agencies = [...new Set(granted.map(({ agency }) => agency))].sort((a, b) => a.localeCompare(b, 'en'));
  const cells = (name: string, saved: Saved, force: number) => [name, force, sayHours(saved.said), sayShown(saved)];
  const of = (some: readonly Look[]) =>
    [together(some.map(({ saved }) => saved)), some.filter(({ it }) => it.state === 'granted').length] as const;
  return {
    ...{ name: 'saved', title: 'Hours saved so far', empty: 'Nothing has been granted yet.' },
    columns: [
      ...[
        { name: 'Agency', key: true as const },
        { name: 'In force', end: true as const },
      ],
      ...[
        { name: 'As the agency says', end: true as const },
        { name: 'As reports show', wide: true as const },
      ],
    ],
    rows: [
      ...agencies.map((name) => ({ cells: cells(name, ...of(granted.filter(({ agency }) => agency === name))) })),
      ...(agencies.length > 1 ? [{ cells: cells('Altogether', ...of(granted)) }] : []),
    ],
  };
}

function reportsTable({ it, reports, files, today }: Look): Table {
  return {
    ...{ name: 'reports', title: 'Reports', empty: it.from === null ? 'None is asked for.' : 'None has been due yet.' },
    columns: [
      ...[{ name: 'Report', key: true as const }, { name: 'About' }, { name: 'State', wide: true as const }],
      ...[{ name: 'Words', wide: true as const }, { name: 'File' }],
    ],
    rows: reports.map((report) => {
      const state = sayReport(report, today);
      const [file] = files.filter(({ reportId, state: its }) => reportId === report.id && its === 'stored').slice(-1);
      return {
        cells: [
          report.name,
          saySpanShort(report.from, report.until, today),
          report.state === 'due' && report.due < today ? { words: state, late: true } : state,
          report.words,
          file ? { words: file.name, to: `take/report/${file.id}` } : report.link,
        ],
      };
    }),
  };
}

const ID = /^\d{1,15}$/u;

/** A file of a report, as it came; for whoever may see the alternate process. */
export const reportFile: Taking = {
  path: 'report',
  isFor: () => true,
  give: async ({ store, actor, rest, now }) =>
    store.transaction(async (tx) => {
      const id = ID.test(rest) ? Number(rest) : 0;
      const reportId = await tx.files.reportOf(id);
      const found =
        reportId === undefined ? undefined : await findReport(tx, actor, { id: reportId, action: 'see', now: now() });
      const kept = found && (await tx.files.content(id));
      // What it says that it is, its sender says: a browser is told nothing that it could act on.
      return kept && { name: kept.name, type: 'application/octet-stream', content: kept.bytes };
    }),
};
