import type { DigestPart } from '../feature/digestPart.ts';
import { stillToDo } from './words.ts';

const NAMED = 3;
const LOOKED_AT = 30;

/** What is still to do: of the whole office, or of a liaison and the agencies they answer. */
export const actionsDigest: DigestPart = async (tx, { officeId, agencyIds, role, person, today }) => {
  const whose = { officeId, agencyIds, ...(role === 'liaison' && { ownerId: person.id }) };
  const { open, overdue } = await tx.actions.count(whose, today);
  if (open === 0) return { decide: [], besides: [] };
  // What is overdue of reviews stands among what is to be decided.
  const first = (await tx.actions.openOf(whose, LOOKED_AT)).filter(
    ({ subject, due }) => subject.kind !== 'review' || due >= today,
  );
  return { decide: [], besides: stillToDo({ open, overdue, first: first.slice(0, NAMED) }, today) };
};
