import { type DigestPart, few } from '../feature/digestPart.ts';
import { addDays } from '../people/absence.ts';
import { draftLine, unreadLine } from './authorWords.ts';

/** So long whoever wrote one hears that it still waits. */
const DRAFT_DAYS = 7;
const DAY_MS = 86_400_000;

/** Announcements whose last day for reading has passed since the last digest, and that not everybody has read; and those that the reader wrote and sent to nobody. */
export const announcementsDigest: DigestPart = async (tx, { officeId, role, person, since, today, knownSince }) => {
  const days = { from: since, to: addDays(today, -1) };
  const unread = await tx.announcements.unread(officeId, days, role === 'liaison' ? person.id : null);
  const drafts = await tx.announcements.drafts(
    { officeId, authorId: person.id },
    new Date(knownSince.getTime() - DRAFT_DAYS * DAY_MS),
    knownSince,
  );
  return {
    decide: [
      few(unread, 'that were to be read', (one) => unreadLine(one, today)),
      few(drafts, 'of which nobody was told', draftLine),
    ],
    besides: [],
  };
};
