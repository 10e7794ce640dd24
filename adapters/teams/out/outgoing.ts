import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { drawOffer } from '../files/fileCards.ts';
import type { Outbound } from '../in/activity.ts';
import type { Address } from './address.ts';
import { facesIn } from './faces.ts';
import { drawActivities } from './parts.ts';
import type { AtOnce } from './render.ts';

export type Drawing = {
  atOnce: AtOnce;
  /** Can people here be asked whether they want a file? Otherwise its name is told. */
  offersFiles: boolean;
  charts: ChartsAs;
};

/** What is to be sent, as the activities it takes: the words, and after them the file that is offered. */
export function drawOutgoing(
  outgoing: Outgoing,
  { user, tenant }: Address,
  { atOnce, offersFiles, charts }: Drawing,
): { words: Outbound[]; offer: Outbound | undefined } {
  const { deliveryId } = outgoing;
  const file = offersFiles && user !== undefined ? offerable(outgoing) : undefined;
  const message = facesIn(file ? outgoing.message : withFileTold(outgoing), tenant);
  return {
    words: drawActivities(
      message,
      atOnce,
      isTeamsId(user) ? { of: deliveryId, userId: user, always: false } : undefined,
      charts,
    ),
    offer: file && drawOffer(deliveryId, file),
  };
}

/**
 * Teams refreshes for ids of its own (`29:…`) only. Who has not written yet is known by their id in the directory, with
 * which a chat can be opened, but no card refreshed.
 */
const isTeamsId = (user: string | undefined): user is string => user?.startsWith('29:') === true;

/** OneDrive opens no place for a file of nothing. */
const offerable = ({ file }: Outgoing): Outgoing['file'] => (file && file.bytes.byteLength > 0 ? file : undefined);

/** Where nobody can be asked whether they want a file, its name is told, so that nobody misses it unknowingly. */
function withFileTold({ message, file }: Outgoing): Message {
  if (!file) return message;
  const kilobytes = Math.ceil(file.bytes.byteLength / 1_024).toLocaleString('en-US');
  const told = `A file came with this that cannot be shown in Teams: “${file.name}” (${kilobytes} KB). The desk keeps it; ask for it to be sent another way.`;
  return { blocks: [...message.blocks, { kind: 'small', text: [told] }] };
}
