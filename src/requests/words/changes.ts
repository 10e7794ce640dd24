import type { Message, Text } from '../../chat/message.ts';
import { messageRef, requestRef } from '../request.ts';

/** What the other side is told when a message changes after it was sent. */

const small = (text: string): { kind: 'small'; text: Text } => ({ kind: 'small', text: [text] });

export const edited = (requestId: number, number: number, by: string, text: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${by} changed the message ${messageRef(requestId, number)}. It now reads:`] },
    { kind: 'quote', by, text },
    small(requestRef(requestId)),
  ],
});

export const deleted = (requestId: number, number: number, by: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`${by} deleted the message ${messageRef(requestId, number)} in their chat. The record keeps it.`],
    },
  ],
});

/** It stood here by mistake: its author says that it is a question of its own. */
export function movedAway(requestId: number, [from, last]: [number, number], by: string, to: number): Message {
  const what = `${messageRef(requestId, from)}${last === from ? '' : ` to ${messageRef(requestId, last)}`}`;
  const [is, here] = last === from ? ['is', 'it'] : ['are', 'them'];
  const text = `${by} says that ${what} ${is} a new question, now ${requestRef(to)}. No reply to ${here} is owed here.`;
  return { blocks: [{ kind: 'text', text: [text] }] };
}

export const broughtBack = (requestId: number, number: number, by: string, text: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${by} brought the message ${messageRef(requestId, number)} back:`] },
    { kind: 'quote', by, text },
  ],
});

/** A reaction is shown to the other side. It is no reply. */
export const reacted = (requestId: number, number: number | undefined, by: string, emoji: string): Message => ({
  blocks: [
    small(
      `${by} reacted with ${emoji} to ${number === undefined ? requestRef(requestId) : messageRef(requestId, number)}. A reaction is no reply.`,
    ),
  ],
});

export const fileFrom = (requestId: number, number: number, by: string, name: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${by} sent the file `, { strong: name }, ` with ${messageRef(requestId, number)}.`] },
  ],
});

/** To whoever it was for: that it was sent, and why it does not come. */
export const fileMissing = (requestId: number, number: number, by: string, name: string, reason: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${by} sent the file `,
        { strong: name },
        ` with ${messageRef(requestId, number)}. It was not passed on: ${reason}. ${by} knows.`,
      ],
    },
  ],
});

export const fileRefused = (requestId: number, name: string, reason: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`The file `, { strong: name }, ` of ${requestRef(requestId)} was not passed on: ${reason}.`],
    },
  ],
});
