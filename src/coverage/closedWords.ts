import type { Message, Text } from '../chat/message.ts';
import type { Left } from '../feature/feature.ts';
import { handOverPress, lookPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';

export type Gone = Exclude<Left, 'back'>;

const SAID: Record<Gone, { of: string; mend: string }> = {
  closed: { of: '’s chat account was closed', mend: 'Ask their agency who takes over:' },
  removed: { of: ' removed the desk’s app', mend: 'Call them, or ask their agency who takes over:' },
};

/** Somebody's chat account was closed, or has no app any more, while others still count on them. */
export const accountClosed = (
  name: string,
  requests: { id: number; subject: string }[],
  { asks, how }: { asks: boolean; how: Gone },
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        asks
          ? `${name}${SAID[how].of}, so answers cannot reach them anymore. ${SAID[how].mend}`
          : `${name}${SAID[how].of}. These requests need somebody else:`,
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
