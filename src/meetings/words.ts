import type { NamedAction } from '../actions/action.ts';
import { type Block, type Button, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import { contentOf, sayShareOf, scoreOf } from '../figures/satisfaction.ts';
import { sayShare } from '../figures/words.ts';
import { requestRef } from '../requests/request.ts';
import type { Agenda, SaidTopic } from './agenda.ts';
import { LONGEST_TOPIC, type Meeting, NAMED, type Side, type TopicKind } from './meeting.ts';
import {
  addTopicPress,
  callOffMeetingPress,
  cannotComePress,
  meetingPress,
  moveMeetingPress,
  takeBackTopicPress,
} from './presses.ts';

/** What both sides read before a meeting. */

const facts = (all: { label: string; value: Text }[]): Block[] =>
  all.length > 0 ? [{ kind: 'facts', facts: all }] : [];
/** `more`: where those are found that do not fit. */
const section = (title: string, items: Text[], more?: string): Block[] =>
  items.length > 0
    ? [
        { kind: 'text', text: [{ strong: title }] },
        {
          kind: 'list',
          items:
            more !== undefined && items.length > NAMED ? [...items.slice(0, NAMED), [`… and others: ${more}`]] : items,
        },
      ]
    : [];

/** "Tue, Jun 9, 10:00 AM EDT, 30 minutes, Room 4". */
export const sayWhen = ({ at, minutes, place }: Pick<Meeting, 'at' | 'minutes' | 'place'>, zone: string): Text => [
  { when: at, zone },
  `, ${minutes} minutes${place === null ? '' : `, ${place}`}`,
];

const topicButtons = ({ id, agencyId }: Pick<Meeting, 'id' | 'agencyId'>): Button[] => [
  addTopicPress.button('Add a topic', { meeting: id, kind: 'topic' }),
  ...(agencyId === null ? [addTopicPress.button('Recommend a change', { meeting: id, kind: 'change' })] : []),
];

const leaderButtons = ({ id }: Pick<Meeting, 'id'>): Button[] => [
  moveMeetingPress.button('Move it', { meeting: id }),
  callOffMeetingPress.button('Call it off', { meeting: id }, 'danger'),
];

/** `side`: whose it is. The office reads which requests are open, an agency how many. `leads`: they may move it. */
export function agenda(
  view: Agenda,
  { side, leads, personId }: { side: Side; leads: boolean; personId: number },
): Message {
  const { meeting, zone } = view;
  return {
    blocks: [
      { kind: 'heading', text: meeting.title },
      { kind: 'text', text: sayWhen(meeting, zone) },
      ...topics(view.topics, meeting.agencyId === null),
      ...view.topics.filter(({ authorId }) => authorId === personId).map((own) => ownTopic(meeting, own)),
      ...section(
        'To do',
        view.open.filter((each) => reads(view, each, { side, personId })).map((each) => sayAction(each, view.today)),
        'type “actions”',
      ),
      ...section(
        'Done since last time',
        view.done.map(({ what, owner, result }) => [{ strong: what }, `, ${owner}${result ? `: ${result}` : ''}`]),
      ),
      ...service(view, side),
      ...section(
        'What changes',
        view.changes.map(({ title, holdsFrom }) => [
          { strong: title },
          holdsFrom === null ? '' : `, from ${sayDay(holdsFrom, view.today)}`,
        ]),
      ),
      ...(meeting.agendaSentAt
        ? [{ kind: 'small' as const, text: ['The file that comes with this puts it into your calendar.'] }]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...topicButtons(meeting),
          ...(leads ? leaderButtons(meeting) : [cannotComePress.button('I can’t come', { meeting: meeting.id })]),
        ],
      },
    ],
  };
}

/** Whether this is to be read by somebody of that side. */
const reads = (
  { readers }: Pick<Agenda, 'readers'>,
  { subject, ownerId }: NamedAction,
  { side, personId }: { side: Side; personId: number },
): boolean =>
  side === 'office' ||
  subject.kind !== 'review' ||
  ownerId === personId ||
  (readers.get(subject.id)?.has(personId) ?? false);

/** Those of the agencies stand first. */
function topics(all: readonly SaidTopic[], together: boolean): Block[] {
  const say = ({ by, from, text }: SaidTopic): Text => [{ strong: from === null ? by : `${by}, ${from}` }, `: ${text}`];
  const of = (side: Side, kind: TopicKind): Text[] =>
    all.filter((each) => each.side === side && each.kind === kind).map(say);
  if (all.length === 0) return [{ kind: 'text', text: ['Nobody has added a topic yet.'] }];
  if (!together) return section('Topics', all.map(say));
  return [
    ...section('From the agencies', of('agency', 'topic')),
    ...section('Changes that are recommended', [...of('agency', 'change'), ...of('office', 'change')]),
    ...section('From the office', of('office', 'topic')),
  ];
}

/** To whoever put it there. */
const ownTopic = ({ id }: Pick<Meeting, 'id'>, { id: topic, kind, text }: SaidTopic): Block => ({
  kind: 'row',
  text: [kind === 'change' ? 'You recommend: ' : 'Your topic: ', text],
  buttons: [takeBackTopicPress.button('Take it back', { meeting: id, topic })],
});

export const sayAction = ({ what, owner, due }: { what: string; owner: string; due: string }, today: string): Text => [
  { strong: what },
  `, ${owner}, ${due < today ? 'was due' : 'by'} ${sayDay(due, today)}`,
];

function service({ agency, since, today }: Agenda, side: Side): Block[] {
  if (!agency) return [];
  const { counts, replies, given, reviews, requests } = agency;
  const score = scoreOf(contentOf(given), given.length, Number.POSITIVE_INFINITY);
  const late = counts.late > 0 ? `, ${counts.late} late` : '';
  const waiting = counts.waiting > 0 ? `, ${counts.waiting} waiting for the agency` : '';
  return [
    ...facts([
      { label: `Asked since ${sayDay(since, today)}`, value: [`${counts.asked}, and ${counts.resolved} resolved`] },
      { label: 'Open now', value: [`${counts.open}${late}${waiting}`] },
      ...(replies.due > 0 ? [{ label: 'First replies on time', value: [sayShare(replies)] }] : []),
      ...(score ? [{ label: 'How content people were', value: [sayShareOf(score)] }] : []),
    ]),
    ...section(
      'Reviews due',
      reviews.map(({ name, due, isOpen }) => [
        { strong: name },
        `, ${due < today ? 'was due' : 'due'} ${sayDay(due, today)}${isOpen ? '' : ', not begun yet'}`,
      ]),
    ),
    ...(side === 'office'
      ? section(
          'Open requests, for you alone',
          requests.map(({ id, subject, late: isLate }) => [
            { strong: requestRef(id) },
            ` ${subject}${isLate ? ' · late' : ''}`,
          ]),
          'type “all open” or “my queue”',
        )
      : []),
  ];
}

export const topicForm = (meeting: Pick<Meeting, 'id' | 'title' | 'agencyId'>, kind: TopicKind): Form => ({
  title: kind === 'change' ? 'Recommend a change' : 'Add a topic',
  submit: 'Add it',
  press: addTopicPress.to({ meeting: meeting.id, kind }),
  intro: [
    {
      kind: 'text',
      text: [
        { strong: meeting.title },
        `. Everybody who is invited reads it${meeting.agencyId === null ? ', the other agencies too' : ''}.`,
      ],
    },
  ],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'text', required: true, longest: LONGEST_TOPIC },
      label: kind === 'change' ? 'What should change, and why?' : 'What should we talk about?',
    },
  ],
});

/** To everybody who is invited. `by` undefined: the office is closed then. */
export function moved(
  meeting: Meeting,
  { by, from, zone }: { by: string | undefined; from: Date; zone: string },
): Message {
  const why = by === undefined ? 'The office is closed then' : `${by} has moved it`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: meeting.title },
          ' is now ',
          ...sayWhen(meeting, zone),
          ', not ',
          { when: from, zone },
          `. ${why}.`,
        ],
      },
      ...(by !== undefined && meeting.reason ? [{ kind: 'quote' as const, by, text: meeting.reason }] : []),
      {
        kind: 'buttons',
        buttons: [meetingPress.button('Show the agenda', { meeting: meeting.id }), ...topicButtons(meeting)],
      },
    ],
  };
}

/** To everybody who is invited. */
export const calledOff = (meeting: Meeting, { by, zone }: { by: string | undefined; zone: string }): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [{ strong: meeting.title }, ', ', { when: meeting.at, zone }, ', will not take place.'],
    },
    ...(meeting.reason ? [{ kind: 'quote' as const, by: by ?? 'The office', text: meeting.reason }] : []),
  ],
});

export type Listed = { meeting: Meeting; zone: string };

/** Those ahead and those that were; `series`: those that come again and again, `makes`: the way to new ones. */
export function list(all: {
  ahead: readonly Listed[];
  past: readonly Listed[];
  series: readonly Block[];
  makes: readonly Button[];
}): Message {
  const { ahead, past, series, makes } = all;
  const row = ({ meeting, zone }: Listed, label: string): Block => ({
    kind: 'row',
    text: [
      { strong: meeting.title },
      ' · ',
      { when: meeting.at, zone },
      ...(sayState(meeting) ? [` · ${sayState(meeting)}`] : []),
    ],
    buttons: [meetingPress.button(label, { meeting: meeting.id })],
  });
  return {
    blocks: [
      { kind: 'heading', text: 'Meetings' },
      ...(ahead.length === 0 ? [{ kind: 'text' as const, text: ['No meeting is planned.'] }] : []),
      ...ahead.map((each) => row(each, 'Agenda')),
      ...(past.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Before' }] }] : []),
      ...past.map((each) => row(each, each.meeting.minutesSentAt ? 'Minutes' : 'Show it')),
      ...series,
      ...(makes.length > 0 ? [{ kind: 'buttons' as const, buttons: [...makes] }] : []),
    ],
  };
}

/** As it stands in a list; empty of one that is ahead. */
export function sayState({ state, reason, askedAt, fixedAt, minutesSentAt }: Meeting): string {
  if (state === 'not held') return `did not take place${reason ? `: ${reason}` : ''}`;
  if (state === 'called off') return 'called off';
  if (state === 'held') return fixedAt ? 'minutes stand' : minutesSentAt ? 'minutes sent' : 'no minutes yet';
  return askedAt ? 'nobody has said whether it took place' : '';
}
