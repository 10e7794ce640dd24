import { ON_THE_WAY } from '../delivery/delivery.ts';
import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { askedSince } from '../people/audience.ts';
import { absenceOn } from '../people/coverage.ts';
import { type Calendar, isOpen, nextOpening } from '../sla/calendar.ts';
import { quietUntil } from '../sla/quiet.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Store, Tx } from '../store.ts';
import { type Announcement, CARD_EVERY_MS, cardKey, messageKey, type ReadCounts, readKey } from './announcement.ts';
import { card } from './authorWords.ts';
import { goOnWave, sweepWave, waveOf } from './waves.ts';
import { agenciesOf } from './who.ts';
import { announcement as message } from './words.ts';
import { writtenOf } from './written.ts';

/** An announcement goes out: to a few at once, and to the next when one of these has arrived. */

export const announcementsSweep = 'announcements';

/** Everybody it goes to is put down with it, in one transaction; the first of them are told. Answers how many there are. */
export async function begin(tx: Tx, announcement: Announcement, now: Date): Promise<number> {
  const { id, officeId, authorId, audience, lineId, readBy } = announcement;
  const agencyIds = (await agenciesOf(tx, announcement)).map((agency) => agency.id);
  const people = await tx.announcements.address(id, { officeId, agencyIds, audience, lineId }, askedSince(now));
  const { calendar } = await officeToday(tx, officeId, now);
  const remindAt = readBy === null ? null : reminderTime(calendar, readBy, now);
  await tx.announcements.change(id, { state: 'sent', sentAt: now, remindAt });
  const event = { kind: 'announcement sent', at: now, actorId: authorId, data: { announcement: id, people } } as const;
  await tx.records.addToOffice(officeId, event);
  const sent: Announcement = { ...announcement, state: 'sent', sentAt: now, remindAt };
  await goOn(tx, sent, now);
  await drawCard(tx, sent, now);
  return people;
}

/** As the office opens on the last working day before the one by which it is to be read; null: that is over. */
function reminderTime(calendar: Calendar, readBy: string, now: Date): Date | null {
  const opening = openingBeside(calendar, readBy, -1);
  return opening && opening > now ? opening : null;
}

/** As many are told as there is room for on the way. */
async function goOn(tx: Tx, announcement: Announcement, now: Date): Promise<number> {
  const { id, officeId } = announcement;
  const room = ON_THE_WAY - (await tx.announcements.onTheWay(id));
  if (room <= 0) return 0;
  // What many get may last past closing: the others get it as the office opens.
  const rules = await tx.offices.rules(await tx.offices.one(officeId));
  if (isOpen(rules.calendar, now) === false) return 0;
  const next = await nextAwake(tx, id, { rules, room }, now);
  if (next.length === 0) return 0;
  const written = await writtenOf(tx, announcement, now);
  const common = { kind: 'notice' as const, officeId, message: message(id, written, false) };
  await tx.outbox.put(next.map((personId) => ({ ...common, key: messageKey(id, personId), to: { personId } })));
  return next.length;
}

/** So many times as many are looked at, at most: whoever sleeps keeps nobody waiting. */
const ROUNDS = 25;

/** The next who are not asleep; the others have their turn in their morning. */
async function nextAwake(
  tx: Tx,
  id: number,
  { rules, room }: { rules: Awaited<ReturnType<Tx['offices']['rules']>>; room: number },
  now: Date,
): Promise<number[]> {
  const awake: number[] = [];
  for (let round = 0; round < ROUNDS && awake.length < room; round++) {
    const next = await tx.announcements.next(id, room - awake.length, now);
    if (next.length === 0) break;
    const people = await tx.people.named(next);
    const sleepers = next.flatMap((personId) => {
      const person = people.get(personId);
      const until = person && quietUntil(person, rules, now);
      return until ? [{ personId, until }] : [];
    });
    await tx.announcements.putOff(id, sleepers);
    awake.push(...next.filter((personId) => !sleepers.some((each) => each.personId === personId)));
  }
  return awake;
}

/** The author's card says what is known now; one that stands is changed in its place. */
export async function drawCard(tx: Tx, announcement: Announcement, now: Date): Promise<void> {
  const { id, officeId, authorId, state } = announcement;
  const isOut = state === 'sent' || state === 'taken back';
  const counts = isOut ? await tx.announcements.counts(id) : undefined;
  const { zone, back } = await writtenOf(tx, announcement, now);
  const common = { kind: 'card', to: { personId: authorId }, officeId } as const;
  const drawn = { ...common, message: card(announcement, counts, zone, back) };
  const root = cardKey(id);
  const change = { ...drawn, key: `${root} ${now.getTime()} ${state}`, replaces: root };
  const isKnown = (await tx.outbox.known([root])).length > 0;
  // Of what was never planned there is no card, and none has to say so.
  if (!isKnown && !isOut && state !== 'planned') return;
  await tx.outbox.put([isKnown ? change : { ...drawn, key: root }]);
  await tx.announcements.change(id, { shown: counts ?? null, shownAt: now });
}

/** What time brings: those that are to go out, those still under way, reminders, and cards that show old counts. */
export async function sweepAnnouncements(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.announcements.due(now, new Date(now.getTime() - CARD_EVERY_MS)));
  const step = (tx: Tx, id: number) => takeStep(tx, id, now);
  return eachAlone({ store, name: announcementsSweep, now }, due, (id) => id, step);
}

async function takeStep(tx: Tx, id: number, now: Date): Promise<boolean> {
  const found = await tx.announcements.one(id, 'locked');
  if (!found) return false;
  if (found.state === 'planned') return found.sendAt !== null && found.sendAt <= now && (await goOut(tx, found, now));
  if (found.state === 'taken back') return (await sweepWave(tx, found, now)) > 0;
  if (found.state !== 'sent') return false;
  let did = await goOn(tx, found, now);
  if (found.remindAt && found.remindAt <= now) did += await sweepWave(tx, found, now);
  if (!isOld(found, now)) return did > 0;
  if (isNews(found.shown, await tx.announcements.counts(id))) {
    await drawCard(tx, found, now);
    did += 1;
  } else await tx.announcements.change(id, { shownAt: now });
  return did > 0;
}

/**
 * Only while the office is open: a closure may have been declared since it was planned. Who was to be introduced and is out
 * after all is introduced once they are back.
 */
async function goOut(tx: Tx, announcement: Announcement, now: Date): Promise<boolean> {
  const { calendar, today } = await officeToday(tx, announcement.officeId, now);
  const open = isOpen(calendar, now) ?? false;
  if (open && !(await isIntroducedWhileOut(tx, announcement, today))) {
    await begin(tx, announcement, now);
    return true;
  }
  const next = open ? openingBeside(calendar, today, 1) : nextOpening(calendar, now);
  if (!next) return false;
  await tx.announcements.change(announcement.id, { sendAt: next });
  await drawCard(tx, { ...announcement, sendAt: next }, now);
  return true;
}

async function isIntroducedWhileOut(tx: Tx, { about, authorId }: Announcement, today: string): Promise<boolean> {
  if (about !== 'introduction') return false;
  return absenceOn(await tx.absences.of(authorId, today), authorId, today) !== undefined;
}

const isOld = ({ shownAt }: Announcement, now: Date): boolean =>
  shownAt === null || now.getTime() - shownAt.getTime() >= CARD_EVERY_MS;

const isNews = (shown: ReadCounts | null, counts: ReadCounts): boolean =>
  shown === null || (['people', 'read', 'unread', 'unreached'] as const).some((name) => shown[name] !== counts[name]);

/** What became of one of its deliveries; the next is told in its place. */
export async function arrived(tx: Tx, key: string, how: { at: Date } | { reason: string }, now: Date): Promise<void> {
  const about = readKey(key);
  if (!about) return;
  if (about.wave !== undefined) {
    const found = await tx.announcements.one(about.id);
    if (found && waveOf(found) === about.wave) await goOnWave(tx, found, 1, now);
    return;
  }
  const marks = 'at' in how ? { toldAt: how.at } : { failed: how.reason, failedAt: now };
  await tx.announcements.mark(about.id, about.personId, marks);
  const announcement = await tx.announcements.one(about.id);
  if (announcement?.state === 'sent') await goOn(tx, announcement, now);
  // It arrived as it was taken back: they hear of that, too.
  if (announcement?.state === 'taken back' && !announcement.remindAt)
    await tx.announcements.change(about.id, { remindAt: now });
}
