import type { Block, Button, Message, Text } from '../../chat/message.ts';
import { agencyName, lineName, type RequestFacts } from '../facts.ts';
import { handOverPress, lookPress } from '../presses.ts';
import { requestRef } from '../request.ts';

/** Something about a request that the holder or a supervisor should know, in one sentence. */
export function aboutRequest(facts: RequestFacts, text: Text, ...buttons: (Button | 'look' | 'hand over')[]): Message {
  const blocks: Block[] = [
    { kind: 'text', text: [{ strong: requestRef(facts.request.id) }, ` (${agencyName(facts)}): `, ...text] },
  ];
  const drawn = buttons.map((button) =>
    button === 'look' ? lookButton(facts) : button === 'hand over' ? handOverButton(facts) : button,
  );
  if (drawn.length > 0) blocks.push({ kind: 'buttons', buttons: drawn });
  return { blocks };
}

/** What it is, under what is said of it. */
export function smallPrint(facts: Pick<RequestFacts, 'request' | 'office'>): Text {
  const urgent = facts.request.priority === 'urgent' ? ' · urgent' : '';
  return [`${requestRef(facts.request.id)} · ${lineName(facts)}${urgent} · ${facts.office.name}`];
}

const handOverButton = ({ request }: RequestFacts): Button =>
  handOverPress.button('Hand over', { request: request.id }, 'primary');
const lookButton = ({ request }: RequestFacts): Button => lookPress.button('Show all', { request: request.id });
