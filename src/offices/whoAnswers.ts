import { type ChoiceFacts, chooseLiaison } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';

/**
 * Who answers an agency on a day ('YYYY-MM-DD'), on each line, so that of somebody who is out the cover does; where nobody
 * is in, the supervisors.
 */
export async function whoAnswers(tx: Tx, of: { officeId: number; agencyId: number }, day: string): Promise<Person[]> {
  const found = await answerersOn(tx, of, day);
  return found.length > 0 ? found : tx.people.withRole(of.officeId, 'supervisor');
}

/** The same without them: nobody, where nobody is in. */
export async function answerersOn(
  tx: Tx,
  { officeId, agencyId }: { officeId: number; agencyId: number },
  day: string,
): Promise<Person[]> {
  const { lines } = await tx.offices.one(officeId);
  const { assignments, absences, people } = await tx.people.coverage(officeId, null, day);
  const facts: ChoiceFacts = {
    ...{ absences, office: assignments, active: (id) => people.get(id)?.active ?? false },
    assignments: assignments.filter((each) => each.agencyId === agencyId),
  };
  const chosen = new Set(
    lines.flatMap(({ id }) => chooseLiaison(facts, { agencyId, serviceLineId: id, day }).holderId ?? []),
  );
  return [...chosen].flatMap((id) => people.get(id) ?? []);
}
