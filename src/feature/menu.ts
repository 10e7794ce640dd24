import type { Block, Button, Message } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** What a feature adds to the menu: what is to be said to this person now, and buttons that lead on. */
export type Menu = { blocks: Block[]; buttons: Button[] };
export type MenuPart = (tx: Tx, actor: Actor, now: Date) => Promise<Menu>;

/** What there is for this person, by their roles: the page that opens, and the answer to a greeting. */
export async function menu(parts: readonly MenuPart[], tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const blocks: Block[] = [];
  const buttons: Button[] = [];
  for (const part of parts) {
    const each = await part(tx, actor, now);
    blocks.push(...each.blocks);
    buttons.push(...each.buttons);
  }
  // Whoever neither asks nor answers: buttons alone would say nothing.
  if (blocks.length === 0)
    blocks.push({
      kind: 'text',
      text: ['You look after this desk. You hear of a request when nobody else has seen to it in time.'],
    });
  return { blocks: [...blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [])] };
}
