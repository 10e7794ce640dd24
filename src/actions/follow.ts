import type { Block } from '../chat/message.ts';
import type { Tx } from '../store.ts';
import type { Action } from './action.ts';
import { changeActionPress, finishActionPress } from './presses.ts';

/** Where an action was told and reminded of, it says what became of it, without a sound, and asks for it no more. */
export async function followInMessages(
  tx: Tx,
  { id, officeId, toldIn }: Pick<Action, 'id' | 'officeId' | 'toldIn'>,
  became: string,
): Promise<void> {
  for (const key of toldIn) {
    const standing = await tx.outbox.standing([key]);
    if (!standing) continue;
    const blocks = standing.message.blocks.map((block) => withoutButton(block, id, became));
    const changeKey = await tx.outbox.changeKey(standing.root);
    const common = { kind: 'notice' as const, officeId, to: standing.to };
    await tx.outbox.put([{ ...common, key: changeKey, replaces: standing.root, message: { blocks } }]);
  }
}

function withoutButton(block: Block, action: number, became: string): Block {
  if (block.kind !== 'row') return block;
  const isOfIt = block.buttons.some(({ press: { name, about } }) =>
    [finishActionPress, changeActionPress].some((each) => name === each.name && about === each.to({ action }).about),
  );
  return isOfIt ? { ...block, text: [...block.text, ` · ${became}`], buttons: [] } : block;
}
