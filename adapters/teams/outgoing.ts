import type { Message } from '../../src/chat/message.ts';
import type { Outgoing } from '../../src/chat/port.ts';
import type { Outbound } from './activity.ts';
import type { Address } from './address.ts';
import { drawOffer } from './fileCards.ts';
import { drawActivities } from './parts.ts';
import type { AtOnce } from './render.ts';

export type Drawing = {
  atOnce: AtOnce;
  /** Can people here be asked whether they want a file? Otherwise its name is told. */
  offersFiles: boolean;
};

/** What is to be sent, as the activities it takes: the words, and after them the file that is offered. */
export function drawOutgoing(
  outgoing: Outgoing,
  { user }: Address,
  { atOnce, offersFiles }: Drawing,
): { words: Outbound[]; offer: Outbound | undefined } {
  const { deliveryId } = outgoing;
  const file = offersFiles && user !== undefined ? offerable(outgoing) : undefined;
  const message = file ? outgoing.message : withFileTold(outgoing);
  return {
    words: drawActivities(
      message,
      atOnce,
      user === undefined ? undefined : { of: deliveryId, userId: user, always: false },
    ),
    offer: file && drawOffer(deliveryId, file),
  };
}

/** OneDrive opens no place for a file of nothing. */
const offerable = ({ file }: Outgoing): Outgoing['file'] => (file && file.bytes.byteLength > 0 ? file : undefined);

/** Where nobody can be asked whether they want a file, its name is told, so that nobody misses it unknowingly. */
function withFileTold({ message, file }: Outgoing): Message {
  if (!file) return message;
  const kilobytes = Math.ceil(file.bytes.byteLength / 1_024).toLocaleString('en-US');
  const told = `A file came with this that cannot be shown in Teams: “${file.name}” (${kilobytes} KB). The desk keeps it; ask for it to be sent another way.`;
  return { blocks: [...message.blocks, { kind: 'small', text: [told] }] };
}
