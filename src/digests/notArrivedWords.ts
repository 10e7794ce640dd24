import type { Message } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { failureLines, lostLines, type NotArrived, unheardLines } from './notArrivedLines.ts';
import { notArrivedPress } from './presses.ts';

/** So many of a kind are shown where all of it is asked for: no chat takes a message of any length. */
const SHOWN = 12;

export function notArrived(view: NotArrived): Message {
  const kinds = [unheardLines(view), lostLines(view), failureLines(view)];
  const rows = kinds.flatMap(({ all, count, kind }) => [
    ...all.slice(0, SHOWN).map(({ text, buttons = [] }) => ({ kind: 'row' as const, text, buttons: [...buttons] })),
    ...(count > SHOWN ? [{ kind: 'row' as const, text: [`… and ${count - SHOWN} more ${kind}.`], buttons: [] }] : []),
  ]);
  return {
    blocks: [
      { kind: 'heading', text: `Did not arrive: ${view.office}` },
      ...(rows.length > 0
        ? rows
        : [{ kind: 'text' as const, text: ['Everything of the last seven days has arrived.'] }]),
    ],
  };
}

/** For whoever had something sent once more that failed again. `name` undefined: nobody is known by name there. */
export const failedAgain = (of: { officeId: number; name: string | undefined; reason: string }): Message => ({
  blocks: [
    {
      kind: 'row',
      text: ['What you had me try again did not reach ', { strong: of.name ?? 'them' }, `: ${of.reason}`],
      buttons: [notArrivedPress.button('Show what did not arrive', { office: of.officeId })],
    },
  ],
});

/** For somebody who answers and was not reached. */
export const hello = (office: string, by: Person): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: by.name },
        ` asked me to try whether I reach you: what I wrote to you for ${office} did not arrive. Now it does, so there is nothing to do.`,
      ],
    },
  ],
});
