import type { HandingOver, ImportDuties } from '../offices/importOffice.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideMove } from './decide/moving.ts';
import { decideConfirmed } from './decide/placing.ts';
import { type Going, handMany } from './handMany.ts';
import { loadFacts } from './load.ts';

/** What an import does to open requests, as the desk does it on other occasions. */
export function importDuties(now: () => Date): ImportDuties {
  return {
    async handOver(tx, requestIds, toPersonId, why) {
      const holder = (await tx.people.named([toPersonId])).get(toPersonId) ?? null;
      const going: Going[] = [];
      for (const id of requestIds.toSorted((a, b) => a - b)) {
        const facts = await loadFacts(tx, id, 'locked');
        if (facts) going.push({ facts, holder, move: { by: null, at: now(), reason: why.reason } });
      }
      // One alone is told by itself, and of its new time with it; of several the times move with everybody's.
      if (going.length > 1) {
        const key = `import at ${now().toISOString()}`;
        await handMany(tx, going, { key, kind: 'share', why: 'The office’s roster has changed' }, now());
        return;
      }
      for (const each of going) await handOne(tx, each, why, now());
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

async function handOne(tx: Tx, { facts, holder, move }: Going, { reason, calendar }: HandingOver, now: Date) {
  const { policyId } = facts.request;
  const follows = calendar && {
    rules: await tx.offices.rules({ calendarId: calendar.id, policyId }),
    reason: calendar.reason,
  };
  const why = follows ? `${reason}; ${follows.reason}` : reason;
  await apply(tx, decideMove(facts, holder, { ...move, reason: why }, now, follows), now);
}
