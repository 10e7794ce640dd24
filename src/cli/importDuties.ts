import type { ImportDuties } from '../offices/importOffice.ts';
import { apply } from '../requests/apply.ts';
import { decideMove } from '../requests/decide/moving.ts';
import { decideConfirmed } from '../requests/decide/placing.ts';
import { loadFacts } from '../requests/load.ts';

/** What an import does to open requests, as the desk does it on other occasions. */
export function importDuties(now: () => Date): ImportDuties {
  return {
    async handOver(tx, requestId, toPersonId, { reason, calendar }) {
      const facts = await loadFacts(tx, requestId, 'locked');
      const to = toPersonId === null ? undefined : (await tx.people.named([toPersonId])).get(toPersonId);
      if (!facts) return;
      const { policyId } = facts.request;
      const follows = calendar && {
        rules: await tx.offices.rules({ calendarId: calendar.id, policyId }),
        reason: calendar.reason,
      };
      const why = follows ? `${reason}; ${follows.reason}` : reason;
      await apply(tx, decideMove(facts, to ?? null, { by: null, at: now(), reason: why }, now(), follows), now());
    },
    async confirmed(tx, { personId, agencyId }) {
      const agency = await tx.people.agency(agencyId);
      if (!agency) return;
      for (const each of await tx.requests.liveOfRequester(personId)) {
        const facts = each.agencyId === agencyId ? await loadFacts(tx, each.id, 'locked') : undefined;
        if (facts) await apply(tx, decideConfirmed(facts, agency, null, now(), now()), now());
      }
    },
  };
}
