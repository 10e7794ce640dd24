import type { Taking } from '../../feature/taking.ts';
import type { Section } from '../../page/view.ts';
import { may } from '../../people/permissions.ts';
import type { Actor } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import type { RequestFacts } from '../facts.ts';
import { coverIds, loadFacts } from '../load.ts';
import { guard, isDestroyed, messageRef } from '../request.ts';

/** The files that came with a request, as they came. Whoever may read the message may have what came with it. */

const ID = /^\d{1,15}$/u;

export const requestFile: Taking = {
  path: 'file',
  isFor: () => true,
  async give({ store, actor, rest, now }) {
    const id = Number(rest);
    if (!ID.test(rest)) return undefined;
    return store.transaction(async (tx) => {
      const place = await tx.files.placeOf(id);
      const facts = place && (await loadFacts(tx, place.requestId, 'to read'));
      const message = facts?.messages.find((each) => each.id === place?.messageId);
      if (!facts || !message || !(await mayHave(tx, actor, facts, message.kind === 'note', now()))) return undefined;
      const kept = await tx.files.content(id);
      // What it says that it is, its sender says: a browser is told nothing that it could act on.
      return kept && { name: kept.name, type: 'application/octet-stream', content: kept.bytes };
    });
  },
};

async function mayHave(tx: Tx, actor: Actor, { request }: RequestFacts, isNote: boolean, now: Date): Promise<boolean> {
  const guarded = guard(request, await coverIds(tx, request, now));
  return may(actor, 'see', guarded) && (!isNote || may(actor, 'see notes', guarded));
}

/** Which of them can be had, and why others cannot. */
export async function filesSection(
  tx: Tx,
  { request, messages }: RequestFacts,
  seesNotes: boolean,
): Promise<Section[]> {
  if (isDestroyed(request)) return [];
  const files = (await tx.files.ofRequest(request.id)).flatMap((file) => {
    const message = messages.find(({ id }) => id === file.messageId);
    return message && (seesNotes || message.kind !== 'note') ? [{ ...file, message }] : [];
  });
  if (files.length === 0) return [];
  return [
    {
      kind: 'table',
      table: {
        ...{ name: 'files', title: 'Files', empty: 'No files came with it.' },
        columns: [{ name: 'Name', key: true }, { name: 'Came with' }, { name: 'Bytes', end: true }, { name: 'State' }],
        rows: files.map(({ id, name, size, state, reason, message }) => ({
          cells: [
            state === 'stored' ? { words: name, to: `take/file/${id}` } : name,
            messageRef(request.id, message.number),
            size,
            state === 'stored' ? 'kept' : state === 'waiting' ? 'being fetched' : (reason ?? 'not to be had'),
          ],
        })),
      },
    },
  ];
}
