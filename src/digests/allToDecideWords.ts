import type { Block, Message } from '../chat/message.ts';
import type { ToDecide } from '../feature/digestPart.ts';
import type { Office } from '../offices/office.ts';
import { allToDecidePress } from './presses.ts';

/** So many are shown at once: no chat takes a message of any length. */
const SHOWN = 12;

/** All that waits of one kind, from one of them on. What was decided meanwhile is gone, so it may begin further on than there are. */
export function allOfKind({
  office: { id: office, name },
  kind,
  all,
  from,
}: {
  office: Office;
  kind: string;
  all: readonly ToDecide[];
  from: number;
}): Message {
  const start = from < all.length ? from : 0;
  const shown = all.slice(start, start + SHOWN);
  const end = start + shown.length;
  const which = shown.length === all.length ? `All ${all.length}` : `${start + 1} to ${end} of ${all.length}`;
  return {
    blocks: [
      { kind: 'heading', text: `To decide: ${name}` },
      { kind: 'text', text: [`${which} ${kind}:`] },
      ...shown.map(({ text, buttons = [] }): Block => ({ kind: 'row', text, buttons: [...buttons] })),
      ...(end < all.length
        ? [
            {
              kind: 'buttons' as const,
              buttons: [allToDecidePress.button('Show the next', { office, kind, from: end })],
            },
          ]
        : []),
    ],
  };
}
