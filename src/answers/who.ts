import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { type AnswerAction, mayOfAnswer } from '../people/permissions.ts';
import { type Actor, hasRole, officesAs } from '../people/person.ts';
import { team } from '../requests/load.ts';
import type { Tx } from '../store.ts';
import type { NamedAnswer } from './answer.ts';

export type FoundAnswer = { answer: NamedAnswer; here: OfficeToday };

/** An answer, if this person may do this to it: to everybody else there is none. */
export async function answerFor(
  tx: Tx,
  actor: Actor,
  id: number,
  { action, now, how }: { action: AnswerAction; now: Date; how?: 'locked' },
): Promise<FoundAnswer | undefined> {
  const answer = await tx.answers.one(id, how);
  if (!answer || !mayOfAnswer(actor, action, answer)) return undefined;
  return { answer, here: await officeToday(tx, answer.officeId, now) };
}

/** The offices whose answers somebody sees and writes. */
export const officesOf = (actor: Actor): number[] => [
  ...new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'liaison')]),
];

export const approves = (actor: Actor, officeId: number): boolean => hasRole(actor, officeId, 'supervisor');

/** Whom an answer may belong to. */
export async function owners(tx: Tx, officeId: number, today: string): Promise<{ id: number; name: string }[]> {
  const members = await team(tx, officeId, today);
  return members.map(({ person: { id, name } }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'en'));
}
