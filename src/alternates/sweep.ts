import { eachAlone } from '../feature/sweep.ts';
import { type OfficeToday, officeToday } from '../offices/officeToday.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Store, Tx } from '../store.ts';
import type { Alternate, Report } from './alternate.ts';
import { decisionWanted, ending, renewalOffered, viewWanted } from './decideWords.ts';
import { end } from './endDeeds.ts';
import { follow } from './follow.ts';
import { factsOf, lookAt } from './look.ts';
import { reportsAsked, reportsLate, reportsReminder } from './reportWords.ts';
import { type Step, stepsAhead } from './steps.ts';
import { allowedTo, askedKey, officeSide, put, redraw, sendStanding, tell, tellViewers, withNext } from './tell.ts';
import { decidersOf, speakersOf, viewersOf } from './who.ts';

export const alternatesSweep = 'alternates';

/** An hour is short enough for whoever wakes up in another zone. */
const LOOK_AGAIN_MS = 3_600_000;

/** What time brings: views and decisions that are late, reports, and the end. */
export async function sweepAlternates(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.alternates.due(now));
  return eachAlone(
    { store, name: alternatesSweep, now },
    due,
    (id) => id,
    (tx, id) => takeSteps(tx, id, now),
  );
}

async function takeSteps(tx: Tx, id: number, now: Date): Promise<boolean> {
  const found = await tx.alternates.one(id, 'locked');
  if (!found) return false;
  const here = await officeToday(tx, found.officeId, now);
  const isWaited = found.state === 'asked' || found.state === 'granted';
  if (isWaited && found.calendarId !== here.office.calendarId) await follow(tx, found, here, now);
  const it = (await tx.alternates.one(id)) ?? found;
  if (it.state === 'asked' && isOpen(here.calendar, now)) await tellViewers(tx, it, now);
  const due = stepsAhead(await factsOf(tx, it), here.calendar).filter(({ at }) => at <= now);
  if (due.length === 0) {
    await withNext(tx, id, now);
    return false;
  }
  // Its end is told beforehand and rings nobody, so it waits for no opening.
  const isOver = due.some(({ what }) => what === 'end');
  if (isOver) await end(tx, it, { how: 'ran out', by: null, reason: null, at: now }, now);
  const ended = ['end', 'offer', 'week', 'last day'];
  const rings = isOver ? due.filter(({ what }) => !ended.includes(what)) : due;
  const later = rings.length > 0 ? await laterFor(tx, it, here, now) : undefined;
  if (later) {
    await tx.alternates.change(id, { nextAt: later });
    return isOver;
  }
  const current = (await tx.alternates.one(id)) ?? it;
  await takeOf(tx, current, rings, now);
  await withNext(tx, id, now);
  await redraw(tx, id, now);
  return true;
}

/** Nobody is written to at night, nor on a day on which the office is closed. */
async function laterFor(
  tx: Tx,
  it: Alternate,
  { office, calendar }: OfficeToday,
  now: Date,
): Promise<Date | undefined> {
  const later = new Date(now.getTime() + LOOK_AGAIN_MS);
  if (!isOpen(calendar, now)) return nextOpening(calendar, now) ?? later;
  const { policy } = await tx.offices.rules(office);
  const readers = it.state === 'asked' ? await viewersOf(tx, it, now) : await speakersOf(tx, it);
  return readers.some((each) => isQuietFor(each, { policy, calendar }, now)) ? later : undefined;
}

async function takeOf(tx: Tx, it: Alternate, due: readonly Step[], now: Date): Promise<void> {
  const is = (what: Step['what']): boolean => due.some((step) => step.what === what);
  if (is('view')) await viewLate(tx, it, now);
  if (is('decision')) await decisionLate(tx, it, now);
  await askReports(tx, it, due, now);
  const reports = (what: 'remind' | 'late'): Report[] =>
    due.flatMap((step) => (step.what === what && 'report' in step ? [step.report] : []));
  const late = reports('late');
  const reminded = reports('remind').filter(({ id }) => !late.some((each) => each.id === id));
  if (reminded.length > 0) await remindOf(tx, it, reminded, now);
  if (late.length > 0) await tellLate(tx, it, late, now);
  // Of several that a long pause left behind, the last one says it all.
  if (is('last day')) await tellEnding(tx, it, 'last day', now);
  else if (is('week')) await tellEnding(tx, it, 'week', now);
  else if (is('offer')) await offer(tx, it, now);
}

/** Who gives a view is reminded, and whoever decides has it by now. */
async function viewLate(tx: Tx, it: Alternate, now: Date): Promise<void> {
  await tx.alternates.change(it.id, { viewAskedAt: now });
  const look = await lookAt(tx, it, now);
  await tell(tx, it, 'view wanted', await viewersOf(tx, it, now), viewWanted(look), now);
  await sendStanding(tx, look, { side: 'office', people: await decidersOf(tx, it), now });
}

async function decisionLate(tx: Tx, it: Alternate, now: Date): Promise<void> {
  await tx.alternates.change(it.id, { decisionAskedAt: now });
  const look = await lookAt(tx, { ...it, decisionAskedAt: now }, now);
  await tell(
    tx,
    it,
    'decision wanted',
    await decidersOf(tx, it),
    async (id) => decisionWanted(look, await allowedTo(tx, it, id, now)),
    now,
  );
}

async function askReports(tx: Tx, it: Alternate, due: readonly Step[], now: Date): Promise<void> {
  const asked: number[] = [];
  for (const step of due) {
    if (step.what !== 'ask') continue;
    const { rule, period, countsHours, due: day } = step.coming;
    const { officeId, id: alternateId } = it;
    const id = await tx.alternates.askReport({
      ...{ officeId, alternateId, code: rule.code, name: rule.name, ...period, due: day },
      ...{ countsHours, needsFile: rule.file === 'required', askedAt: now },
    });
    if (id === undefined) continue;
    asked.push(id);
    await tx.records.addToOffice(it.officeId, {
      ...{ kind: 'report asked', at: now, actorId: null },
      data: { alternate: alternateId, report: id, code: rule.code, ...period, due: day },
    });
  }
  if (asked.length === 0) return;
  const look = await lookAt(tx, it, now);
  const reports = look.reports.filter(({ id }) => asked.includes(id));
  for (const { id } of await speakersOf(tx, it)) {
    const message = reportsAsked(look, reports, await allowedTo(tx, it, id, now));
    await put(tx, it, id, { key: askedKey({ alternateId: it.id, askedAt: now }, id), message }, { now });
  }
}

async function remindOf(tx: Tx, it: Alternate, reports: readonly Report[], now: Date): Promise<void> {
  for (const { id } of reports) await tx.alternates.changeReport(id, { remindedAt: now });
  const look = await lookAt(tx, it, now);
  await tell(
    tx,
    it,
    `reports reminded ${now.toISOString()}`,
    await speakersOf(tx, it),
    async (id) => reportsReminder(look, reports, await allowedTo(tx, it, id, now)),
    now,
  );
}

async function tellLate(tx: Tx, it: Alternate, reports: readonly Report[], now: Date): Promise<void> {
  for (const { id } of reports) await tx.alternates.changeReport(id, { lateAt: now });
  const look = await lookAt(tx, it, now);
  await tell(
    tx,
    it,
    `reports late ${now.toISOString()}`,
    await officeSide(tx, it, now),
    async (id) => reportsLate(look, reports, await allowedTo(tx, it, id, now)),
    now,
  );
}

async function offer(tx: Tx, it: Alternate, now: Date): Promise<void> {
  await tx.alternates.change(it.id, { renewalOfferedAt: now });
  await tell(tx, it, 'renewal offered', await speakersOf(tx, it), renewalOffered(await lookAt(tx, it, now)), now);
}

async function tellEnding(tx: Tx, it: Alternate, when: 'week' | 'last day', now: Date): Promise<void> {
  const told = { renewalOfferedAt: it.renewalOfferedAt ?? now, weekToldAt: it.weekToldAt ?? now };
  await tx.alternates.change(it.id, { ...told, ...(when === 'last day' && { lastDayToldAt: now }) });
  await tell(tx, it, `ends ${when}`, await speakersOf(tx, it), ending(await lookAt(tx, it, now), when), now);
}
