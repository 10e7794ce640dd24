import type { OfficeEvent } from '../records/event.ts';
import { questionWords } from '../requests/questionWords.ts';
import type { Tx } from '../store.ts';
import type { KeptAnswer, Written } from './answer.ts';

/** Writing them down: each wording stands on the record of its office, and what is in use can be found. */

export type By = { id: number; at: Date };
type Of = Pick<KeptAnswer, 'id' | 'officeId'>;

export const noteWording = (
  tx: Tx,
  of: Of,
  written: Written,
  { id: actorId, at, ...state }: By & { revision: number; state: 'draft' | 'approved' },
): Promise<void> =>
  tx.records.addToOffice(of.officeId, {
    ...{ kind: 'answer written', at, actorId },
    data: {
      ...{ answer: of.id, ...state, question: written.question, text: written.answer, sources: written.sources },
      ...{ line: written.lineId, until: written.validUntil, owner: written.ownerId },
    },
  });

export const noteAnswer = <K extends 'answer approved' | 'answer renewed' | 'answer withdrawn'>(
  tx: Tx,
  of: Of,
  event: Extract<OfficeEvent, { kind: K }>,
): Promise<void> => tx.records.addToOffice(of.officeId, event);

/** It is found from now on, by the words of its question and of its text. */
export async function makeFindable(tx: Tx, of: Of, written: Written): Promise<void> {
  const asked = questionWords(written.question);
  const said = questionWords(written.answer).filter((word) => !asked.includes(word));
  await tx.answers.index({ ...of, lineId: written.lineId, validUntil: written.validUntil }, { asked, said });
}

export const hide = (tx: Tx, answer: KeptAnswer): Promise<void> => tx.answers.index(answer, null);
