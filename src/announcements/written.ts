import { sayLiaisonHours } from '../offices/liaisonHours.ts';
import { officeToday } from '../offices/officeToday.ts';
import { sayOpeningHours } from '../offices/openingHours.ts';
import { photoOf } from '../people/photoOf.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Announcement } from './announcement.ts';
import type { Written } from './words.ts';

/** As everybody reads it. */
export async function writtenOf(
  tx: Tx,
  announcement: Announcement,
  now: Date,
): Promise<Written & { calendar: Calendar }> {
  const { office, calendar, today } = await officeToday(tx, announcement.officeId, now);
  const author = (await tx.people.named([announcement.authorId])).get(announcement.authorId);
  const { zone } = calendar.spec;
  const written = { announcement, office, author: author?.name ?? office.name, zone, today, calendar };
  if (announcement.state === 'taken back') {
    const by = announcement.takenBackBy ?? announcement.authorId;
    const name = (await tx.people.named([by])).get(by)?.name ?? office.name;
    return { ...written, back: { by: name, reason: announcement.reason ?? '' } };
  }
  if (announcement.about !== 'introduction') return written;
  const { officeId, authorId: personId } = announcement;
  const photo = photoOf(
    written.author,
    (await tx.people.accountsOf(personId)).map(({ account }) => account),
  );
  const theirs = (await tx.officeHours.of({ officeId })).filter((each) => each.liaisonId === personId);
  const hours = theirs.filter(({ pausedAt }) => !pausedAt).map(sayLiaisonHours);
  return { ...written, introduces: { photo, officeId, personId, open: sayOpeningHours(calendar.spec), hours } };
}
