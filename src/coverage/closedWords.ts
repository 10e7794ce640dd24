import type { Message, Text } from '../chat/message.ts';
import { handOverPress, lookPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';

/** Somebody's chat account was closed while others still count on them. */
export const accountClosed = (name: string, requests: { id: number; subject: string }[], asks: boolean): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        asks
          ? `${name}’s chat account was closed, so answers cannot reach them any more. Ask their agency who takes over:`
          : `${name}’s chat account was closed. These requests need somebody else:`,
      ],
    },
    { kind: 'list', items: requests.map(({ id, subject }): Text => [{ strong: requestRef(id) }, ` ${subject}`]) },
    {
      kind: 'buttons',
      buttons: requests
        .slice(0, 5)
        .map(({ id }) =>
          asks
            ? lookPress.button(`Open ${requestRef(id)}`, { request: id })
            : handOverPress.button(`Hand over ${requestRef(id)}`, { request: id }),
        ),
    },
  ],
});
