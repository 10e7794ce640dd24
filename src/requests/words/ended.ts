import type { Block, Button, Message } from '../../chat/message.ts';
import type { RequestFacts } from '../facts.ts';

/**
 * A message without the buttons that lead nowhere any more, and with a word on where the request is now; without one
 * where its reader has just pressed the button.
 */
export function withoutOffers(
  { blocks, ...more }: Message,
  leads: (button: Button) => boolean,
  now: { facts: RequestFacts; readerId: number } | undefined,
): Message {
  const left = blocks.flatMap((block): Block[] => {
    if (block.kind !== 'buttons') return [block];
    const buttons = block.buttons.filter(leads);
    return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
  });
  // Changed once more, it says the newest only.
  const last = left.at(-1);
  const isSaid = last?.kind === 'small' && last.text.length === 1 && String(last.text[0]).startsWith(SAID);
  const kept = isSaid ? left.slice(0, -1) : left;
  if (!now) return { ...more, blocks: kept };
  return { ...more, blocks: [...kept, { kind: 'small', text: [`${SAID}${sayNow(now.facts, now.readerId)}`] }] };
}

const SAID = 'Now: ';

function sayNow({ request, holder, requester }: RequestFacts, readerId: number): string {
  switch (request.state) {
    case 'withdrawn':
      return readerId === requester.id ? 'you withdrew this question.' : `${requester.name} withdrew the question.`;
    case 'resolved':
      return 'it is resolved.';
    case 'open':
    case 'waiting':
      if (holder === null) return 'it waits for a supervisor.';
      return readerId === holder.id ? 'you have it.' : `${holder.name} has it.`;
  }
}
