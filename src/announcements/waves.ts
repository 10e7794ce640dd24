import { ON_THE_WAY } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { isOpen } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type Announcement, messageKey, reminderKey, takenBackKey, type Wave } from './announcement.ts';
import { reminder, takenBack, toldBack } from './words.ts';
import { writtenOf } from './written.ts';

/** What goes to many once more, later: a reminder, and that it was taken back. A few at once, and in office hours alone. */

/** Nothing has arrived for so long: then a sweep sends the next. */
const STALLED_MS = 5 * 60_000;

export const waveOf = ({ state }: Pick<Announcement, 'state'>): Wave => (state === 'sent' ? 'reminder' : 'taken back');

/** The next few, where nobody is on the way; answers how many. */
export async function sweepWave(tx: Tx, announcement: Announcement, now: Date): Promise<number> {
  const latest = await tx.announcements.latestOf(waveOf(announcement), announcement.id);
  if (latest && now.getTime() - latest.getTime() < STALLED_MS) return 0;
  return goOnWave(tx, announcement, ON_THE_WAY, now);
}

/** As many more of those whom it goes to. When nobody is left, it is over. */
export async function goOnWave(tx: Tx, announcement: Announcement, limit: number, now: Date): Promise<number> {
  const { id, officeId } = announcement;
  if (!announcement.remindAt || announcement.remindAt > now) return 0;
  const { calendar } = await officeToday(tx, officeId, now);
  if (isOpen(calendar, now) === false) return 0;
  const wave = waveOf(announcement);
  const next = await tx.announcements.nextOf(wave, id, limit, now);
  if (next.length < limit) await tx.announcements.change(id, { remindAt: null });
  if (next.length === 0) return 0;
  const written = await writtenOf(tx, announcement, now);
  const common = { kind: 'notice' as const, officeId };
  const keyOf = wave === 'reminder' ? reminderKey : takenBackKey;
  const message = wave === 'reminder' ? reminder(id, written) : toldBack(id, written);
  await tellAwake(
    tx,
    officeId,
    next.flatMap((personId) => {
      const [root, to] = [messageKey(id, personId), { personId }];
      const told = { ...common, key: keyOf(id, personId), to, under: root, message };
      if (wave === 'reminder') return [told];
      // Where it stands, it says so too, and asks nobody any more to have read it.
      return [told, { ...common, key: `${root} taken back`, to, replaces: root, message: takenBack(id, written) }];
    }),
    { now },
  );
  return next.length;
}
