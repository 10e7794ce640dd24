import { type DigestPart, few } from '../feature/digestPart.ts';
import { addDays } from '../people/absence.ts';
import { unreadLine } from './authorWords.ts';

/** Announcements whose last day for reading has passed since the last digest, and that not everybody has read. */
export const announcementsDigest: DigestPart = async (tx, { officeId, role, person, since, today }) => {
  const days = { from: since, to: addDays(today, -1) };
  const unread = await tx.announcements.unread(officeId, days, role === 'liaison' ? person.id : null);
  return { decide: [few(unread, 'that were to be read', (one) => unreadLine(one, today))], besides: [] };
};
