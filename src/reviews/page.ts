import { sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { Section, Table } from '../page/view.ts';
import { headships, worksAs } from '../people/person.ts';
import { periodsOf, sayShareFine, sideBySide } from './history.ts';
import { nameOf } from './listWords.ts';
import { card } from './officeWords.ts';
import { type Coming, type OwnReview, readOwn } from './own.ts';
import { beginReviewPress } from './presses.ts';
import { foundIn, saidIn } from './review.ts';
import { type View, viewOf } from './view.ts';
import { type Found, find } from './who.ts';
import { result, sayFound, saySaid } from './words.ts';

/** On the desk's own page: what is open, what was found, and one review held beside those before it. */

const LISTED = 50;
/** A file has no more rows than this. */
const MOST_IN_FILE = 2_000;
/** So many periods can be looked at side by side. */
const PERIODS = 6;
const PERIODS_IN_FILE = 40;

export const reviewsPage: Page = {
  path: 'reviews',
  label: 'Reviews',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  async open(tx, { rest, whole }, { actor, now }) {
    if (rest !== '') {
      const id = /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0;
      const found = await find(tx, actor, { id, action: 'see', now });
      if (!found) return undefined;
      const view = await viewOf(tx, found.review, now);
      const periods = await periodsOf(tx, found.review, whole ? PERIODS_IN_FILE : PERIODS, now);
      const table = historyTable(periods);
      return { title: view.title, sections: [...sections(view, found, actor.person.id), { kind: 'table', table }] };
    }
    const { open, finished, coming, begins } = await readOwn(tx, actor, now, whole ? MOST_IN_FILE : LISTED);
    const begin = beginReviewPress.button('Begin a review', {}, 'primary');
    return {
      title: 'Reviews',
      sections: [
        ...(begins
          ? [{ kind: 'message' as const, message: { blocks: [{ kind: 'buttons' as const, buttons: [begin] }] } }]
          : []),
        ...(worksAs(actor, 'liaison', 'supervisor') ? [{ kind: 'table' as const, table: openTable(open) }] : []),
        { kind: 'table', table: finishedTable(finished) },
        ...(worksAs(actor, 'liaison', 'supervisor') ? [{ kind: 'table' as const, table: comingTable(coming) }] : []),
      ],
    };
  },
};

function sections(view: View, { relations }: Found, personId: number): Section[] {
  const isOffice = relations.includes('office');
  const message = isOffice ? card(view) : result(view, personId);
  // What is shown below needs no button.
  const blocks = message.blocks.map((block) =>
    block.kind === 'buttons'
      ? { ...block, buttons: block.buttons.filter(({ press }) => press.name !== 'review') }
      : block,
  );
  return [
    {
      kind: 'message',
      // The page has the name already.
      message: {
        blocks: blocks.filter(
          (each) => each.kind !== 'heading' && (each.kind !== 'buttons' || each.buttons.length > 0),
        ),
      },
    },
    { kind: 'table', table: itemsTable(view, isOffice) },
  ];
}

const openTable = (open: readonly OwnReview[]): Table => ({
  ...{ name: 'open', title: 'Open', empty: 'No review is open.' },
  columns: [
    { name: 'Review', key: true, wide: true },
    { name: 'Due' },
    { name: 'Answered', end: true },
    { name: 'Items', end: true },
    { name: 'Findings' },
  ],
  rows: open.map((it) => ({
    cells: [
      { words: nameOf(it), to: `reviews/${it.id}` },
      it.due < it.today ? { words: `${sayDate(it.due, it.today)}, overdue`, late: true } : sayDate(it.due, it.today),
      ...[saidIn(it.counts), it.counts.asked, foundIn(it.counts) > 0 ? sayFound(it.counts) : null],
    ],
  })),
});

const finishedTable = (finished: readonly OwnReview[]): Table => ({
  ...{ name: 'finished', title: 'Finished', empty: 'No review has been finished yet.' },
  columns: [
    { name: 'Review', key: true, wide: true },
    { name: 'Finished' },
    { name: 'Share fine', end: true },
    { name: 'Findings' },
    { name: 'Still open', end: true },
  ],
  rows: finished.map((it) => ({
    cells: [
      { words: nameOf(it), to: `reviews/${it.id}` },
      ...[sayDate(it.finishedOn, it.today), sayShareFine(it.counts), sayFound(it.counts), it.findings.open],
    ],
  })),
});

const comingTable = (coming: readonly Coming[]): Table => ({
  ...{ name: 'coming', title: 'To come', empty: 'None is planned.' },
  columns: [{ name: 'Agency', key: true, wide: true }, { name: 'Review' }, { name: 'Due' }],
  rows: coming.map(({ agency, name, due, today }) => ({ cells: [agency, name, sayDate(due, today)] })),
});

/** The office reads who said it, too. */
const itemsTable = ({ asked, saidOf, nameOf: named, zone }: View, isOffice: boolean): Table => ({
  ...{ name: 'items', title: 'What was looked at', empty: 'Nothing is asked.' },
  columns: [
    { name: 'Item', key: true, wide: true },
    ...[{ name: 'Section' }, { name: 'File' }, { name: 'Outcome' }, { name: 'In words', wide: true as const }],
    ...(isOffice ? [{ name: 'Said by' }, { name: 'When' }] : []),
  ],
  rows: asked.map((each) => {
    const said = saidOf(each);
    return {
      cells: [
        ...[each.item.words, each.section, each.file?.name ?? null],
        ...[said ? saySaid(said) : 'not answered yet', said?.words ?? null],
        ...(isOffice ? [said ? named(said.by) : null, said ? { when: said.at, zone } : null] : []),
      ],
    };
  }),
});

function historyTable(periods: Awaited<ReturnType<typeof periodsOf>>): Table {
  const { counts, rows } = sideBySide(periods);
  return {
    ...{ name: 'history', title: 'Side by side', empty: 'There was none before.' },
    columns: [
      ...[{ name: 'Item', key: true as const, wide: true as const }, { name: 'Section' }],
      ...periods.map(({ day }) => ({ name: day === null ? 'This one' : sayDate(day, '') })),
    ],
    rows: [
      { cells: ['Share fine', null, ...counts.map(sayShareFine)] },
      ...rows.map(({ words, section, cells }) => ({
        cells: [words, section, ...cells.map((each) => each ?? 'not asked')],
      })),
    ],
  };
}
