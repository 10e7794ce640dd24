import type { PageView } from '../../page/view.ts';
import { may } from '../../people/permissions.ts';
import type { Actor } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import { howItWasCounted } from '../howCounted.ts';
import { coverIds, loadFacts } from '../load.ts';
import { lookMessage } from '../look.ts';
import { countedPress } from '../presses.ts';
import { guard, readRequestRef, requestRef } from '../request.ts';
import { filesSection } from './files.ts';
import { wordingsSection } from './wordings.ts';

/** One request: its whole story, and below it earlier wordings of what was edited, and how its promises were counted. */
export async function openOne(
  tx: Tx,
  written: string,
  visit: { actor: Actor; now: Date },
): Promise<PageView | undefined> {
  const id = readRequestRef(/^\d{1,9}$/u.test(written) ? `R-${written}` : written);
  const message = id === undefined ? undefined : await lookMessage(tx, visit, id);
  const facts = id !== undefined && message ? await loadFacts(tx, id, 'to read') : undefined;
  if (!message || !facts) return undefined;
  const guarded = guard(facts.request, await coverIds(tx, facts.request, visit.now));
  const seesNotes = may(visit.actor, 'see notes', guarded);
  // What that button would show stands below.
  const blocks = message.blocks.map((block) =>
    block.kind === 'buttons'
      ? { ...block, buttons: block.buttons.filter(({ press }) => press.name !== countedPress.name) }
      : block,
  );
  return {
    title: requestRef(facts.request.id),
    sections: [
      { kind: 'message', message: { blocks } },
      ...(await filesSection(tx, facts, seesNotes)),
      ...(seesNotes ? await wordingsSection(tx, facts, visit.actor.person) : []),
      { kind: 'message', message: await howItWasCounted(tx, facts, visit) },
    ],
  };
}
