import type { Block, Button, Message, Text } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** Something that can be typed, in the very words, and what it does. */
export type Typable = { type: string; does: string };

/** What a feature lets this person type: all of it, and nothing that is not theirs, or that their offices do not offer. */
export type HelpPart = (actor: Actor, tx: Tx) => Typable[] | Promise<Typable[]>;

/** Everything there is for this person: what can be typed, and what the buttons of the menu open. */
export function help(typable: readonly Typable[], menu: Message): Message {
  const items = typable.map(({ type, does }): Text => [{ strong: type }, `: ${does}`]);
  const buttons: Button[] = menu.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []));
  const blocks: Block[] = [
    ...menu.blocks.filter(({ kind }) => kind !== 'buttons'),
    ...(items.length > 0
      ? [
          { kind: 'text' as const, text: ['Type any of these, as they stand here:'] },
          { kind: 'list' as const, items },
        ]
      : []),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ];
  return { blocks };
}
