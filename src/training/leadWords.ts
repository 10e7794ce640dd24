import type { Block, Button, Message, Text } from '../chat/message.ts';
import { contentOf, SMALLEST_GROUP } from '../figures/satisfaction.ts';
import { sayShare } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import {
  attendancePress,
  callOffSessionPress,
  changeSessionPress,
  notHeldPress,
  partNoMorePress,
  planSessionPress,
  sessionPress,
  takePartPress,
  whoComesPress,
} from './presses.ts';
import type { Usefulness } from './store.ts';
import type { SignUp, TrainingSession } from './training.ts';
import { type SessionView, saySeats, sayWhen } from './words.ts';

/** What those read who plan sessions and lead them. */

const leaderButtons = ({ id }: Pick<TrainingSession, 'id'>): Button[] => [
  changeSessionPress.button('Change it', { session: id }),
  callOffSessionPress.button('Call it off', { session: id }, 'danger'),
];

const askButtons = ({ id }: Pick<TrainingSession, 'id'>): Button[] => [
  attendancePress.button('Say who was there', { session: id }, 'primary'),
  notHeldPress.button('It did not take place', { session: id }),
];

/** What was planned. `closed`: the office is, at that time. */
export const planned = (view: SessionView, closed: boolean): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'Planned: ',
        { strong: view.session.course.name },
        ', ',
        ...sayWhen(view),
        `, ${view.session.seats === 1 ? 'one seat' : `${view.session.seats} seats`}. People sign up with “training”; who has a seat is reminded two working days before.`,
      ],
    },
    ...(closed
      ? [{ kind: 'text' as const, text: ['The office is closed at that time. If that is meant, all is well.'] }]
      : []),
    ...(view.session.shared
      ? [{ kind: 'text' as const, text: ['Supervisors of other offices see it under “training” and may take part.'] }]
      : []),
    { kind: 'buttons', buttons: [whoComesButton(view.session), ...leaderButtons(view.session)] },
  ],
});

/** To whoever leads it. `by` undefined: the office is closed at the time before; `from` undefined: it is as long, elsewhere. */
export const changedToLeader = (view: SessionView, by: string | undefined, from: Date | undefined): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: view.session.course.name },
        ', which you lead, is now ',
        ...sayWhen({ ...view, leader: null }),
        ...(from ? ([', not ', { when: from, zone: view.zone }] as Text) : []),
        `. ${by === undefined ? 'The office is closed then' : `${by} has changed it`}.`,
      ],
    },
    ...(view.session.reason && by ? [{ kind: 'quote' as const, by, text: view.session.reason }] : []),
    { kind: 'buttons', buttons: [whoComesButton(view.session), ...leaderButtons(view.session)] },
  ],
});

/** To whoever leads it: the office closes after all at the time that somebody chose. */
export const closedThen = (view: SessionView): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'The office is closed at the time of ',
        { strong: view.session.course.name },
        ', ',
        ...sayWhen({ ...view, leader: null }),
        '. If it takes place all the same, all is well.',
      ],
    },
    { kind: 'buttons', buttons: [whoComesButton(view.session), ...leaderButtons(view.session)] },
  ],
});

const whoComesButton = ({ id }: Pick<TrainingSession, 'id'>): Button =>
  whoComesPress.button('Who comes', { session: id });

/** A line of those who plan sessions. */
export const leaderRow = (view: SessionView): Block => ({
  kind: 'row',
  text: [
    { strong: view.session.course.name },
    ' · ',
    { when: view.session.at, zone: view.zone },
    ` · ${sayState(view)}`,
  ],
  buttons: [
    whoComesPress.button(view.session.state === 'held' ? 'Who was there' : 'Who comes', { session: view.session.id }),
  ],
});

/** A session of another office. `office`: that of whoever reads it. */
export const joinRow = (view: SessionView, office: Pick<Office, 'id' | 'name'>, isIn: boolean): Block => ({
  kind: 'row',
  text: [
    { strong: view.session.course.name },
    ' · ',
    { when: view.session.at, zone: view.zone },
    ` · ${view.office}${isIn ? `, and ${office.name} takes part` : ''} · ${saySeats(view)}`,
  ],
  buttons: [
    isIn
      ? partNoMorePress.button('Take part no more', { session: view.session.id, office: office.id })
      : takePartPress.button('Take part', { session: view.session.id, office: office.id }),
    sessionPress.button('More', { session: view.session.id }),
  ],
});

export const planButton = (): Button => planSessionPress.button('Plan a session', {});

/** As it stands in lists. `attended`: how many were there. */
export function sayState(view: SessionView): string {
  const { state, askedAt, reason } = view.session;
  const why = reason ? `: ${reason}` : '';
  if (state === 'called off') return `called off${why}`;
  if (state === 'not held') return `did not take place${why}`;
  if (state === 'held') return 'held';
  return askedAt ? 'nobody has said who was there' : saySeats(view);
}

/** Who comes, in the order in which they signed up, and what may be done; of one that was, how it went. */
export function whoComes(
  view: SessionView,
  signUps: readonly SignUp[],
  answers: readonly Usefulness[],
  isOver: boolean,
): Message {
  const { session } = view;
  const say = ({ name, agency }: SignUp): string => (agency === null ? name : `${name}, ${agency}`);
  const seated = signUps.filter(({ state }) => state === 'seated');
  const waiting = signUps.filter(({ state }) => state === 'waiting');
  const were = signUps.filter(({ attended }) => attended);
  const ahead = session.state === 'planned' && !isOver;
  return {
    blocks: [
      { kind: 'heading', text: session.course.name },
      { kind: 'text', text: sayWhen(view) },
      {
        kind: 'facts',
        facts: [{ label: ahead ? 'Seats' : 'State', value: [ahead ? saySeats(view) : sayState(view)] }],
      },
      ...(session.state === 'held'
        ? [...people('Were there', were.map(say), 'Nobody was there.'), ...useful(answers)]
        : [
            ...people('Have a seat', seated.map(say), 'Nobody has signed up yet.'),
            ...(waiting.length > 0
              ? people(
                  'Waiting',
                  waiting.map((each, n) => `${n + 1}. ${say(each)}`),
                  '',
                )
              : []),
          ]),
      ...lead(session, isOver),
    ],
  };
}

function lead(session: TrainingSession, isOver: boolean): Block[] {
  if (session.state === 'held')
    return [{ kind: 'buttons', buttons: [attendancePress.button('Correct who was there', { session: session.id })] }];
  if (session.state !== 'planned') return [];
  return [{ kind: 'buttons', buttons: isOver ? askButtons(session) : leaderButtons(session) }];
}

const people = (title: string, names: string[], nobody: string): Block[] =>
  names.length === 0
    ? [{ kind: 'text', text: [nobody] }]
    : [
        { kind: 'text', text: [{ strong: `${title} (${names.length})` }] },
        { kind: 'list', items: names.map((name) => [name]) },
      ];

/** From five answers on; words in the order of their letters, since that of their coming would say whose they are. */
function useful(answers: readonly Usefulness[]): Block[] {
  if (answers.length === 0) return [];
  if (answers.length < SMALLEST_GROUP)
    return [{ kind: 'small', text: [`How useful it was is shown once ${SMALLEST_GROUP} have answered.`] }];
  const words = answers.flatMap((each) => each.words ?? []).sort((a, b) => a.localeCompare(b, 'en'));
  return [
    {
      kind: 'facts',
      facts: [{ label: 'Found it useful (4 or 5)', value: [sayUseful(answers.map((each) => each.useful))] }],
    },
    ...words.map((text): Block => ({ kind: 'quote', by: 'Somebody who was there', text })),
  ];
}

/** "80% (4 of 5)". */
export const sayUseful = (given: readonly number[]): string => sayShare({ met: contentOf(given), due: given.length });

/** To whoever leads it, as those who come are reminded; its calendar file comes along. */
export const comingUp = (view: SessionView): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'You lead ',
        { strong: view.session.course.name },
        ', ',
        ...sayWhen({ ...view, leader: null }),
        `. ${view.seated === 0 ? 'Nobody has signed up yet.' : `${saySeated(view)}.`}`,
      ],
    },
    { kind: 'small', text: ['The file that comes with this puts it into your calendar.'] },
    { kind: 'buttons', buttons: [whoComesButton(view.session), ...leaderButtons(view.session)] },
  ],
});

const saySeated = ({ seated }: SessionView): string =>
  seated === 1 ? 'One person has a seat' : `${seated} people have a seat`;

/** When it is over. */
export const ask = (view: SessionView): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'Who was there? ',
        { strong: view.session.course.name },
        ', ',
        ...sayWhen({ ...view, leader: null }),
        `, ${seats(view)}.`,
      ],
    },
    { kind: 'buttons', buttons: askButtons(view.session) },
  ],
});

const seats = ({ seated }: SessionView): string =>
  seated === 1 ? 'one person had a seat' : `${seated} people had a seat`;

/** What the question becomes. `by`: who said so; `there`: how many were. */
export function said(view: SessionView, by: string, there: number): Message {
  const { session } = view;
  const name: Text = [{ strong: session.course.name }, ', ', { when: session.at, zone: view.zone }];
  if (session.state === 'held')
    return {
      blocks: [
        {
          kind: 'text',
          text: [
            ...name,
            `: ${there === 0 ? 'nobody was' : there === 1 ? 'one person was' : `${there} people were`} there (${by}).`,
          ],
        },
        { kind: 'buttons', buttons: [attendancePress.button('Correct who was there', { session: session.id })] },
      ],
    };
  const what = session.state === 'planned' ? 'has another time now' : 'did not take place';
  const why = session.reason ? `: ${session.reason}${/[.!?]$/u.test(session.reason) ? '' : '.'}` : '.';
  return { blocks: [{ kind: 'text', text: [...name, `, ${what} (${by})${why}`] }] };
}
