import { type DigestPart, few } from '../feature/digestPart.ts';
import { spanOfMonth } from '../figures/months.ts';
import { didNotTakePlace, unsaidLine } from './digestWords.ts';

/** Meetings of which nobody has said whether they took place, and those that did not since the last digest. */
export const meetingsDigest: DigestPart = async (tx, { officeId, agencyIds, ...reading }) => {
  const { from, now, knownSince: askedBefore, today, officeZone, zone } = reading;
  const { unsaid, notHeld } = await tx.meetings.looseEnds({ officeId, agencyIds }, { since: from, askedBefore });
  const january = spanOfMonth(`${today.slice(0, 4)}-01`, officeZone).from;
  const besides =
    notHeld.length === 0
      ? []
      : didNotTakePlace(notHeld, await tx.meetings.heldCounts(officeId, agencyIds, january, now), zone);
  return { decide: [few(unsaid, 'of which nobody has said so', (meeting) => unsaidLine(meeting, zone))], besides };
};
