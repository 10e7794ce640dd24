import { type Block, sayDate, sayDay } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import { scopesOf } from '../offices/scope.ts';
import type { Asked, Cell, Section, Table } from '../page/view.ts';
import { type Actor, worksAs } from '../people/person.ts';
import { announcePress } from '../requests/presses.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Announcement, ReadCounts } from './announcement.ts';
import { questions } from './authorWords.ts';
import { sayCounts, sayReached } from './counts.ts';
import { readOwn } from './own.ts';
import {
  changeAnnouncementPress,
  lookAtAnnouncementPress,
  takeBackPress,
  withdrawAnnouncementPress,
} from './presses.ts';
import type { AgencyReads } from './store.ts';
import { kept, theirsOf } from './who.ts';
import { announcedBody, type Written } from './words.ts';
import { writtenOf } from './written.ts';

/** On the desk's own page: what was announced, and who has read it, agency by agency. */

const LISTED = 100;
/** A file has no more rows than this. */
const MOST_IN_FILE = 5_000;
const NAMES = 5;
const QUESTIONS = 20;
/** For a file, which is filtered and sent on: everybody who is missing. */
const ALL_NAMES = 1_000;

type Visit = { actor: Actor; now: Date };

export const announcementsPage: Page = {
  path: 'announcements',
  label: 'Announcements',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor'),
  async open(tx, asked, visit) {
    if (asked.rest !== '') return openOne(tx, Number(asked.rest), asked, visit);
    const scopes = await scopesOf(tx, visit.actor, visit.now);
    const own = await readOwn(tx, visit.actor, scopes, asked.whole ? MOST_IN_FILE : LISTED);
    const several = scopes.length > 1;
    const counts = new Map<number, ReadCounts>();
    for (const { announcement } of own)
      if (announcement.state === 'sent' || announcement.state === 'taken back')
        counts.set(announcement.id, announcement.shown ?? (await tx.announcements.counts(announcement.id)));
    const table: Table = {
      ...{ name: 'announcements', title: 'What was announced', empty: 'Nothing has been announced yet.' },
      columns: [
        { name: 'What changes', key: true, wide: true },
        ...(several ? [{ name: 'Office' }] : []),
        { name: 'Written by' },
        { name: 'Goes out' },
        { name: 'Holds from' },
        { name: 'To be read by' },
        ...['People', 'Have read it', 'Have not', 'Not reached'].map((name) => ({ name, end: true as const })),
      ],
      rows: own.map(({ announcement, office, today, zone, author }) => ({
        cells: [
          { words: announcement.title, to: `announcements/${announcement.id}` },
          ...(several ? [office] : []),
          author,
          whenOut(announcement, zone),
          dayOf(announcement.holdsFrom, today),
          dayOf(announcement.readBy, today),
          ...cellsFor(announcement, counts.get(announcement.id)),
        ],
      })),
    };
    const announce = announcePress.button('Announce something', {}, 'primary');
    const way: Section = { kind: 'message', message: { blocks: [{ kind: 'buttons', buttons: [announce] }] } };
    // Who answers for no agency has nobody to tell.
    const sections: Section[] = [...(scopes.length > 0 ? [way] : []), { kind: 'table', table }];
    return { title: 'Announcements', sections };
  },
};

const dayOf = (day: string | null, today: string): Cell => day && sayDate(day, today);

const whenOut = ({ state, sentAt, sendAt }: Announcement, zone: string): Cell => {
  if (state === 'draft') return 'nobody was told yet';
  if (state === 'taken back') return 'taken back';
  const when = sentAt ?? sendAt;
  return when && { when, zone };
};

const cellsOf = ({ people, read, unread, unreached }: ReadCounts): Cell[] => [people, read, unread, unreached];

/** An introduction asks nobody whether they have read it; what has not gone out has reached nobody. */
function cellsFor({ about }: Announcement, counts: ReadCounts | undefined): Cell[] {
  if (!counts) return [null, null, null, null];
  return about === 'introduction' ? [counts.people, null, null, counts.unreached] : cellsOf(counts);
}

async function openOne(tx: Tx, id: number, { whole }: Asked, { actor, now }: Visit) {
  const found = Number.isSafeInteger(id) ? await kept(tx, actor, id, now, 'to read') : undefined;
  if (!found || !['draft', 'planned', 'sent', 'taken back'].includes(found.announcement.state)) return undefined;
  const { announcement } = found;
  const written = await writtenOf(tx, announcement, now);
  // The page has the title already.
  const blocks = announcedBody(written).filter(({ kind }) => kind !== 'heading');
  const body = (more: readonly Block[]): Section => ({ kind: 'message', message: { blocks: [...blocks, ...more] } });
  if (announcement.state === 'draft' || announcement.state === 'planned')
    return { title: announcement.title, sections: [body([ahead(announcement)])] };
  const counts = await tx.announcements.counts(id);
  if (announcement.about === 'introduction')
    return { title: announcement.title, sections: [body([{ kind: 'text', text: [sayReached(counts)] }])] };
  const agencies = await tx.announcements.byAgency(id, whole ? ALL_NAMES : NAMES);
  const { readBy } = announcement;
  const isLate = readBy !== null && readBy < localDate(found.scope.calendar, now);
  const by = readBy === null ? undefined : `to be read by ${sayDay(readBy, written.today)}`;
  return {
    title: announcement.title,
    sections: [
      body([
        ...sayBack(written),
        { kind: 'text', text: [sayCounts(counts)] },
        ...(announcement.state === 'sent' ? [backButton(id)] : []),
        ...questions(await tx.announcements.questions(id, theirsOf(actor, found), QUESTIONS)),
      ]),
      readersTable(id, agencies, by, isLate),
    ],
  };
}

const sayBack = ({ back }: Written): Block[] =>
  back ? [{ kind: 'text', text: [{ strong: `${back.by} has taken this back: ` }, back.reason] }] : [];

const backButton = (id: number): Block => ({
  kind: 'buttons',
  buttons: [takeBackPress.button('Take it back', { announcement: id }, 'danger')],
});

/** Before it goes out it can still be changed; a draft is looked at before it is sent. */
const ahead = ({ id, state }: Announcement): Block => ({
  kind: 'buttons',
  buttons: [
    ...(state === 'draft' ? [lookAtAnnouncementPress.button('Look at it', { announcement: id }, 'primary')] : []),
    changeAnnouncementPress.button('Change', { announcement: id }),
    withdrawAnnouncementPress.button('Withdraw', { announcement: id }, 'danger'),
  ],
});

const readersTable = (
  id: number,
  agencies: readonly AgencyReads[],
  by: string | undefined,
  isLate: boolean,
): Section => ({
  kind: 'table',
  table: {
    ...{ name: `readers-${id}`, title: 'Who has read it', empty: 'It reached nobody.' },
    ...(by !== undefined && { count: by }),
    columns: [
      { name: 'Agency', key: true },
      ...['People', 'Have read it', 'Have not', 'Not reached'].map((name) => ({ name, end: true as const })),
      { name: 'Still to read it', wide: true },
    ],
    rows: agencies.map(({ agency, names, ...counts }) => ({
      cells: [
        agency,
        ...cellsOf(counts),
        isLate && names.length > 0 ? late(sayNames(names, counts)) : sayNames(names, counts),
      ],
    })),
  },
});

const late = (words: string): Cell => ({ words, late: true });

function sayNames(names: readonly string[], { people, read }: ReadCounts): string {
  const others = people - read - names.length;
  return [...names, ...(others > 0 ? [`${others} more`] : [])].join(', ');
}
