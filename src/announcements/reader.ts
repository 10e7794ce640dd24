import { done, errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import type { Actor } from '../people/person.ts';
import { ask } from '../requests/ask.ts';
import type { Tx } from '../store.ts';
import { type Announcement, LONGEST_TEXT, messageKey, type Reader, reminderKey } from './announcement.ts';
import { askAboutPress, readPress, showAnnouncementPress } from './presses.ts';
import { askedAbout, askForm, announcement as message, reminder, saidToReader } from './words.ts';
import { writtenOf } from './written.ts';

/** What somebody does who was told: read it, and ask about it. */

/** To everybody whom it did not go to, there is no such thing. */
async function told(
  tx: Tx,
  { person }: Actor,
  id: number,
): Promise<{ announcement: Announcement; reader: Reader } | undefined> {
  const reader = person.active ? await tx.announcements.reader(id, person.id) : undefined;
  const announcement = reader && (await tx.announcements.one(id));
  return announcement && { announcement, reader };
}

export const read = deed(readPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await told(tx, actor, about.announcement);
    if (!found) return hidden;
    const { announcement } = found;
    const written = await writtenOf(tx, announcement, now);
    if (written.back) return notice(`${written.back.by} has taken this back: ${written.back.reason}`);
    if (!(await noteRead(tx, announcement, actor, { at, now })))
      return notice('You have read this already. Thank you.');
    return notice(saidToReader(written.author));
  },
});

/** Asked about is read as well. */
export const askAbout = deed(askAboutPress, {
  async opens({ tx, actor, about }) {
    const found = await told(tx, actor, about.announcement);
    return found ? form(askForm(found.announcement.id, found.announcement.title)) : hidden;
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await told(tx, actor, about.announcement);
    if (!found) return hidden;
    const { announcement } = found;
    const question = filled(values, 'question');
    if (!question) return errors({ question: 'Please write your question.' });
    const long = tooLong(question, LONGEST_TEXT);
    if (long !== undefined) return errors({ question: long });
    const { lines } = await tx.offices.one(announcement.officeId);
    const line = lines.find(({ id }) => id === announcement.lineId);
    const text = askedAbout(announcement.title, question);
    const where = { office: announcement.officeId, ...(line && { line: line.code }) };
    const request = await ask(tx, actor, { text, at, source, ...where }, now);
    await tx.announcements.askedAbout(announcement.id, request.id);
    await noteRead(tx, announcement, actor, { at, now });
    return done;
  },
});

export const showAnnouncement = deed(showAnnouncementPress, {
  async shows({ tx, actor, about, now }) {
    const found = await told(tx, actor, about.announcement);
    if (!found) return hidden;
    const { announcement, reader } = found;
    return show(message(announcement.id, await writtenOf(tx, announcement, now), reader.readAt !== null));
  },
});

/** Once; their message says it, and does not ask any more. */
async function noteRead(
  tx: Tx,
  announcement: Announcement,
  { person }: Actor,
  { at, now }: { at: Date; now: Date },
): Promise<boolean> {
  const { id, officeId } = announcement;
  if (!(await tx.announcements.mark(id, person.id, { readAt: at }))) return false;
  const root = messageKey(id, person.id);
  const common = { kind: 'notice', to: { personId: person.id }, officeId } as const;
  const written = await writtenOf(tx, announcement, now);
  if (written.back) return true;
  await tx.outbox.put([{ ...common, key: `${root} read`, replaces: root, message: message(id, written, true) }]);
  const reminded = reminderKey(id, person.id);
  if ((await tx.outbox.known([reminded])).length > 0)
    await tx.outbox.put([
      { ...common, key: `${reminded} read`, replaces: reminded, message: reminder(id, written, true) },
    ]);
  return true;
}
