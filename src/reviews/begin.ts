import { officeToday } from '../offices/officeToday.ts';
import { checklistOf, type ReviewRule } from '../offices/reviewRules.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { beginsAt, nextDue } from './cycle.ts';
import type { Review } from './review.ts';
import type { Cycle } from './store.ts';
import { tellBegun } from './tell.ts';

/** A review begins: by itself as its day comes near, or since somebody wants it. */

type Of = { officeId: number; agencyId: number; rule: ReviewRule };

/** Undefined when one is open already, or had this day. Whoever answers the agency is told, but for who begins it. */
export async function begin(
  tx: Tx,
  { officeId, agencyId, rule }: Of,
  { due, by, now }: { due: string; by: number | null; now: Date },
): Promise<Review | undefined> {
  const { code } = rule;
  const checklist = checklistOf(rule);
  const id = await tx.reviews.add({ officeId, agencyId, code, checklist, due, openedAt: now, openedBy: by });
  const review = id === undefined ? undefined : await tx.reviews.one(id);
  if (!review) return undefined;
  await tx.reviews.begun(review);
  const items = checklist.sections.reduce((sum, section) => sum + section.items.length, 0);
  const data = { review: review.id, agency: agencyId, checklist: code, due, items };
  await tx.records.addToOffice(review.officeId, { kind: 'review begun', at: now, actorId: by, data });
  await tellBegun(tx, review, { but: by }, now);
  return review;
}

/** The day of the next one of an agency. */
export async function dueOf(
  tx: Tx,
  { officeId, agencyId, rule, today }: Of & { today: string },
): Promise<string | undefined> {
  const agency = await tx.people.agency(agencyId);
  const latest = await tx.reviews.latestDue({ officeId, agencyId, code: rule.code });
  return agency && nextDue(rule, agency.code, { latest, today });
}

/** When the next of a cycle is due, and begins. One whose checklist is gone ends. */
export async function planCycle(tx: Tx, { id, officeId, agencyId, code }: Cycle, now: Date): Promise<boolean> {
  const rule = (await tx.reviews.rules(officeId)).find((each) => each.code === code);
  const { calendar, today } = await officeToday(tx, officeId, now);
  const due = rule && (await dueOf(tx, { officeId, agencyId, rule, today }));
  if (!rule || due === undefined) {
    await tx.reviews.planned(id, { endedAt: now });
    return false;
  }
  await tx.reviews.planned(id, { due, beginsAt: beginsAt(rule, due, calendar, now) });
  return true;
}

/** Nobody is told while the office is closed: then it begins as it opens. */
export async function beginCycle(tx: Tx, cycleId: number, now: Date): Promise<boolean> {
  const cycle = await tx.reviews.cycle(cycleId);
  if (!cycle || cycle.due === null) return false;
  const { officeId, agencyId, code, due } = cycle;
  const { calendar } = await officeToday(tx, officeId, now);
  if (isOpen(calendar, now) === false) {
    const opening = nextOpening(calendar, now);
    if (opening) {
      await tx.reviews.planned(cycleId, { due, beginsAt: opening });
      return false;
    }
  }
  const rule = (await tx.reviews.rules(officeId)).find((each) => each.code === code);
  const review = rule && (await begin(tx, { officeId, agencyId, rule }, { due, by: null, now }));
  // One is open already: the next is looked for when that one is over.
  if (!review) await tx.reviews.begun(cycle);
  return review !== undefined;
}
