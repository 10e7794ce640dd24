import type { Answer } from '../chat/answer.ts';
import type { Message } from '../chat/message.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Tx } from '../store.ts';
import { answerFilesForm, filesForm, fillForm } from './formWords.ts';
import { card, meanwhile, said } from './officeWords.ts';
import { answerFilesPress, fillReviewPress, nameFilesPress } from './presses.ts';
import { type Filled, readFiles, readFill, readText } from './reading.ts';
import { LONGEST_COMMENT, type Review, standing } from './review.ts';
import { redrawAll, tell, tellReviewers } from './tell.ts';
import { viewOf } from './view.ts';
import { find } from './who.ts';
import { filesAsked } from './words.ts';

/** The files of the sample are named, and the checklist is filled in. */

/** Of an agency so many may be asked. */
export const MOST_CONTACTS = 50;

export const over = ({ state }: Review): Answer | undefined =>
  state === 'open'
    ? undefined
    : notice(state === 'finished' ? 'This review is finished.' : 'This review was called off.');

/** How it stands now, to whoever has just done something about it. */
export async function shown(tx: Tx, id: number, now: Date, besides: Message['blocks'] = []): Promise<Answer> {
  const review = await tx.reviews.one(id);
  if (!review) return hidden;
  const { blocks } = card(await viewOf(tx, review, now));
  return show({ blocks: [...besides, ...blocks] });
}

export const nameFiles = deed(nameFilesPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    const { review } = found;
    const no = over(review);
    if (no) return no;
    const contacts = await tx.reviews.contacts(review.officeId, review.agencyId, MOST_CONTACTS);
    return form(filesForm(await viewOf(tx, review, now), contacts));
  },
  async sent({ tx, actor, about, values, at, source, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    const { review } = found;
    const no = over(review);
    if (no) return no;
    const { id, officeId, agencyId, checklist } = review;
    const read = readFiles(values, checklist.files);
    if ('problems' in read) return errors(read.problems);
    const { names, fewer } = read;
    const contacts = await tx.reviews.contacts(officeId, agencyId, MOST_CONTACTS);
    const asked = contacts.find((each) => String(each.id) === values.ask);
    if (values.ask && !asked) return errors({ ask: 'Choose somebody of the list.' });
    if (asked && names.length === 0) return errors({ files: 'Name the files that they are asked for.' });
    const before = (await tx.reviews.files(id)).map(({ name }) => name);
    await tx.reviews.keepFiles(id, names);
    const { id: askedBy } = actor.person;
    await tx.reviews.change(id, {
      fewer,
      ...(asked && { askedOf: asked.id, askedAt: at, askedBy, answer: null }),
    });
    const isNew = before.join('\n') !== names.join('\n') || fewer !== review.fewer;
    if (isNew) {
      const data = { review: id, files: names, fewer };
      await tx.records.addToOffice(review.officeId, { kind: 'review sample named', at, actorId: askedBy, data });
    }
    if (asked) {
      await tx.records.addToOffice(review.officeId, {
        kind: 'review files asked',
        at,
        actorId: askedBy,
        data: { review: id, of: asked.id },
      });
      const after = await tx.reviews.one(id);
      const view = await viewOf(tx, after ?? review, now);
      const told = { name: `review ${id} files ${source}`, message: filesAsked(view) };
      await tell(tx, review, [asked.id], told, now);
    }
    await redrawAll(tx, id, now);
    return shown(tx, id, now);
  },
});

export const answerFiles = deed(answerFilesPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'answer for files', now });
    if (!found) return hidden;
    return over(found.review) ?? form(answerFilesForm(await viewOf(tx, found.review, now)));
  },
  async sent({ tx, actor, about, values, at, source, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'answer for files', now });
    if (!found) return hidden;
    const { review } = found;
    const no = over(review);
    if (no) return no;
    const read = readText(values, 'answer', { longest: LONGEST_COMMENT, missing: 'Write in a few words.' });
    if ('problems' in read) return errors(read.problems);
    const { text: answer } = read;
    const { id: actorId, name } = actor.person;
    await tx.reviews.change(review.id, { answer });
    const data = { review: review.id, answer };
    await tx.records.addToOffice(review.officeId, { kind: 'review files answered', at, actorId, data });
    const view = await viewOf(tx, { ...review, answer }, now);
    const message = said(view, name, answer, 'writes about the files of');
    await tellReviewers(tx, review, { name: `review ${review.id} files answered ${source}`, message }, now);
    await redrawAll(tx, review.id, now);
    return notice('Thank you. Whoever asked you reads it.');
  },
});

export const fillReview = deed(fillReviewPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    const no = over(found.review);
    if (no) return no;
    const view = await viewOf(tx, found.review, now);
    const part = view.parts.find(({ key }) => key === about.part);
    return part ? form(fillForm(view, part)) : notice(GONE);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.review, action: 'lead', now });
    if (!found) return hidden;
    const { review } = found;
    const no = over(review);
    if (no) return no;
    const view = await viewOf(tx, review, now);
    const part = view.parts.find(({ key }) => key === about.part);
    if (!part) return notice(GONE);
    const judgements = await tx.reviews.judgements([review.id]);
    const read = readFill(values, part, standing(judgements, about.seen ?? 0));
    if ('problems' in read) return errors(read.problems);
    const said = read.filled.flatMap((each) => {
      const now = view.saidOf(each.asked);
      const isOthers = now !== undefined && now.id > (about.seen ?? 0);
      // Whoever says that the rest is fine has not read what a colleague has said of it meanwhile.
      return isOthers && each.ofTheRest ? [] : [{ ...each, before: isOthers ? now : undefined }];
    });
    await keep(tx, review, said, { by: actor.person.id, at });
    await redrawAll(tx, review.id, now);
    const others = said.flatMap(({ asked, before }) => (before ? [{ asked, said: before }] : []));
    return shown(tx, review.id, now, meanwhile(others, view));
  },
});

const GONE = 'This file is looked at no more. The others are on the newest message about this review.';

async function keep(
  tx: Tx,
  review: Review,
  filled: readonly Filled[],
  { by, at }: { by: number; at: Date },
): Promise<void> {
  await tx.reviews.judge(
    review.id,
    filled.map(({ asked: { item, file }, outcome, severity, words }) => ({
      ...{ item: item.code, fileId: file?.id ?? null, outcome, severity, words, by, at },
    })),
  );
  if (filled.length === 0) return;
  await tx.records.addToOffice(
    review.officeId,
    ...filled.map(({ asked: { item, file }, outcome, severity, words }) => ({
      ...{ kind: 'review item judged' as const, at, actorId: by },
      data: { review: review.id, item: item.code, file: file?.name ?? null, outcome, severity, words },
    })),
  );
}
