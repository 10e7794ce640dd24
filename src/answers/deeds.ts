import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { type Doings, deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { addDays } from '../people/absence.ts';
import { mayOfAnswer } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { answersPress } from '../requests/presses.ts';
import { questionWords } from '../requests/questionWords.ts';
import type { Tx } from '../store.ts';
import { ENDS_SOON_DAYS, type NamedAnswer, waits } from './answer.ts';
import { findForm } from './forms.ts';
import { approveAnswerPress, findAnswerPress, showAnswerPress } from './presses.ts';
import type { AnswersOf } from './store.ts';
import { answerFor, officesOf } from './who.ts';
import { list, type May, one, type Which } from './words.ts';
import { makeFindable, noteAnswer } from './write.ts';

/** Looking at them, finding one, approving. */

const LISTED = 10;
const whichs: readonly string[] = ['in use', 'waiting', 'ending', 'ended', 'withdrawn'] satisfies Which[];

export const readWhich = (word: string | undefined): Which =>
  word !== undefined && whichs.includes(word) ? (word as Which) : 'all';

/** Of the offices that somebody works for; the day is that of the first of them. */
export async function answersOf(
  tx: Tx,
  actor: Actor,
  now: Date,
  narrowed: Partial<AnswersOf>,
): Promise<AnswersOf | undefined> {
  const officeIds = officesOf(actor);
  const [first] = officeIds;
  if (first === undefined) return undefined;
  const { today } = await officeToday(tx, first, now);
  return { which: 'all', ...narrowed, officeIds, today, notSoon: addDays(today, ENDS_SOON_DAYS) };
}

async function shownList({ tx, actor, now }: Doings<object>, narrowed: Partial<AnswersOf>, words?: string) {
  const of = await answersOf(tx, actor, now, narrowed);
  if (!of) return hidden;
  const [answers, count] = [await tx.answers.list(of, LISTED), await tx.answers.count(of)];
  return show(list({ answers, count, which: of.which, today: of.today, ...(words !== undefined && { words }) }));
}

export const answers = deed(answersPress, {
  shows: (given) => shownList(given, { which: readWhich(given.about.which) }),
});

export const findAnswer = deed(findAnswerPress, {
  opens: async ({ actor }) => (officesOf(actor).length > 0 ? form(findForm()) : hidden),
  async sent(given) {
    const words = filled(given.values, 'words') ?? '';
    const sought = questionWords(words);
    if (sought.length === 0) return errors({ words: 'Please write a word that it is about.' });
    return shownList(given, { which: 'in use', words: sought }, words);
  },
});

export const mayOf = (actor: Actor, answer: NamedAnswer): May => ({
  change: mayOfAnswer(actor, 'change', answer),
  renew: mayOfAnswer(actor, 'renew', answer),
  withdraw: mayOfAnswer(actor, 'withdraw', answer),
  approve: mayOfAnswer(actor, 'approve', answer),
});

export const showAnswer = deed(showAnswerPress, {
  async shows({ tx, actor, about, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'see', now });
    if (!found) return hidden;
    const { answer, here } = found;
    return show(one(answer, { office: here.office.name, today: here.today, may: mayOf(actor, answer) }));
  },
});

export const approveAnswer = deed(approveAnswerPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await answerFor(tx, actor, about.answer, { action: 'approve', now, how: 'locked' });
    if (!found) return hidden;
    const { answer } = found;
    if (answer.state === 'withdrawn') return notice('This answer was withdrawn.');
    if (!waits(answer)) return notice('It is approved already.');
    if (about.seen !== answer.revision) return notice('It was changed since you read it. Open it again, please.');
    await approve(tx, answer, actor, { at, now });
    return notice('Approved. It is in use now.');
  },
});

/** What waits is in use from now on. */
async function approve(tx: Tx, answer: NamedAnswer, { person }: Actor, { at }: { at: Date; now: Date }): Promise<void> {
  const { by: _, ...written } = answer.proposed ?? { ...answer, by: 0 };
  const { question, answer: text, sources, lineId, validUntil, ownerId } = written;
  const words = { question, answer: text, sources, lineId, validUntil, ownerId };
  const approval = { state: 'approved' as const, proposed: null, approvedBy: person.id, approvedAt: at };
  await tx.answers.change(answer.id, { ...words, ...approval });
  await makeFindable(tx, answer, words);
  await noteAnswer(tx, answer, {
    ...{ kind: 'answer approved', at, actorId: person.id },
    data: { answer: answer.id, revision: answer.revision },
  });
}
