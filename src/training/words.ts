import { type Block, type Button, type Message, sayDate, type Text } from '../chat/message.ts';
import type { Certificate } from './certificates.ts';
import { giveUpPress, sessionPress, signUpPress } from './presses.ts';
import type { Standing } from './seats.ts';
import type { TrainingSession } from './training.ts';

/** What those who learn read. */

/** A session as it is shown to somebody. `leader` null: those who supervise the office. */
export type SessionView = {
  session: TrainingSession;
  zone: string;
  office: string;
  leader: string | null;
  seated: number;
  waiting: number;
  /** How many were there. */
  there: number;
};

/** "Wed, Jun 17, 9:00 AM EDT, 2 hours, Room 4, with Lee Park". */
export const sayWhen = ({ session: { at, minutes, place }, zone, leader }: SayWhen): Text => [
  { when: at, zone },
  `, ${sayLength(minutes)}${place === null ? '' : `, ${place}`}${leader === null ? '' : `, with ${leader}`}`,
];
type SayWhen = Pick<SessionView, 'zone' | 'leader'> & { session: Pick<TrainingSession, 'at' | 'minutes' | 'place'> };

const sayLength = (minutes: number): string => {
  if (minutes % 60 !== 0) return `${minutes} minutes`;
  return minutes === 60 ? 'an hour' : `${minutes / 60} hours`;
};

export const countPeople = (count: number): string => (count === 1 ? 'one person' : `${count} people`);

/** "4 of 20 seats free", "full, 2 people waiting". */
export function saySeats({
  session: { seats },
  seated,
  waiting,
}: Pick<SessionView, 'session' | 'seated' | 'waiting'>): string {
  if (seated < seats && waiting === 0)
    return seats === 1 ? 'the one seat is free' : `${seats - seated} of ${seats} seats free`;
  return waiting === 0 ? 'full' : `full, ${countPeople(waiting)} waiting`;
}

/** How somebody stands to a session: what they may do about it, or why they may not. */
export type Entry =
  | { kind: 'open' }
  /** It is not for them; they see it for another reason. */
  | { kind: 'not theirs' }
  | { kind: 'signed up'; standing: Standing; line: number }
  /** They lead it themselves. */
  | { kind: 'leads' }
  /** They need the certificate of this course first. */
  | { kind: 'unprepared'; needs: string }
  /** They have signed up to this one at the same time. */
  | { kind: 'taken'; title: string }
  | { kind: 'over' };

const entryButtons = ({ session }: Pick<SessionView, 'session'>, entry: Entry, isFull: boolean): Button[] => {
  const about = { session: session.id };
  if (entry.kind === 'open') return [signUpPress.button(isFull ? 'Join the waiting list' : 'Sign up', about)];
  if (entry.kind !== 'signed up') return [];
  return [giveUpPress.button(entry.standing === 'waiting' ? 'Take me off the list' : 'I can’t come', about)];
};

export function sayEntry(entry: Entry): string | undefined {
  switch (entry.kind) {
    case 'open':
    case 'not theirs':
      return undefined;
    case 'signed up':
      return entry.standing === 'waiting' ? `you are number ${entry.line} on the waiting list` : 'you have a seat';
    case 'leads':
      return 'you lead it';
    case 'unprepared':
      return `needs ${entry.needs} first`;
    case 'taken':
      return `at the same time as ${entry.title}, for which you have signed up`;
    case 'over':
      return 'sign-up is over';
  }
}

const isFull = ({ session, seated, waiting }: SessionView): boolean => seated >= session.seats || waiting > 0;

export type Offered = SessionView & { entry: Entry };

export function offeredRow(offered: Offered): Block {
  const { session, zone } = offered;
  const said = sayEntry(offered.entry);
  return {
    kind: 'row',
    text: [
      { strong: session.course.name },
      ' · ',
      { when: session.at, zone },
      ` · ${said ?? saySeats(offered)}${session.place === null ? '' : ` · ${session.place}`}`,
    ],
    buttons: [
      ...entryButtons(offered, offered.entry, isFull(offered)),
      sessionPress.button('More', { session: session.id }),
    ],
  };
}

/** What is open to somebody, and what they are trained in. `besides`: what those see who plan sessions. */
export function list(
  offered: readonly Offered[],
  certificates: readonly Certificate[],
  today: string,
  besides: readonly Block[],
): Message {
  return {
    blocks: [
      { kind: 'heading', text: 'Training' },
      ...(offered.length + besides.length === 0
        ? [{ kind: 'text' as const, text: ['No session is open to you at the moment.'] }]
        : []),
      ...offered.map(offeredRow),
      ...sayCertificates(certificates, today),
      ...besides,
    ],
  };
}

const sayCertificates = (all: readonly Certificate[], today: string): Block[] =>
  all.length === 0
    ? []
    : [
        { kind: 'text', text: [{ strong: 'Your certificates' }] },
        { kind: 'list', items: all.map((each) => [{ strong: each.name }, sayEnd(each, today)]) },
      ];

/** " until June 17, 2028: may buy up to $50,000 by RFQ", ", ended June 17, 2026". */
function sayEnd({ endsOn, authority }: Pick<Certificate, 'endsOn' | 'authority'>, today: string): string {
  if (endsOn !== null && endsOn < today) return `, ended ${sayDate(endsOn, today)}`;
  const until = endsOn === null ? '' : ` until ${sayDate(endsOn, today)}`;
  return authority === null ? until : `${until}: ${authority}`;
}

/** All about one session. */
export function session(view: Offered): Message {
  const { session: it, office, entry } = view;
  const { course } = it;
  const said = sayEntry(entry);
  return {
    blocks: [
      { kind: 'heading', text: course.name },
      { kind: 'text', text: sayWhen(view) },
      ...(course.about === null ? [] : [{ kind: 'text' as const, text: [course.about] }]),
      {
        kind: 'facts',
        facts: [
          { label: 'Seats', value: [saySeats(view)] },
          { label: 'Taught by', value: [office] },
          { label: 'Certificate', value: [sayHolds(course)] },
          ...(said === undefined ? [] : [{ label: 'You', value: [said] }]),
        ],
      },
      ...(it.state === 'called off' ? [{ kind: 'text' as const, text: ['It was called off.'] }] : []),
      ...buttons(it.state === 'planned' ? entryButtons(view, entry, isFull(view)) : []),
    ],
  };
}

const sayHolds = ({ months, authority }: Pick<TrainingSession['course'], 'months' | 'authority'>): string =>
  `${months === null ? 'does not end' : months === 1 ? 'holds a month' : `holds ${months} months`}${authority === null ? '' : `: ${authority}`}`;

export const buttons = (all: Button[]): Block[] => (all.length === 0 ? [] : [{ kind: 'buttons', buttons: all }]);
