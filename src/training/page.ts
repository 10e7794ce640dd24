import { sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import { sayAudience } from '../offices/courseRules.ts';
import { scopesOf } from '../offices/scope.ts';
import type { Section, Table } from '../page/view.ts';
import { type Actor, headships, worksAs } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { whoComesTo } from './leadDeeds.ts';
import { planButton, sayState } from './leadWords.ts';
import { readLed, readOwn } from './own.ts';
import { partNoMorePress, takePartPress } from './presses.ts';
import type { Trained } from './store.ts';
import { shownTo } from './view.ts';
import { find, leads, plans } from './who.ts';
import { session as message, type SessionView, sayEntry, saySeats } from './words.ts';

/** On the desk's own page: what comes next, who was there, and who is trained in what until when. */

const LISTED = 50;
/** So that each day is said with its year. */
const NO_YEAR = '0000';
/** A file has no more rows than this. */
const MOST_IN_FILE = 2_000;

export const trainingPage: Page = {
  path: 'training',
  label: 'Training',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  async isTheirs(tx, actor) {
    const offices = [...officesShown(actor)];
    return offices.length > 0 && (await tx.training.courses(offices)).length > 0;
  },
  async open(tx, { rest, whole }, { actor, now }) {
    if (rest !== '') return openOne(tx, rest, actor, now);
    const limit = whole ? MOST_IN_FILE : LISTED;
    const sections = plans(actor) ? await ledSections(tx, actor, now, limit) : await ownSections(tx, actor, now, limit);
    return { title: 'Training', sections: [...sections, await trainedTable(tx, actor, now, limit)] };
  },
};

/** Those in which they work or head an agency. */
const officesShown = (actor: Actor): Set<number> =>
  new Set([
    ...actor.memberships.flatMap(({ role, officeId }) => (role === 'liaison' || role === 'supervisor' ? officeId : [])),
    ...headships(actor).map(({ officeId }) => officeId),
  ]);

async function openOne(tx: Tx, rest: string, actor: Actor, now: Date) {
  const id = /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0;
  const found = await find(tx, actor, { id, action: 'see', now });
  if (!found) return undefined;
  const { session } = found;
  const shown = (await leads(tx, actor, session, now))
    ? await whoComesTo(tx, session, now)
    : message(await shownTo(tx, actor, session, now));
  // The page has the name already.
  const blocks = shown.blocks.filter(({ kind }) => kind !== 'heading');
  return { title: session.course.name, sections: [{ kind: 'message' as const, message: { blocks } }] };
}

async function ledSections(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Section[]> {
  const { ahead, past, joining } = await readLed(tx, actor, now, limit);
  const offices = [...officesShown(actor)];
  const courses = await tx.training.courses(offices);
  const others: Table = {
    ...{ name: 'others', title: 'Of other offices', empty: 'No other office has asked yours to take part.' },
    columns: [{ name: 'Session', key: true, wide: true }, { name: 'When' }, { name: 'Office' }, { name: 'Seats' }],
    rows: joining.map(({ view, office, isIn }) => ({
      cells: [nameCell(view), { when: view.session.at, zone: view.zone }, view.office, saySeats(view)],
      buttons: [
        isIn
          ? partNoMorePress.button('Take part no more', { session: view.session.id, office: office.id })
          : takePartPress.button('Take part', { session: view.session.id, office: office.id }),
      ],
    })),
  };
  return [
    { kind: 'message', message: { blocks: [{ kind: 'buttons', buttons: [planButton()] }] } },
    { kind: 'table', table: aheadTable(ahead) },
    ...(joining.length > 0 ? [{ kind: 'table' as const, table: others }] : []),
    {
      kind: 'table',
      table: {
        ...{ name: 'before', title: 'Past sessions', empty: 'No session has taken place yet.' },
        columns: [
          { name: 'Session', key: true, wide: true },
          { name: 'When' },
          { name: 'State' },
          { name: 'Were there', end: true },
        ],
        rows: past.map((view) => ({
          cells: [
            nameCell(view),
            { when: view.session.at, zone: view.zone },
            sayState(view),
            view.session.state === 'held' ? view.there : null,
          ],
        })),
      },
    },
    {
      kind: 'table',
      table: {
        ...{ name: 'courses', title: 'Courses', empty: 'The office’s file names no course yet, under “courses”.' },
        columns: [
          { name: 'Course', key: true },
          { name: 'For' },
          { name: 'After' },
          { name: 'Months', end: true },
          { name: 'What it allows', wide: true },
        ],
        rows: courses.map(({ officeId, name, roles, prerequisite, months, authority }) => ({
          cells: [
            name,
            sayAudience(roles).replace('for ', ''),
            courses.find((each) => each.officeId === officeId && each.code === prerequisite)?.name ?? prerequisite,
            months,
            authority,
          ],
        })),
      },
    },
  ];
}

async function ownSections(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Section[]> {
  const { offered } = await readOwn(tx, actor, now, limit);
  const rows = offered.map((view) => ({
    cells: [
      nameCell(view),
      { when: view.session.at, zone: view.zone },
      saySeats(view),
      sayEntry(view.entry) ?? 'open to you',
    ],
  }));
  const columns = [
    { name: 'Session', key: true, wide: true },
    { name: 'When' },
    { name: 'Seats' },
    { name: 'You' },
  ] as const;
  return [
    { kind: 'table', table: { name: 'next', title: 'Next sessions', empty: 'No session is planned.', columns, rows } },
  ];
}

const nameCell = ({ session }: SessionView) => ({ words: session.course.name, to: `training/${session.id}` });

const aheadTable = (ahead: readonly SessionView[]): Table => ({
  ...{ name: 'next', title: 'Next sessions', empty: 'No session is planned.' },
  columns: [
    { name: 'Session', key: true, wide: true },
    { name: 'When' },
    { name: 'Where' },
    { name: 'Seats taken', end: true },
    { name: 'Of', end: true },
    { name: 'Waiting', end: true },
  ],
  rows: ahead.map((view) => ({
    cells: [
      nameCell(view),
      { when: view.session.at, zone: view.zone },
      view.session.place,
      view.seated,
      view.session.seats,
      view.waiting,
    ],
  })),
});

/** Of the agencies that they speak for or head, as it is today. */
async function trainedTable(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Section> {
  const theirs: { officeId: number; agencyIds: number[] | null; day: string }[] = [];
  for (const { office, agencies, today } of await scopesOf(tx, actor, now)) {
    const all = actor.memberships.some(({ role, officeId }) => role === 'supervisor' && officeId === office.id);
    theirs.push({ officeId: office.id, agencyIds: all ? null : agencies.map(({ id }) => id), day: today });
  }
  for (const { officeId, agencyId } of headships(actor)) {
    const { calendar } = await tx.offices.rules(await tx.offices.one(officeId));
    theirs.push({ officeId, agencyIds: [agencyId], day: localDate(calendar, now) });
  }
  const found = new Map<number, Trained>();
  for (const { officeId, agencyIds, day } of theirs)
    for (const each of await tx.training.trained(officeId, agencyIds, day, limit)) found.set(each.id, each);
  const rows = [...found.values()].sort((a, b) => a.person.localeCompare(b.person, 'en') || a.courseId - b.courseId);
  return {
    kind: 'table',
    table: {
      ...{ name: 'trained', title: 'Who is trained', empty: 'Nobody has a certificate that holds today.' },
      columns: [
        { name: 'Who', key: true },
        { name: 'Agency' },
        { name: 'Course' },
        { name: 'Until' },
        { name: 'What it allows', wide: true },
      ],
      rows: rows.slice(0, limit).map(({ person, agency, name, endsOn, authority }) => ({
        cells: [person, agency, name, endsOn === null ? 'does not end' : sayDate(endsOn, NO_YEAR), authority],
      })),
    },
  };
}
