import type { ImportDuties } from '../offices/importOffice.ts';
import { moveTo } from '../requests/reassign.ts';
import { moveOpenRequests } from '../requests/recalculate.ts';

/** What an import does to open requests, as the desk does it on other occasions. */
export function importDuties(now: () => Date): ImportDuties {
  return {
    async handOver(tx, requestId, toPersonId, reason) {
      const request = await tx.requests.lock(requestId);
      if (request) await moveTo(tx, request, toPersonId, { actorId: null, at: now(), reason });
    },
    async moveOpenRequests(tx, officeId, calendarId, reason) {
      await moveOpenRequests(tx, officeId, calendarId, reason, now());
    },
  };
}
