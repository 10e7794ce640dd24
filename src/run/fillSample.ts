import { officeToday } from '../offices/officeToday.ts';
import { questionWords } from '../requests/questionWords.ts';
import { addMonths } from '../sla/months.ts';
import type { Tx } from '../store.ts';
import { fillListening } from './fillListening.ts';

/**
 * What the sample office has of its programme as somebody begins to try it, beside what its files say: an answer that was
 * kept, office hours, and a listening round. Nobody is written to.
 */

const QUESTION = 'How does a new vendor register with the state?';
const ANSWER =
  'They register themselves in the vendor portal, with their tax form. It takes two business days; until then you can ask them for a quote, and not yet order from them.';
const SOURCES = ['Vendor handbook, chapter 2'];
const OWNER = 'lee.park@procurement.cascadia.example';
const VALID_MONTHS = 12;

/** Nothing, where the office has nobody of the sample. */
export async function fillSample(tx: Tx, officeId: number, now: Date): Promise<void> {
  const { office, today } = await officeToday(tx, officeId, now);
  const liaison = (await tx.people.withRole(officeId, 'liaison')).find(({ email }) => email === OWNER);
  const [supervisor] = await tx.people.withRole(officeId, 'supervisor');
  if (!liaison || !supervisor) return;
  const line = office.lines.find(({ code }) => code === 'purchasing')?.id ?? null;
  const written = { question: QUESTION, answer: ANSWER, sources: SOURCES, lineId: line, ownerId: liaison.id };
  const validUntil = addMonths(today, VALID_MONTHS);
  const answer = await tx.answers.add({
    ...{ ...written, officeId, validUntil, state: 'approved', authorId: liaison.id, at: now, fromRequest: null },
    ...{ approvedBy: supervisor.id, approvedAt: now },
  });
  const asked = questionWords(QUESTION);
  const said = questionWords(ANSWER).filter((word) => !asked.includes(word));
  await tx.answers.index({ id: answer, officeId, lineId: line, validUntil }, { asked, said });
  const wording = { answer, revision: 1, question: QUESTION, text: ANSWER, sources: SOURCES };
  await tx.records.addToOffice(
    officeId,
    {
      ...{ kind: 'answer written', at: now, actorId: liaison.id },
      data: { ...wording, state: 'approved', line, until: validUntil, owner: liaison.id },
    },
    { kind: 'answer approved', at: now, actorId: supervisor.id, data: { answer, revision: 1 } },
  );
  for (const weekday of ['tue', 'thu'] as const)
    await tx.officeHours.add({
      ...{ officeId, liaisonId: liaison.id, weekday, fromMinute: 14 * 60, untilMinute: 16 * 60, slotMinutes: 30 },
      ...{ place: 'Room 210', createdAt: now },
    });
  await fillListening(tx, officeId, supervisor.id, now);
}
