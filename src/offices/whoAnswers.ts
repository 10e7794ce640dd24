import { type ChoiceFacts, chooseLiaison } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import type { CoverageFacts, Tx } from '../store.ts';

/** Who answers an agency on a day, by service line; null: nobody does. */
export function holdersOn(
  { assignments, absences, people }: CoverageFacts,
  agencyId: number,
  day: string,
): (lineId: number) => number | null {
  const facts: ChoiceFacts = {
    ...{ absences, office: assignments, active: (id) => people.get(id)?.active ?? false },
    assignments: assignments.filter((each) => each.agencyId === agencyId),
  };
  return (serviceLineId) => chooseLiaison(facts, { agencyId, serviceLineId, day }).holderId;
}

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
  const coverage = await tx.people.coverage(officeId, null, day);
  const holderOf = holdersOn(coverage, agencyId, day);
  const chosen = new Set(lines.flatMap(({ id }) => holderOf(id) ?? []));
  return [...chosen].flatMap((id) => coverage.people.get(id) ?? []);
}
