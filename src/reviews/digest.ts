import { type DigestPart, few, type MonthPart } from '../feature/digestPart.ts';
import { addDays } from '../people/absence.ts';
import type { Tx } from '../store.ts';
import { finishedInMonth, latestResult, overdueFinding, overdueReview, soonRow, waitingAnswer } from './digestWords.ts';
import { counted, type OwnReview } from './own.ts';
import { reviewersNow } from './who.ts';

/** What digests and months say of reviews. */

/** More of a kind than anybody looks at in a digest. */
const READ = 100;
/** So long before its day whoever is to finish one reads how far it is. */
const SOON_DAYS = 14;

/** Reviews past their day, findings that nobody has answered by theirs, and answers that nobody has accepted. */
export const reviewsDigest: DigestPart = async (
  tx,
  { officeId, agencyIds, role, person, knownSince: toldBefore, today, now },
) => {
  const { reviews, findings, answers } = await tx.reviews.late({ officeId, agencyIds }, { today, toldBefore }, READ);
  return {
    decide: [
      few(reviews, 'overdue reviews', (each) => overdueReview(each, today)),
      few(findings, 'overdue findings', (each) => overdueFinding(each, today)),
      few(answers, 'answers to findings', waitingAnswer),
    ],
    besides:
      role === 'liaison'
        ? (await dueSoon(tx, { officeId, personId: person.id, today }, now)).map((each) => soonRow(each, today))
        : [],
  };
};

type Reader = { officeId: number; personId: number; today: string };

/** Open ones that are due soon, to whoever answers the agency by now: a cover, or somebody who has just taken it over, too. */
async function dueSoon(tx: Tx, { officeId, personId, today }: Reader, now: Date): Promise<readonly OwnReview[]> {
  const until = addDays(today, SOON_DAYS);
  const open = (await tx.reviews.of({ officeId, agencyIds: null }, 'open', READ)).filter(
    ({ due }) => due >= today && due <= until,
  );
  const theirs = [];
  for (const each of open) if ((await reviewersNow(tx, each, now)).some(({ id }) => id === personId)) theirs.push(each);
  return counted(tx, theirs, now);
}

/**
 * To supervisors how many were finished. To the head of an agency the result of one of that month, and of those before
 * as long as something is still to be done about it.
 */
export const reviewsMonth: MonthPart = async (tx, { officeId, agencyIds, from, to }) => {
  const finished = (await tx.reviews.of({ officeId, agencyIds }, 'finished', READ)).filter(
    ({ finishedAt }) => finishedAt !== null && finishedAt < to,
  );
  const all = await counted(tx, finished, to);
  const isOfMonth = ({ finishedAt }: (typeof all)[number]): boolean => finishedAt !== null && finishedAt >= from;
  if (agencyIds === null) return finishedInMonth(all.filter(isOfMonth));
  return latestResult(all.filter((each) => isOfMonth(each) || each.findings.open > 0));
};
