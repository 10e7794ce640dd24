import { nextReminder } from '../actions/action.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Tx } from '../store.ts';
import { foundIn, type Review, toPutRight } from './review.ts';
import type { FindingSaid } from './store.ts';
import { redrawAll, tellResult } from './tell.ts';
import { isSampled, missingIn, type View, viewOf } from './view.ts';

/** A review is finished: what was found becomes something to be done, and the agency reads it. */

type Contact = { id: number; name: string; heads: boolean };

/** Whether everything has an outcome, and the files are named. */
export const isComplete = (view: View): boolean => missingIn(view).length === 0 && isSampled(view);

/** What was found, as it was said last. */
const foundNow = (view: View) =>
  view.asked.flatMap((asked) => {
    const said = view.saidOf(asked);
    return said?.outcome === 'finding' && said.severity !== null
      ? [{ item: asked.item.code, fileId: asked.file?.id ?? null, severity: said.severity, words: said.words ?? '' }]
      : [];
  });

type Found = ReturnType<typeof foundNow>[number];
const isOf =
  ({ item, fileId }: Pick<Found, 'item' | 'fileId'>) =>
  (each: Pick<Found, 'item' | 'fileId'>): boolean =>
    each.item === item && each.fileId === fileId;
const isSame = (a: Found, b: Found): boolean => isOf(a)(b) && a.severity === b.severity && a.words === b.words;

/** Whether what the result says was found is what was said last. */
export const isPrepared = (view: View): boolean => {
  const found = foundNow(view);
  return found.length === view.findings.length && found.every((each) => view.findings.some((one) => isSame(one, each)));
};

/** What is to be done about each finding, by whom and by when. What was changed for one of them stays. */
export async function prepare(
  tx: Tx,
  view: View,
  { ownerId, due }: { ownerId: number; due: string } | { ownerId: undefined; due: undefined },
): Promise<void> {
  const found = foundNow(view);
  const { findings, review } = view;
  await tx.reviews.dropFindings(findings.filter((each) => !found.some(isOf(each))).map(({ id }) => id));
  // Who answered most of them before is who was chosen for all.
  const before = usual(findings);
  const fileOf = ({ fileId }: Found) => view.files.find(({ id }) => id === fileId)?.name;
  for (const each of found) {
    const known = findings.find(isOf(each));
    if (known) {
      await tx.reviews.changeFinding(known.id, {
        ...{ severity: each.severity, words: each.words },
        ...(known.what === toPutRight(known.words, fileOf(each)) && { what: toPutRight(each.words, fileOf(each)) }),
        ...(ownerId !== undefined && known.ownerId === before?.ownerId && { ownerId }),
        ...(due !== undefined && known.due === before?.due && { due }),
      });
    } else if (ownerId !== undefined)
      await tx.reviews.addFindings([
        { ...each, reviewId: review.id, what: toPutRight(each.words, fileOf(each)), ownerId, due },
      ]);
  }
}

/** Who answers most of them, and by which day most are due. */
export function usual(
  findings: readonly Pick<FindingSaid, 'ownerId' | 'due'>[],
): { ownerId: number; due: string } | undefined {
  const most = <T>(all: readonly T[]): T | undefined =>
    [...new Set(all)].sort((a, b) => all.filter((x) => x === b).length - all.filter((x) => x === a).length)[0];
  const ownerId = most(findings.map((each) => each.ownerId));
  const due = most(findings.map((each) => each.due));
  return ownerId === undefined || due === undefined ? undefined : { ownerId, due };
}

/** Who reads the result: the heads, whoever has something to do, and who was asked for the files; or else a contact. */
export function readersOf(view: View, contacts: readonly Contact[]): Contact[] {
  const own = new Set(view.findings.map(({ ownerId }) => ownerId));
  const { askedOf } = view.review;
  const readers = contacts.filter(({ id, heads }) => heads || own.has(id) || id === askedOf);
  return readers.length > 0 ? readers : contacts.slice(0, 1);
}

/** The result is out. Answers how many read it. */
export async function send(
  tx: Tx,
  view: View,
  { by, at, now, contacts }: { by: number; at: Date; now: Date; contacts: readonly Contact[] },
): Promise<number> {
  const { review, title, counts } = view;
  const { id, officeId, agencyId } = review;
  const readers = readersOf(view, contacts).map((each) => each.id);
  await tx.reviews.change(id, { state: 'finished', finishedAt: at, finishedBy: by });
  await openActions(tx, view, { by, now });
  await tx.reviews.tell(id, readers);
  const finished: Review = { ...review, state: 'finished', finishedAt: at, finishedBy: by };
  const data = {
    ...{ review: id, fine: counts.fine, findings: foundIn(counts), notApplicable: counts.notApplicable },
    ...{ summary: review.summary, people: readers.length },
  };
  await tx.records.addToOffice(officeId, { kind: 'review finished', at, actorId: by, data });
  await tellResult(tx, finished, now);
  await redrawAll(tx, id, now);
  return readers.length;

  async function openActions(inTx: Tx, { findings }: View, who: { by: number; now: Date }): Promise<void> {
    const subject = { kind: 'review', id } as const;
    for (const { id: finding, what, ownerId, due } of findings) {
      const action = { officeId, agencyId, about: title, subject, what, ownerId, due };
      await inTx.reviews.changeFinding(finding, { actionId: await inTx.actions.draft(action) });
    }
    const { calendar } = await officeToday(inTx, officeId, who.now);
    for (const { id: action, ownerId: owner, due } of await inTx.actions.open(subject, who.now)) {
      // The result itself tells them of it.
      const nextAt = nextReminder(calendar, due, who.now);
      await inTx.actions.change(action, { toldAt: who.now, nextAt });
      await inTx.records.addToOffice(officeId, {
        kind: 'action opened',
        at: who.now,
        actorId: who.by,
        data: { action, owner, due },
      });
    }
  }
}

/** As it is now. */
export const again = async (tx: Tx, { id }: Pick<Review, 'id'>, now: Date): Promise<View | undefined> => {
  const review = await tx.reviews.one(id);
  return review && viewOf(tx, review, now);
};
