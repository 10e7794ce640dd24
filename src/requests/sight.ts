import { absenceOn, assignmentFor } from '../people/coverage.ts';
import { type Actor, officesAs } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Sight } from './listing.ts';

/**
 * All that somebody may see of requests today, so that the database can look among just these. It says what
 * `may(actor, 'see', …)` says of each (test/requests/sight.store.test.ts holds the two together).
 */
export async function sightOf(tx: Tx, actor: Actor, now: Date): Promise<Sight> {
  const { id: personId } = actor.person;
  const officeIds = [...new Set([...officesAs(actor, 'supervisor'), ...officesAs(actor, 'administrator')])];
  const liaisonOfficeIds = [...new Set(officesAs(actor, 'liaison'))].filter((id) => !officeIds.includes(id));
  const notesIn = [...new Set(officesAs(actor, 'supervisor'))];
  const sight: Sight = { personId, officeIds, notesIn, liaisonOfficeIds, covered: [], standingInFor: [] };
  for (const officeId of liaisonOfficeIds) {
    const office = await tx.offices.one(officeId);
    const day = localDate((await tx.offices.rules(office)).calendar, now);
    const { assignments, absences } = await tx.people.coverage(officeId, null, day);
    const theirs = assignments.filter(({ liaisonId, backupId }) => liaisonId === personId || backupId === personId);
    for (const agencyId of new Set(theirs.map((each) => each.agencyId))) {
      const ofAgency = assignments.filter((each) => each.agencyId === agencyId);
      for (const { id: lineId } of office.lines) {
        const own = assignmentFor(ofAgency, agencyId, lineId, day);
        if (own?.liaisonId === personId || own?.backupId === personId)
          sight.covered.push({ officeId, agencyId, lineId });
      }
    }
    for (const holderId of new Set(absences.map((each) => each.personId)))
      if (absenceOn(absences, holderId, day)?.coverId === personId)
        sight.standingInFor.push({ officeId, personId: holderId });
  }
  return sight;
}
