import { nextReminder } from '../actions/action.ts';
import type { Answer } from '../chat/answer.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { wrongDay } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { MOST_CONTACTS } from './fillDeeds.ts';
import { readersOf } from './finish.ts';
import { findingForm, reopenForm } from './formWords.ts';
import { answered, preview } from './officeWords.ts';
import { acceptFindingPress, changeFindingPress, reopenFindingPress } from './presses.ts';
import { readText, readWhoAndWhen } from './reading.ts';
import { LONGEST_REASON } from './review.ts';
import { redrawAll, redrawAnswer, tell } from './tell.ts';
import { type Placed, placed, type View, viewOf } from './view.ts';
import { findFinding } from './who.ts';
import { reopened } from './words.ts';

/** What is to be done about a finding: it is changed, its answer accepted, or it is opened again. */

/** Days that one more look takes, unless somebody says otherwise. */
const DAYS_MORE = 14;

type One = { view: View; one: Placed };

async function findOne(tx: Tx, actor: Actor, id: number, now: Date): Promise<One | undefined> {
  const found = await findFinding(tx, actor, id, now);
  const view = found && (await viewOf(tx, found.review, now));
  const one = view && placed(view).find(({ finding }) => finding.id === id);
  return view && one ? { view, one } : undefined;
}

const CLOSED = 'This finding is closed.';

/** Before the result is out, and as long as nobody has answered. */
function unchangeable({ view, one: { finding } }: One): Answer | undefined {
  if (view.review.state === 'called off') return notice('This review was called off.');
  if (finding.acceptedAt !== null) return notice(CLOSED);
  if (finding.state === 'done') return notice('It was answered meanwhile. Accept the answer, or open it again.');
  return undefined;
}

export const changeFinding = deed(changeFindingPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findOne(tx, actor, about.finding, now);
    if (!found) return hidden;
    const { officeId, agencyId } = found.view.review;
    const contacts = await tx.reviews.contacts(officeId, agencyId, MOST_CONTACTS);
    return unchangeable(found) ?? form(findingForm(found.one, contacts));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findOne(tx, actor, about.finding, now);
    if (!found) return hidden;
    const no = unchangeable(found);
    if (no) return no;
    const { view, one } = found;
    const { review, today } = view;
    const contacts = await tx.reviews.contacts(review.officeId, review.agencyId, MOST_CONTACTS);
    const what = readText(values, 'what', {
      longest: LONGEST_REASON,
      missing: 'Say in a few words what is to be done.',
    });
    const who = readWhoAndWhen(values, { contacts, today });
    if ('problems' in what || 'problems' in who)
      return errors({ ...('problems' in what && what.problems), ...('problems' in who && who.problems) });
    const change = { what: what.text, ...who };
    await tx.reviews.changeFinding(one.finding.id, change);
    if (review.state === 'finished' && one.finding.actionId !== null) {
      await changeAction(tx, view, { ...one.finding, actionId: one.finding.actionId }, change, now);
      const data = { review: review.id, finding: one.finding.id, what: change.what, owner: who.ownerId, due: who.due };
      await tx.records.addToOffice(review.officeId, { kind: 'finding changed', at, actorId: actor.person.id, data });
      await redrawAll(tx, review.id, now);
      return notice('Changed. Whoever does it is told.');
    }
    const after = await viewOf(tx, review, now);
    return show(
      preview(
        after,
        readersOf(after, contacts).map(({ name }) => name),
      ),
    );
  },
});

/** Whoever does it reads so: the action tells them anew, and they read the result. */
async function changeAction(
  tx: Tx,
  { review }: View,
  finding: { actionId: number; ownerId: number },
  change: { what: string; ownerId: number; due: string },
  now: Date,
): Promise<void> {
  await tx.actions.change(finding.actionId, { ...change, toldAt: null, nextAt: now });
  await tx.reviews.tell(review.id, [change.ownerId]);
}

/** An answer that waits to be accepted, as the presser has read it; or why not. */
function answerOf({ one: { finding } }: One, answeredAt: string): { answeredAt: Date } | { no: Answer } {
  if (finding.acceptedAt !== null) return { no: notice(CLOSED) };
  if (finding.state !== 'done' || !finding.answeredAt) return { no: notice('It was opened again meanwhile.') };
  if (finding.answeredAt.toISOString() !== answeredAt)
    return { no: notice('It was answered anew meanwhile. Look at the newest answer.') };
  return { answeredAt: finding.answeredAt };
}

export const acceptFinding = deed(acceptFindingPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await findOne(tx, actor, about.finding, now);
    if (!found) return hidden;
    const answer = answerOf(found, about.answered);
    if ('no' in answer) return answer.no;
    const { review } = found.view;
    const { id } = found.one.finding;
    await tx.reviews.changeFinding(id, { acceptedAt: at, acceptedBy: actor.person.id, toldAt: now });
    const data = { review: review.id, finding: id };
    await tx.records.addToOffice(review.officeId, { kind: 'finding accepted', at, actorId: actor.person.id, data });
    const view = await viewOf(tx, review, now);
    await redrawAnswer(tx, review, { id, answeredAt: answer.answeredAt }, answered(view, id));
    await redrawAll(tx, review.id, now);
    const left = view.findings.filter(({ acceptedAt }) => acceptedAt === null).length;
    return notice(left === 0 ? 'Accepted. All findings of this review are closed.' : `Accepted. ${left} still open.`);
  },
});

export const reopenFinding = deed(reopenFindingPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findOne(tx, actor, about.finding, now);
    if (!found) return hidden;
    const answer = answerOf(found, about.answered);
    return 'no' in answer ? answer.no : form(reopenForm(found.one, addDays(found.view.today, DAYS_MORE)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findOne(tx, actor, about.finding, now);
    if (!found) return hidden;
    const answer = answerOf(found, about.answered);
    if ('no' in answer) return answer.no;
    const { view, one } = found;
    const { review, today } = view;
    const { id, actionId, ownerId } = one.finding;
    const read = readText(values, 'reason', { longest: LONGEST_REASON, missing: 'Say what is still to be done.' });
    const due = values.due?.trim() ?? '';
    const wrong = wrongDay(due, today);
    const problems = {
      ...('problems' in read && read.problems),
      ...(wrong !== undefined && { due: due ? wrong : 'Choose by which day.' }),
    };
    if (Object.keys(problems).length > 0 || 'problems' in read) return errors(problems);
    if (actionId === null) return hidden;
    const { calendar } = await officeToday(tx, review.officeId, now);
    const open = { state: 'open', due, endedAt: null, endedBy: null, result: null, toldAt: now } as const;
    await tx.actions.change(actionId, { ...open, nextAt: nextReminder(calendar, due, now) });
    await tx.reviews.changeFinding(id, { due, toldAt: null });
    const data = { review: review.id, finding: id, reason: read.text, due };
    await tx.records.addToOffice(review.officeId, { kind: 'finding opened again', at, actorId: actor.person.id, data });
    const after = await viewOf(tx, review, now);
    const again = placed(after).find(({ finding }) => finding.id === id) ?? one;
    await tell(
      tx,
      review,
      [ownerId],
      {
        name: `finding ${id} opened again ${answer.answeredAt.toISOString()}`,
        message: reopened(after, again, { by: actor.person.name, reason: read.text }),
      },
      now,
    );
    await redrawAnswer(tx, review, { id, answeredAt: answer.answeredAt }, answered(after, id));
    await redrawAll(tx, review.id, now);
    return notice(`Opened again. ${one.finding.owner} reads why.`);
  },
});
