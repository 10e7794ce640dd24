import type { Block, Button, Message } from '../../chat/message.ts';
import type { RequestFacts } from '../facts.ts';

/** Where the request is, for whom; `answered`: what was owed has just been kept. `says`: what is said of it instead. */
type Now = { facts: RequestFacts; readerId: number; answered?: boolean; says?: string | undefined };

/**
 * A message without the buttons that lead nowhere any more, and with a word on where the request is now; without one
 * where its reader has just pressed the button.
 */
export function withoutOffers(
  { blocks, ...more }: Message,
  leads: (button: Button) => boolean,
  now: Now | undefined,
): Message {
  let lost = false;
  const left = blocks.flatMap((block): Block[] => {
    if (block.kind === 'row') return [withoutRow(block, leads, now)];
    if (block.kind !== 'buttons') return [block];
    const buttons = block.buttons.filter(leads);
    lost ||= buttons.length < block.buttons.length;
    return buttons.length > 0 ? [{ kind: 'buttons', buttons }] : [];
  });
  // Changed once more, it says the newest only.
  const last = left.at(-1);
  const isSaid = last?.kind === 'small' && last.text.length === 1 && String(last.text[0]).startsWith(SAID);
  const kept = isSaid && (lost || !now) ? left.slice(0, -1) : left;
  if (!now || !lost) return { ...more, blocks: kept };
  return { ...more, blocks: [...kept, { kind: 'small', text: [`${SAID}${sayNow(now)}`] }] };
}

type Row = Extract<Block, { kind: 'row' }>;

/** A line of several says for itself where its request is now. */
function withoutRow(row: Row, leads: (button: Button) => boolean, now: Now | undefined): Row {
  const buttons = row.buttons.filter(leads);
  if (buttons.length === row.buttons.length) return row;
  const isSaid = String(row.text.at(-1)).startsWith(`\n${SAID}`);
  const text = isSaid ? row.text.slice(0, -1) : row.text;
  return { ...row, buttons, text: now ? [...text, `\n${SAID}${sayNow(now)}`] : text };
}

const SAID = 'Now: ';

function sayNow({ facts: { request, holder, requester, seer }, readerId, answered, says }: Now): string {
  if (says !== undefined) return says;
  switch (request.state) {
    case 'withdrawn':
      return readerId === requester.id ? 'you withdrew this question.' : `${requester.name} withdrew the question.`;
    case 'resolved':
      return 'it is resolved.';
    case 'open':
    case 'waiting':
      if (answered) return 'it has its answer.';
      if (seer) return readerId === seer.id ? 'you see to it.' : `${seer.name} sees to it.`;
      if (holder === null) return 'it waits for a supervisor.';
      return readerId === holder.id ? 'you have it.' : `${holder.name} has it.`;
  }
}
