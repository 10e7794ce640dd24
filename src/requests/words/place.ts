import type { Button, Message } from '../../chat/message.ts';
import { firstName } from '../../people/person.ts';
import { addPress, listPresses, newQuestionPress, notePress, reopenWithPress, replyPress } from '../presses.ts';
import { type AgencyRequest, requestRef } from '../request.ts';

/** What is said of words whose place is not known. The text is kept meanwhile. */

type Named = { id: number; subject: string };

const named = (requests: readonly Named[]): string =>
  requests.map(({ id, subject }) => `${requestRef(id)} ${subject}`).join(' · ');

/**
 * Does it belong to an open request, or is it a new one? `last`: asked once more, and where it goes if nobody says.
 * `ended`: what has just ended, which may be meant.
 */
export function addOrNew(
  held: number,
  text: string,
  open: readonly Named[],
  { last, ended }: { last?: Named | undefined; ended?: Named | undefined } = {},
): Message {
  const listed = open.slice(0, 4);
  const lead = last
    ? `Where does this belong? If you choose nothing, I’ll add it to ${requestRef(last.id)} in 15 minutes: you wrote about that last.`
    : 'Does this belong to a question that is open, or is it a new one?';
  return {
    blocks: [
      { kind: 'text', text: [lead] },
      { kind: 'quote', by: 'You', text },
      {
        kind: 'buttons',
        buttons: [
          ...listed.map(({ id }): Button => addPress.button(`Add to ${requestRef(id)}`, { held, request: id })),
          ...(ended ? [reopenWithPress.button(`Reopen ${requestRef(ended.id)}`, { held, request: ended.id })] : []),
          newQuestionPress.button('New question', { held }),
        ],
      },
      { kind: 'small', text: [`Open: ${named(listed)}${ended ? ` · Ended: ${named([ended])}` : ''}`] },
    ],
  };
}

/** Is it about a request that has ended, or is it a new question? */
export function reopenOrNew(
  held: number,
  text: string,
  { id, subject, state }: Named & Pick<AgencyRequest, 'state'>,
): Message {
  const ref = requestRef(id);
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${state === 'withdrawn' ? `You withdrew ${ref}` : `${ref} is resolved`}. Shall we open it again, or is this a new question?`,
        ],
      },
      { kind: 'quote', by: 'You', text },
      {
        kind: 'buttons',
        buttons: [
          reopenWithPress.button(`Reopen ${ref}`, { held, request: id }),
          newQuestionPress.button('New question', { held, after: id }),
        ],
      },
      {
        kind: 'small',
        text: [`${ref} ${subject} · If you choose nothing, this becomes a new question in 15 minutes.`],
      },
    ],
  };
}

/**
 * What an office person typed in a personal chat: nothing leaves by itself. Somebody who is a customer, too, may ask it.
 */
export function nothingSent(
  held: number,
  text: string,
  requests: readonly (Named & { requester: string })[],
  /** As a customer of another office; undefined for whoever is none. */
  asks: { own: readonly Named[] } | undefined,
): Message {
  const own = asks?.own.slice(0, 3) ?? [];
  const theirs = requests.slice(0, 3);
  const listed = [...own, ...theirs];
  const buttons: Button[] = [
    // What an office waits for is the likeliest.
    ...own.map(({ id }) => addPress.button(`Add to ${requestRef(id)}`, { held, request: id })),
    ...theirs.flatMap(({ id, requester }) => [
      replyPress.button(`Reply to ${firstName(requester)} (${requestRef(id)})`, { request: id, held }),
      notePress.button(`Note on ${requestRef(id)}`, { request: id, held }),
    ]),
    ...(asks ? [newQuestionPress.button('Ask it as a question', { held })] : []),
    listPresses.queue.button('My queue', {}),
  ];
  return {
    blocks: [
      { kind: 'text', text: ['Nothing was sent. Where does this belong?'] },
      { kind: 'quote', by: 'You', text },
      { kind: 'buttons', buttons },
      ...(listed.length > 0 ? [{ kind: 'small' as const, text: [named(listed)] }] : []),
    ],
  };
}

/** What the question becomes once its text has a place: without buttons that lead nowhere. */
export const placed = (text: string, where: string): Message => ({
  blocks: [
    { kind: 'quote', by: 'You', text },
    { kind: 'text', text: [where] },
  ],
});

/** What the first question reads when it was asked once more. */
export const askedBelow = 'I asked again below.';

/** Whoever greets in Spanish gets a word of it, above what everybody is shown. */
export const inSpanish = ({ blocks, ...more }: Message): Message => ({
  ...more,
  blocks: [{ kind: 'text', text: ['¡Hola! Escriba aquí su pregunta, también en español.'] }, ...blocks],
});

/** A word that answers what was written, and nothing more. */
export const saying = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });
