import type { Block, Message, Text } from '../chat/message.ts';
import { trainingPress } from '../requests/presses.ts';
import { giveUpPress } from './presses.ts';
import type { Standing } from './seats.ts';
import { buttons, countPeople, type Offered, offeredRow, type SessionView, sayWhen } from './words.ts';

/** What those are told who have signed up. */

const IN_CALENDAR: Block = { kind: 'small', text: ['The file that comes with this puts it into your calendar.'] };

/**
 * What somebody reads who has signed up, and what that message becomes. `came`: the seat came free, or theirs is gone;
 * `withFile`: its calendar file comes along; `leads`: it is theirs to lead by now.
 */
export function signedUp(
  view: SessionView,
  { standing, line }: { standing: Standing; line: number },
  { came, withFile, leads = false }: { came?: 'seat' | 'lost'; withFile: boolean; leads?: boolean },
): Message {
  const { session: it } = view;
  const name = { strong: it.course.name };
  const when = sayWhen(view);
  const about = { session: it.id };
  if (it.state === 'called off')
    return { blocks: [{ kind: 'text', text: [name, ', ', ...when, ', was called off.'] }] };
  if (standing === 'gave up' && leads)
    return {
      blocks: [
        { kind: 'text', text: ['You lead ', name, ', ', ...when, ', now. Your seat is free for somebody else.'] },
      ],
    };
  if (standing === 'gave up')
    return {
      blocks: [
        { kind: 'text', text: ['You are not coming to ', name, ', ', ...when, '.'] },
        { kind: 'buttons', buttons: [trainingPress.button('Training', {})] },
      ],
    };
  const isOver = it.state !== 'planned';
  if (standing === 'waiting')
    return {
      blocks: [
        {
          kind: 'text',
          text: [
            came === 'lost' ? 'There is less room than was planned: you are ' : 'It is full. You are ',
            `number ${line} on the waiting list for `,
            name,
            ', ',
            ...when,
            '.',
          ],
        },
        { kind: 'small', text: ['You hear as soon as a seat comes free, until an hour before it begins.'] },
        ...(isOver ? [] : buttons([giveUpPress.button('Take me off the list', about)])),
      ],
    };
  return {
    blocks: [
      {
        kind: 'text',
        text: [came === 'seat' ? 'A seat came free, and it is yours: ' : 'You have a seat: ', name, ', ', ...when, '.'],
      },
      ...(withFile ? [IN_CALENDAR] : []),
      ...(isOver ? [] : buttons([giveUpPress.button('I can’t come', about)])),
    ],
  };
}

/** Once, two working days before. */
export const reminder = (view: SessionView): Message => ({
  blocks: [
    { kind: 'text', text: ['You have a seat: ', { strong: view.session.course.name }, ', ', ...sayWhen(view), '.'] },
    ...(view.waiting > 0
      ? [
          {
            kind: 'text' as const,
            text: [`If you can’t come, please say so: ${countPeople(view.waiting)} would like your seat.`],
          },
        ]
      : []),
    ...buttons([giveUpPress.button('I can’t come', { session: view.session.id })]),
  ],
});

/** It has another time (`from`: the one before; `by` undefined: the office is closed then) or is somewhere else; with how its reader stands by now. */
export const changed = (
  view: SessionView,
  { by, from, standing, line }: { by: string | undefined; from: Date | undefined; standing: Standing; line: number },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: view.session.course.name },
        from ? ' is now ' : ' has changed: ',
        ...sayWhen(view),
        ...(from ? ([', not ', { when: from, zone: view.zone }] as Text) : []),
        `. ${by === undefined ? 'The office is closed then' : `${by} has changed it`}. ${standing === 'seated' ? 'You have a seat.' : `You are number ${line} on the waiting list.`}`,
      ],
    },
    ...(view.session.reason && by ? [{ kind: 'quote' as const, by, text: view.session.reason }] : []),
    ...buttons([
      giveUpPress.button(standing === 'seated' ? 'I can’t come' : 'Take me off the list', { session: view.session.id }),
    ]),
  ],
});

/** `others`: sessions of the same course that are open to whoever reads it. */
export const calledOff = (view: SessionView, by: string, others: readonly Offered[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: view.session.course.name },
        ', ',
        { when: view.session.at, zone: view.zone },
        `, ${view.session.state === 'not held' ? 'did' : 'will'} not take place.`,
      ],
    },
    ...(view.session.reason ? [{ kind: 'quote' as const, by, text: view.session.reason }] : []),
    ...(others.length === 0
      ? []
      : [{ kind: 'text' as const, text: [{ strong: 'Instead' }] }, ...others.map(offeredRow)]),
  ],
});
