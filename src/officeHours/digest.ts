import type { DigestPart, MonthPart } from '../feature/digestPart.ts';
import { slotsOfMonth, slotsToday } from './digestWords.ts';
import { viewsOf } from './tell.ts';

const LISTED = 50;

/** Who comes to a liaison today. */
export const officeHoursDigest: DigestPart = async (tx, { officeId, role, person, now, today }) => {
  if (role !== 'liaison') return { decide: [], besides: [] };
  const ahead = await tx.officeHours.ahead({ officeId, liaisonIds: [person.id] }, now, LISTED);
  const slots = ahead.filter(({ day }) => day === today);
  return { decide: [], besides: slotsToday(await viewsOf(tx, slots, 'liaison', now)) };
};

/** How many slots of a month were taken. */
export const officeHoursMonth: MonthPart = async (tx, { officeId, agencyIds, from, to }) =>
  slotsOfMonth(await tx.officeHours.counts(officeId, agencyIds, from, to));
