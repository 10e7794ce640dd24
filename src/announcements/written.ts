import { officeToday } from '../offices/officeToday.ts';
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
  const accounts = await tx.people.accountsOf(announcement.authorId);
  return { ...written, introduces: { photo: accounts.find(({ account }) => account.photo)?.account.photo } };
}
