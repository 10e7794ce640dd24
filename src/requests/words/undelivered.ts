import type { Message } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestFacts } from '../facts.ts';
import { aboutRequest } from './about.ts';

/** For the holder and the supervisors: what did not arrive, with whom, why, and what can be done. */
export function undelivered(
  facts: RequestFacts,
  {
    what,
    reason,
    recipient,
    moved = false,
  }: { what: string; reason: string; recipient: Person | undefined; moved?: boolean },
): Message {
  const said = `${what} could not be delivered: ${reason}.`;
  if (!recipient) return aboutRequest(facts, [said], 'look');
  if (moved && facts.holder) {
    const has = ` ${recipient.name} is not reached in chat, so ${facts.holder.name} has the request now. What comes next goes there, too.`;
    return aboutRequest(facts, [said, has], 'hand over', 'look');
  }
  const isHolder = recipient.id === facts.request.holderId;
  const way = isHolder
    ? ` ${recipient.name} is not reached in chat: hand the request over, or ask them to write to the desk from another account.`
    : ` ${recipient.name} is not reached in chat: call them, or ask them to write to the desk from another account.`;
  const rest = ' You will hear of no more for them today.';
  return aboutRequest(facts, [said, way, rest], ...(isHolder ? (['hand over', 'look'] as const) : (['look'] as const)));
}

/** A reply within its time takes back a breach that was announced before. */
export const breachTakenBack = (facts: RequestFacts): Message =>
  aboutRequest(facts, ['the reply was within its time after all. The breach is taken back.'], 'look');
