import type { DigestPart } from '../feature/digestPart.ts';
import { stillToDo } from './words.ts';

const NAMED = 3;

/** What is still to do: of the whole office, or of a liaison and the agencies they answer. */
export const actionsDigest: DigestPart = async (tx, { officeId, agencyIds, role, person, today }) => {
  const whose = { officeId, agencyIds, ...(role === 'liaison' && { ownerId: person.id }) };
  const { open, overdue } = await tx.actions.count(whose, today);
  if (open === 0) return { decide: [], besides: [] };
  return { decide: [], besides: stillToDo({ open, overdue, first: await tx.actions.openOf(whose, NAMED) }, today) };
};
