import type { Answer } from '../chat/answer.ts';
import { notice } from '../feature/answer.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import { loadFacts } from '../requests/load.ts';
import type { Tx } from '../store.ts';
import { rewordOffice } from './relationshipSweep.ts';
import { officeStopped } from './relationshipWords.ts';
import type { Survey } from './survey.ts';
import { rewordQuestion } from './sweep.ts';
import { stopped } from './words.ts';

/**
 * By none of the surveys, of whichever office: whoever is tired of one is not asked by another, nor reminded of what they
 * were asked before. `here`: the request whose question they pressed this under, which is seen to by itself.
 */
export async function askNoMore(
  tx: Tx,
  personId: number,
  { at, now, here }: { at: Date; now: Date; here?: number },
): Promise<Answer> {
  await tx.surveys.stop(personId, at);
  for (const { id, requestId } of await tx.surveys.openTo(personId))
    if (requestId !== here) await decline(tx, id, requestId, at, now);
  for (const { id } of await tx.relationships.openTo(personId)) {
    const survey = await tx.relationships.one(id);
    if (!survey) continue;
    await tx.relationships.mark(id, { declinedAt: at, nextAt: null });
    await rewordOffice(tx, survey, officeStopped, 'stopped');
  }
  return notice('We won’t ask you how we did anymore.');
}

async function decline(tx: Tx, id: Survey['id'], requestId: number, at: Date, now: Date): Promise<void> {
  const facts = await loadFacts(tx, requestId, 'locked');
  const survey = await tx.surveys.one(id);
  if (!facts || !survey || survey.rating !== null) return;
  await tx.surveys.mark(id, { declinedAt: at });
  const draft = new Draft(facts, now);
  rewordQuestion(draft, survey, stopped, 'stopped');
  await apply(tx, draft.decided(), now);
}
