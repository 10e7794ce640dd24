import { readOwn as readActions } from '../actions/own.ts';
import { changeActionPress, finishActionPress } from '../actions/presses.ts';
import { sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { Row, Section, Table } from '../page/view.ts';
import { headships, worksAs } from '../people/person.ts';
import { sayRhythm } from '../sla/recurrence.ts';
import { readOwn } from './own.ts';
import { endMeetingsPress, newMeetingsPress } from './presses.ts';
import { shown } from './shown.ts';
import { find } from './who.ts';
import { type Listed, sayState } from './words.ts';

/** On the desk's own page: the next meetings, what is still to do, and what was said before. */

const LISTED = 50;
/** A file has no more rows than this. */
const MOST_IN_FILE = 2_000;

export const meetingsPage: Page = {
  path: 'meetings',
  label: 'Meetings',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  isTheirs: async (tx, actor) => worksAs(actor, 'liaison', 'supervisor') || tx.meetings.isInvited(actor.person.id),
  async open(tx, { rest, whole }, { actor, now }) {
    if (rest !== '') {
      const id = /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0;
      const found = await find(tx, actor, { id, action: 'see', now });
      if (!found) return undefined;
      const message = await shown(tx, found, now, actor.person.id);
      // The page has the name already.
      const blocks = message.blocks.filter((each) => each.kind !== 'heading' || each.text !== found.meeting.title);
      return { title: found.meeting.title, sections: [{ kind: 'message', message: { blocks } }] };
    }
    const limit = whole ? MOST_IN_FILE : LISTED;
    const { ahead, past, series, makes } = await readOwn(tx, actor, now, limit);
    const actions = await readActions(tx, actor, now, limit);
    const plan = newMeetingsPress.button('New meetings', {}, 'primary');
    const sections: Section[] = [
      ...(makes
        ? [{ kind: 'message' as const, message: { blocks: [{ kind: 'buttons' as const, buttons: [plan] }] } }]
        : []),
      { kind: 'table', table: meetingsTable('next', 'Next meetings', 'No meeting is planned.', ahead) },
      { kind: 'table', table: actionsTable(actions) },
      { kind: 'table', table: meetingsTable('before', 'Minutes', 'No meeting has taken place yet.', past) },
      ...(makes ? [{ kind: 'table' as const, table: seriesTable(series) }] : []),
    ];
    return { title: 'Meetings', sections };
  },
};

const meetingsTable = (name: string, title: string, empty: string, listed: readonly Listed[]): Table => ({
  ...{ name, title, empty },
  columns: [{ name: 'Meeting', key: true, wide: true }, { name: 'When' }, { name: 'Where' }, { name: 'State' }],
  rows: listed.map(({ meeting, zone }) => ({
    cells: [
      { words: meeting.title, to: `meetings/${meeting.id}` },
      { when: meeting.at, zone },
      meeting.place,
      sayState(meeting) || (meeting.agendaSentAt ? 'agenda sent' : 'planned'),
    ],
  })),
});

function actionsTable({ theirs, others, today }: Awaited<ReturnType<typeof readActions>>): Table {
  const all = [...theirs.map((action) => ({ action, mayFinish: true, mayChange: false })), ...others];
  return {
    ...{ name: 'actions', title: 'Still to do', empty: 'Nothing is open.' },
    columns: [{ name: 'What', key: true, wide: true }, { name: 'Who' }, { name: 'By' }, { name: 'From' }],
    rows: all.map(({ action: { id, what, owner, due, about }, mayFinish, mayChange }): Row => {
      const day = sayDate(due, today);
      return {
        cells: [what, owner, due < today ? { words: `${day}, overdue`, late: true } : day, about],
        buttons: [
          ...(mayFinish ? [finishActionPress.button('Done', { action: id })] : []),
          ...(mayChange ? [changeActionPress.button('Change', { action: id })] : []),
        ],
      };
    }),
  };
}

const seriesTable = (series: Awaited<ReturnType<typeof readOwn>>['series']): Table => ({
  ...{ name: 'series', title: 'Recurring meetings', empty: 'There are no recurring meetings.' },
  columns: [{ name: 'Meetings', key: true, wide: true }, { name: 'When' }, { name: 'Said by' }],
  rows: series.map(({ id, title, rhythm, code }) => ({
    cells: [title, sayRhythm(rhythm), code === null ? 'somebody in chat' : 'the office’s file'],
    buttons: code === null ? [endMeetingsPress.button('End these', { series: id })] : [],
  })),
});
