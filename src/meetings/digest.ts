import { type DigestPart, few } from '../feature/digestPart.ts';
import { spanOfMonth } from '../figures/months.ts';
import { didNotTakePlace, unsaidLine } from './digestWords.ts';

/** Whoever was asked this very morning needs no second word about it. */
const TIME_TO_SAY_MS = 12 * 3_600_000;

/** Meetings of which nobody has said whether they took place, and those that did not since the last digest. */
export const meetingsDigest: DigestPart = async (tx, { officeId, agencyIds, from, now, today, officeZone, zone }) => {
  const askedBefore = new Date(now.getTime() - TIME_TO_SAY_MS);
  const { unsaid, notHeld } = await tx.meetings.looseEnds({ officeId, agencyIds }, { since: from, askedBefore });
  const january = spanOfMonth(`${today.slice(0, 4)}-01`, officeZone).from;
  const besides =
    notHeld.length === 0
      ? []
      : didNotTakePlace(notHeld, await tx.meetings.heldCounts(officeId, agencyIds, january, now), zone);
  return { decide: [few(unsaid, 'of which nobody has said so', (meeting) => unsaidLine(meeting, zone))], besides };
};
