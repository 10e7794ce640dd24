import { type DigestPart, few, type MonthPart } from '../feature/digestPart.ts';
import { finishedInMonth, latestResult, overdueFinding, overdueReview, waitingAnswer } from './digestWords.ts';
import { counted } from './own.ts';

/** What digests and months say of reviews. */

/** More of a kind than anybody looks at in a digest. */
const READ = 100;

/** Reviews past their day, findings that nobody has answered by theirs, and answers that nobody has accepted. */
export const reviewsDigest: DigestPart = async (tx, { officeId, agencyIds, knownSince: toldBefore, today }) => {
  const { reviews, findings, answers } = await tx.reviews.late({ officeId, agencyIds }, { today, toldBefore }, READ);
  return {
    decide: [
      few(reviews, 'overdue reviews', (each) => overdueReview(each, today)),
      few(findings, 'overdue findings', (each) => overdueFinding(each, today)),
      few(answers, 'answers to findings', waitingAnswer),
    ],
    besides: [],
  };
};

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
