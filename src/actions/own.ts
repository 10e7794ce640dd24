import { officeToday } from '../offices/officeToday.ts';
import { scopesOf } from '../offices/scope.ts';
import { mayOfAction } from '../people/permissions.ts';
import { type Actor, hasRole } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { isChangeable, type NamedAction } from './action.ts';
import { relationsTo } from './stands.ts';

/** What is open: one's own, and that of others in the agencies that one speaks for. `today`: in their office. */
export type OwnActions = {
  theirs: NamedAction[];
  others: { action: NamedAction; mayFinish: boolean; mayChange: boolean }[];
  today: string;
};

export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<OwnActions> {
  const theirs = await tx.actions.ownedBy(actor.person.id, limit);
  const others: OwnActions['others'] = [];
  const [first] = theirs;
  let today = first ? (await officeToday(tx, first.officeId, now)).today : now.toISOString().slice(0, 10);
  for (const { office, agencies, today: here } of await scopesOf(tx, actor, now)) {
    today = here;
    const supervises = hasRole(actor, office.id, 'supervisor');
    const agencyIds = supervises ? null : agencies.map(({ id }) => id);
    for (const action of await tx.actions.openOf({ officeId: office.id, agencyIds }, limit)) {
      if (action.ownerId === actor.person.id) continue;
      const relations = await relationsTo(tx, actor, action, { today: here, agencies });
      const mayChange = isChangeable(action) && mayOfAction(relations, 'change');
      others.push({ action, mayFinish: mayOfAction(relations, 'finish'), mayChange });
    }
  }
  return { theirs, others, today };
}
