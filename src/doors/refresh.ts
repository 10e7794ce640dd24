import type { Answer } from '../chat/answer.ts';
import { type Block, buttonsOf, type Message } from '../chat/message.ts';
import { hidden } from '../feature/answer.ts';
import type { Doing } from '../feature/deed.ts';
import { readGuarded } from '../requests/guards.ts';
import type { Tx } from '../store.ts';
import { leadsOn, requestOf } from './deeds.ts';

/** What a message of the desk says when buttons are gone from it. */
const GONE = 'What is not offered here anymore has been done, or somebody else sees to it now.';

/**
 * A message that was sent before, as it is now for the person it was sent to: in its newest wording, with the buttons
 * that still lead somewhere. For everybody else it does not exist.
 */
export async function refresh(
  tx: Tx,
  deliveryId: string,
  doing: Pick<Doing, 'actor' | 'accountId' | 'now'>,
): Promise<Answer> {
  const shown = await tx.outbox.shown(deliveryId);
  const own = shown && (shown.accountId === doing.accountId || shown.personId === doing.actor.person.id);
  if (!own) return hidden;
  const { blocks } = shown.message;
  const presses = buttonsOf(shown.message).map(({ press }) => press);
  const requests = await readGuarded(
    tx,
    presses.map(requestOf).filter((id) => id !== undefined),
    doing.now,
  );
  const now: Block[] = [];
  let gone = false;
  for (const block of blocks) {
    if (block.kind !== 'buttons' && block.kind !== 'row') {
      now.push(block);
      continue;
    }
    const buttons = block.buttons.filter(({ press }) => leadsOn(press, doing.actor, requests));
    if (buttons.length > 0 || block.kind === 'row') now.push({ ...block, buttons });
    if (buttons.length < block.buttons.length) gone = true;
  }
  if (gone) now.push({ kind: 'small', text: [GONE] });
  const message: Message = { blocks: now };
  return { kind: 'show', message };
}
