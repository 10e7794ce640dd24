import { lostContacts } from '../offices/gaps.ts';
import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { NotArrived } from './notArrivedLines.ts';
import { failuresOf } from './undelivered.ts';
import { unheardIn } from './unheard.ts';

/** As long ago as a weekly digest reaches. */
const DAYS = 7;

/** What did not arrive in an office, and whom it does not reach. A reader is reached by reading. */
export async function readNotArrived(tx: Tx, officeId: number, reader: Person, now: Date): Promise<NotArrived> {
  const office = await tx.offices.one(officeId);
  const { calendar } = await tx.offices.rules(office);
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  const unreached = await tx.people.unreached({ roles: ['liaison', 'supervisor'], officeId });
  return {
    ...{ officeId, office: office.name, zone: reader.zone ?? calendar.spec.zone },
    lost: lostContacts(unreached.filter(({ person }) => person.id !== reader.id)),
    failures: failuresOf(await tx.digests.undelivered(officeId, since)),
    unheard: await unheardIn(tx, officeId),
  };
}
