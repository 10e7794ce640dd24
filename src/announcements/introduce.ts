import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { askedSince } from '../people/audience.ts';
import { absenceOn } from '../people/coverage.ts';
import { isOpen } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Store, Tx } from '../store.ts';
import { introduction } from './introduction.ts';
import { drawCard } from './send.ts';
import type { NewLiaison } from './store.ts';

/**
 * Whoever becomes the liaison of an agency is introduced to those who ask there: by an announcement that is planned for
 * them, which they may change or withdraw until it goes out as the office opens on the next working day.
 */

export const introductionsSweep = 'introductions';

type Newcomer = { officeId: number; liaisonId: number };

export async function sweepIntroductions(store: Store, now: Date): Promise<number> {
  const newcomers = await store.transaction((tx) => whoIsNew(tx, now));
  const itemOf = ({ officeId, liaisonId }: Newcomer): string => `${officeId} ${liaisonId}`;
  return eachAlone({ store, name: introductionsSweep, now }, newcomers, itemOf, (tx, each) => introduce(tx, each, now));
}

/** In the offices that are open now. Of an office that the desk has just got to know nobody is new. */
async function whoIsNew(tx: Tx, now: Date): Promise<Newcomer[]> {
  const found: Newcomer[] = [];
  for (const { id: officeId } of await tx.offices.all()) {
    const { calendar, today } = await officeToday(tx, officeId, now);
    if (!isOpen(calendar, now)) continue;
    const news = await tx.announcements.newLiaisons(officeId, today, now);
    if (news.some(({ isFirst }) => isFirst)) await tx.announcements.learn(officeId, news);
    else for (const liaisonId of new Set(news.map((each) => each.liaisonId))) found.push({ officeId, liaisonId });
  }
  return found;
}

async function introduce(tx: Tx, { officeId, liaisonId }: Newcomer, now: Date): Promise<boolean> {
  const { office, calendar, today } = await officeToday(tx, officeId, now);
  const news = (await tx.announcements.newLiaisons(officeId, today, now)).filter(
    (each) => each.liaisonId === liaisonId,
  );
  const people = await tx.people.named([liaisonId, ...news.flatMap(({ beforeId }) => beforeId ?? [])]);
  const liaison = people.get(liaisonId);
  const { absences } = await tx.people.duties(officeId, [], today);
  // Who is out is introduced once they are back, unless somebody else has become it by then.
  if (!liaison?.active || absenceOn(absences, liaisonId, today)) return false;
  const theirs = await tx.announcements.learn(officeId, news);
  if (theirs.length === 0) return false;
  await takeBack(tx, officeId, theirs, now);
  const sendAt = openingBeside(calendar, today, 1);
  const lineIds = new Set(theirs.map(({ lineId }) => lineId));
  const topics = office.lines.filter(({ id }) => lineIds.has(id));
  const isOfAll = topics.length === office.lines.length;
  const [only] = topics;
  const lineId = only && topics.length === 1 && !isOfAll ? only.id : null;
  const agencyIds = [...new Set(theirs.map(({ agencyId }) => agencyId))];
  const audience = 'asked' as const;
  const reach = await tx.announcements.reach({ officeId, agencyIds, audience, lineId }, askedSince(now));
  if (!sendAt || reach.people === 0) return true;
  const words = introduction({
    ...{ name: liaison.name, office: office.name },
    topics: isOfAll ? [] : topics.map(({ name }) => name),
    before: namesBefore(theirs).flatMap((id) => people.get(id)?.name ?? []),
  });
  const announced = { ...words, agencyIds, audience, lineId, holdsFrom: null, readBy: null, sendAt };
  const by = { officeId, authorId: liaisonId, draftedAt: now };
  await drawCard(tx, await tx.announcements.add({ ...announced, ...by, about: 'introduction', state: 'planned' }), now);
  return true;
}

/** Who it was until now: of several for several agencies nobody is named, since it would be wrong for most. */
function namesBefore(theirs: readonly NewLiaison[]): number[] {
  const before = [...new Set(theirs.flatMap(({ beforeId }) => beforeId ?? []))];
  return before.length === 1 ? before : [];
}

/** Whoever has lost an agency before they were introduced there is not introduced any more. */
async function takeBack(tx: Tx, officeId: number, theirs: readonly NewLiaison[], now: Date): Promise<void> {
  for (const beforeId of new Set(theirs.flatMap((each) => each.beforeId ?? []))) {
    const lost = theirs.filter((each) => each.beforeId === beforeId).map(({ agencyId }) => agencyId);
    for (const planned of await tx.announcements.introducing(officeId, beforeId)) {
      const agencyIds = (planned.agencyIds ?? []).filter((id) => !lost.includes(id));
      if (agencyIds.length > 0) await tx.announcements.change(planned.id, { agencyIds });
      else {
        await tx.announcements.change(planned.id, { state: 'withdrawn' });
        await drawCard(tx, { ...planned, state: 'withdrawn' }, now);
      }
    }
  }
}
