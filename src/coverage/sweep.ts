import { eachAlone } from '../feature/sweep.ts';
import { addDays, type KeptAbsence } from '../people/absence.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Actor } from '../people/person.ts';
import { intervalsOfDay, isOpen, localDate, nextOpening, openingOfDay } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { askAboutOpen, beginAbsence } from './openRequests.ts';
import { decidedAt, type OwnOffice, ownOffice } from './ownOffice.ts';
import { askToTakeBack } from './returning.ts';

/** What time brings to absences: the question before, the first morning, the return. All in the office's hours. */

const LIMIT = 500;
/** No office is closed for longer: so far ahead of a first day its question may be due. */
const AHEAD_DAYS = 12;

/** The first and last days that it is anywhere: offices of any zone are looked at. */
const utcDay = (now: Date, days: number): string => addDays(now.toISOString().slice(0, 10), days);

export async function sweepAbsences(store: Store, now: Date): Promise<number> {
  const due = await store.transaction(async (tx) => {
    const resting = await tx.sweeps.resting('absences', now);
    const begin = await tx.absences.toBegin(utcDay(now, AHEAD_DAYS), LIMIT);
    const end = await tx.absences.toReturn(utcDay(now, 1), LIMIT);
    const found: KeptAbsence[] = [];
    for (const absence of [...begin, ...end])
      if (!resting.has(String(absence.id)) && (await stepOf(tx, absence, now))) found.push(absence);
    return found;
  });
  return eachAlone(
    { store, name: 'absences', now },
    due,
    ({ id }) => id,
    (tx, { id }) => takeStep(tx, id, now),
  );
}

type Step = { what: 'ask' | 'begin' | 'return' | 'pass'; actor: Actor; own: OwnOffice };

/** What is due now for an absence; undefined when nothing is. */
async function stepOf(tx: Tx, absence: KeptAbsence, now: Date): Promise<Step | undefined> {
  if (absence.returnedAt !== null || (absence.begunAt === null && absence.endedAt !== null)) return undefined;
  const actor = await tx.people.actor(absence.personId);
  const own = actor && (await ownOffice(tx, actor, now));
  if (!own || !isOpen(own.calendar, now)) return undefined;
  const { calendar, today } = own;
  const step = (what: Step['what']): Step => ({ what, actor, own });
  const isOver = absence.endedAt !== null || (absence.until !== null && absence.until < today);
  if (isOver) {
    if (absence.begunAt === null) return step('pass');
    const others = await tx.absences.of(absence.personId, today);
    return absenceOn(others, absence.personId, today) ? undefined : step('return');
  }
  if (absence.begunAt !== null) return undefined;
  if (absence.from <= today) return (decidedAt(calendar, absence) ?? now) <= now ? step('begin') : undefined;
  // Of what only the file says nobody was asked: they are, on the last working day before.
  if (absence.askedAt !== null || absence.from > nextWorkday(own)) return undefined;
  return (await tx.requests.heldBy(absence.personId)).length > 0 ? step('ask') : undefined;
}

/** The day on which the office works next, after today. */
function nextWorkday({ calendar, today }: OwnOffice): string {
  const closing = intervalsOfDay(calendar, Date.parse(today)).at(-1)?.[1];
  const opening = closing === undefined ? undefined : nextOpening(calendar, new Date(closing));
  return opening ? localDate(calendar, opening) : addDays(today, 1);
}

async function takeStep(tx: Tx, id: number, now: Date): Promise<boolean> {
  const absence = await tx.absences.lock(id);
  const step = absence && (await stepOf(tx, absence, now));
  if (!step) return false;
  const { what, actor, own } = step;
  switch (what) {
    case 'ask':
      return (await askAboutOpen(tx, actor, absence, own, now, now)) > 0;
    case 'begin':
      return beginAbsence(tx, actor, absence, own, now);
    case 'return':
      return askToTakeBack(tx, actor.person, absence, now);
    case 'pass':
      await tx.absences.mark(id, { begunAt: now, returnedAt: now });
      return false;
  }
}

/** The next instant at which the requests of somebody go to others, or come back. */
export async function nextAbsence(tx: Tx, now: Date): Promise<Date | undefined> {
  const moments: Date[] = [];
  for (const absence of await tx.absences.ahead(50)) {
    const actor = await tx.people.actor(absence.personId);
    const own = actor && (await ownOffice(tx, actor, now));
    if (!own) continue;
    const matters =
      absence.begunAt === null
        ? (await tx.requests.heldBy(absence.personId)).length > 0
        : (await tx.absences.choices(absence.id)).some(({ movedAt }) => movedAt !== null);
    const moment = matters ? momentOf(absence, own) : undefined;
    if (moment && moment > now) moments.push(moment);
  }
  return moments.sort((a, b) => a.getTime() - b.getTime())[0];
}

function momentOf(absence: KeptAbsence, { calendar }: OwnOffice): Date | undefined {
  if (absence.begunAt === null) return decidedAt(calendar, absence);
  if (absence.until === null) return undefined;
  for (let n = 1; n <= AHEAD_DAYS; n += 1) {
    const opening = openingOfDay(calendar, addDays(absence.until, n));
    if (opening) return opening;
  }
  return undefined;
}
