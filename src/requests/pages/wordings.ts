import type { Row, Section } from '../../page/view.ts';
import type { Tx } from '../../store.ts';
import { type RequestFacts, zoneOf } from '../facts.ts';
import { isDestroyed } from '../request.ts';

/** How a message was worded, the first wording first: what stands in its place now comes last. */
export type Wording = { number: number; authorId: number; at: Date; text: string };

/**
 * Of messages that were edited every wording, with the time from which it stood. For those who may see the notes of the
 * office, who see what was deleted as well; of what was destroyed there is nothing.
 */
export async function wordingsSection(
  tx: Tx,
  facts: RequestFacts,
  viewer: Parameters<typeof zoneOf>[0],
): Promise<Section[]> {
  if (isDestroyed(facts.request)) return [];
  const wordings = await tx.requests.wordings(facts.request.id);
  if (wordings.length === 0) return [];
  const people = await tx.people.named(wordings.map(({ authorId }) => authorId));
  const zone = zoneOf(viewer, facts);
  const rows = wordings.map(({ number, authorId, at, text }): Row => {
    const author = people.get(authorId)?.name ?? 'somebody';
    return { cells: [`${number}, by ${author}`, { when: at, zone }, text] };
  });
  return [
    {
      kind: 'table',
      table: {
        ...{ name: 'wordings', title: 'As it was worded before', empty: '', rows },
        columns: [{ name: 'Message', key: true }, { name: 'Since' }, { name: 'Wording', wide: true }],
      },
    },
  ];
}
