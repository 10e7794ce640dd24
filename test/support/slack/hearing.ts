import type { SlackOptions } from '../../../adapters/slack/index.ts';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../desk-side.ts';
import { openSlack } from './open.ts';

/** A workspace whose adapter has been started: all that comes in is kept in `heard`, and answered by `receive`. */
export async function openHearing(
  mode: 'http' | 'socket',
  times: SlackOptions['times'],
  receive: (inbound: Inbound) => Promise<Answer>,
) {
  const stand = await openSlack(mode, { times: { homeMs: 0, reconnectMs: 10, ...times } });
  const heard: Inbound[] = [];
  await stand.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return receive(inbound);
    }),
  );
  return { stand, heard };
}
