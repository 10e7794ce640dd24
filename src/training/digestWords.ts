import { type Block, sayDay } from '../chat/message.ts';
import type { ToDecide } from '../feature/digestPart.ts';
import { trainingPress } from '../requests/presses.ts';
import { attendancePress, whoComesPress } from './presses.ts';
import type { EndsWhileOut } from './store.ts';
import type { SessionView } from './words.ts';

/** What digests say of training. */

export const unsaidLine = ({ session, zone }: SessionView): ToDecide => ({
  text: ['Nobody has said who was there: ', { strong: session.course.name }, ', ', { when: session.at, zone }],
  buttons: [attendancePress.button('Say who was there', { session: session.id })],
});

/** Fewer than half of the seats are taken. */
export const thinLine = ({ session, zone, seated }: SessionView): ToDecide => ({
  text: [
    'Few have signed up: ',
    { strong: session.course.name },
    ', ',
    { when: session.at, zone },
    `, ${seated} of ${session.seats} seats`,
  ],
  buttons: [whoComesPress.button('Who comes', { session: session.id })],
});

/** To whoever leads it. */
export const leadsToday = ({ session, zone, seated }: SessionView): Block => ({
  kind: 'row',
  text: [
    'You lead ',
    { strong: session.course.name },
    ' today, ',
    { when: session.at, zone },
    `, ${seated === 1 ? 'one person comes' : `${seated} people come`}`,
  ],
  buttons: [whoComesPress.button('Who comes', { session: session.id })],
});

/** To supervisors: whoever has it is told on their return. */
export function endsWhileOut({ person, course, endsOn, until }: EndsWhileOut, today: string): Block {
  const out = until === null ? 'is out' : `is out through ${sayDay(until, today)}`;
  const ends = `${endsOn < today ? 'ended' : 'ends'} on ${sayDay(endsOn, today)}`;
  return {
    kind: 'row',
    text: [{ strong: person }, ` ${out}, and their certificate in ${course} ${ends}. They read it when they are back.`],
    buttons: [trainingPress.button('Training', {})],
  };
}
