import type { Block, Button, Message } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** What a feature adds to the menu: what is to be said to this person now, and buttons that lead on. */
export type Menu = { blocks: Block[]; buttons: Button[] };
export type MenuPart = (tx: Tx, actor: Actor, now: Date) => Promise<Menu>;

/** `programme`: of the features that are about more than requests. Their buttons stand behind `more` where they are many. */
export type MenuParts = { own: readonly MenuPart[]; programme: readonly MenuPart[]; more: Button };

/** So many buttons of the programme stand beside the others. */
const FEW = 3;

/** What there is for this person, by their roles: the page that opens, and the answer to a greeting. */
export async function menu({ own, programme, more }: MenuParts, tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const first = await gathered(own, tx, actor, now);
  const second = await gathered(programme, tx, actor, now);
  const blocks = [...first.blocks, ...second.blocks];
  const buttons = [...first.buttons, ...(second.buttons.length > FEW ? [more] : second.buttons)];
  // Whoever neither asks nor answers: buttons alone would say nothing.
  if (blocks.length === 0)
    blocks.push({
      kind: 'text',
      text: ['You look after this desk. You hear of a request when nobody else has seen to it in time.'],
    });
  return { blocks: [...blocks, ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : [])] };
}

/** What stands behind *More*. */
export async function moreOf(parts: readonly MenuPart[], tx: Tx, actor: Actor, now: Date): Promise<Message> {
  const { buttons } = await gathered(parts, tx, actor, now);
  if (buttons.length === 0) return { blocks: [{ kind: 'text', text: ['There is nothing more for you here.'] }] };
  return {
    blocks: [
      { kind: 'text', text: ['Beside your requests, this desk has:'] },
      { kind: 'buttons', buttons },
    ],
  };
}

async function gathered(parts: readonly MenuPart[], tx: Tx, actor: Actor, now: Date): Promise<Menu> {
  const all: Menu = { blocks: [], buttons: [] };
  for (const part of parts) {
    const { blocks, buttons } = await part(tx, actor, now);
    all.blocks.push(...blocks);
    all.buttons.push(...buttons);
  }
  return all;
}
