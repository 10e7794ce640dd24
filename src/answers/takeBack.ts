import { eachAlone } from '../feature/sweep.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import { loadFacts } from '../requests/load.ts';
import type { Store, Tx } from '../store.ts';

/**
 * An answer that was withdrawn or has ended is shown to nobody: it goes from receipts and cards where it stands. One that
 * was changed stands there as it reads now.
 */

export const takeBackSweep = 'answers';

export async function sweepAnswers(store: Store, now: Date, limit = 200): Promise<number> {
  const lapsed = await store.transaction((tx) => tx.answers.lapsed(now, limit));
  return eachAlone(
    { store, name: takeBackSweep, now },
    lapsed,
    ({ requestId }) => requestId,
    (tx, each) => takeBack(tx, each, now),
  );
}

async function takeBack(
  tx: Tx,
  { requestId, answerId, ended }: { requestId: number; answerId: number; ended: boolean },
  now: Date,
): Promise<boolean> {
  const facts = await loadFacts(tx, requestId, 'locked');
  const answer = await tx.answers.one(answerId);
  if (!facts?.before || !answer) return false;
  // As it stood in their chats until now.
  const stood = { ...answer, ...(ended ? { validUntil: FOR_EVER } : { question: '', answer: '' }) };
  const draft = new Draft({ ...facts, before: { ...facts.before, answer: stood } }, now);
  draft.know({ before: ended ? { ...facts.before, answer: null } : facts.before });
  await tx.answers.mark(requestId, ended ? { endedAt: now } : { shownAt: now });
  await apply(tx, draft.decided(), now);
  return true;
}

const FOR_EVER = '9999-12-31';
