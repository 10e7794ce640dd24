import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { drawCard, needsOf } from './begin.ts';
import { answersList, mergeForm, moveForm, splitForm } from './mergeWords.ts';
import type { CountedNeed } from './need.ts';
import { answersPress, mergePress, moveAnswerPress, splitNeedPress } from './presses.ts';
import { readIds, readNeedName } from './reading.ts';
import { isSorted, type NamedAnswer, type Round } from './round.ts';
import { OFFERED, offeredAnswers, sortedAnswers } from './sorted.ts';
import { find, findNeed } from './who.ts';

/** How people of the office make needs of answers; nothing is merged by itself. */

const LISTED = 15;

export const answers = deed(answersPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'see answers', now });
    if (!found) return hidden;
    const { round, relations } = found;
    const all = await sortedAnswers(tx, round.id);
    const from = about.after === undefined ? 0 : all.findIndex(({ id }) => id === about.after) + 1;
    const needs = new Map((await needsOf(tx, round)).map(({ id, name }) => [id, name]));
    const sorts = isSorted(round) && relations.includes('lead');
    const more = from + LISTED < all.length;
    return show(answersList(round, all.slice(from, from + LISTED), { needs, total: all.length, sorts, more }));
  },
});

/** Undefined as long as the office sorts them. */
const isClosed = ({ state }: Round): Answer | undefined =>
  state === 'asking' || state === 'merging'
    ? undefined
    : notice(
        state === 'voting'
          ? 'Agencies vote on these needs now, so they stay as they are.'
          : state === 'called off'
            ? 'This was called off.'
            : 'The vote is over, so the needs stay as they are.',
      );

export const merge = deed(mergePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const closed = isClosed(found.round);
    if (closed) return closed;
    const { answers: left, chosen } = await offeredAnswers(tx, found.round.id, about.like);
    if (left.length === 0)
      return notice('Every answer is in a need. Move one, or split a need, where it does not fit.');
    return form(mergeForm(found.round, left, await needsOf(tx, found.round), chosen));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round } = found;
    const closed = isClosed(round);
    if (closed) return closed;
    const needs = await needsOf(tx, round);
    const chosen = readIds(filled(values, 'answers'));
    if (chosen.length === 0) return errors({ answers: 'Mark at least one answer.' });
    const there = needs.find(({ id }) => String(id) === filled(values, 'need'));
    if (there && filled(values, 'name'))
      return errors({ name: 'Either a new name or a need that is there: leave one of the two empty.' });
    const read = there ? { name: there.name } : readNeedName(values);
    if ('problems' in read) return errors(read.problems);
    const needId = there?.id ?? (await make(tx, round, read.name, now));
    // Of two who merge at once, the second takes nothing away from the first.
    const placed = await tx.listening.place(chosen, { roundId: round.id }, needId);
    await tidy(tx, actor, round, { need: needId, answers: chosen, at, now });
    if (placed === 0)
      return errors({
        answers: 'These are in a need already, or were taken back. Close this, and look at the answers again.',
      });
    return notice(
      `${placed === 1 ? 'One answer is' : `${placed} answers are`} in “${read.name}” now.${await sayLeft(tx, round)}`,
    );
  },
});

async function sayLeft(tx: Tx, round: Round): Promise<string> {
  const left = await tx.listening.unplaced(round.id);
  if (left === 0) return ' Every answer has its place.';
  return ` ${left === 1 ? 'One is' : `${left} are`} still in none${left > OFFERED ? '; the form shows some at a time' : ''}.`;
}

const make = (tx: Tx, { id: roundId, officeId }: Round, name: string, now: Date): Promise<number> =>
  tx.listening.addNeed({ officeId, roundId, name, lookBy: null, createdAt: now });

type Sorted = { need: number; answers: readonly number[]; at: Date; now: Date };

/** Needs without answers go; the record and the card say what is so now. */
async function tidy(tx: Tx, actor: Actor, round: Round, { need, answers: placed, at, now }: Sorted): Promise<void> {
  await tx.listening.dropEmpty(round.id);
  const data = { round: round.id, need, answers: placed };
  await tx.records.addToOffice(round.officeId, { kind: 'answers merged', at, actorId: actor.person.id, data });
  await drawCard(tx, round, now);
}

type Moving = { round: Round; answer: NamedAnswer; needs: CountedNeed[] };

async function moving(tx: Tx, actor: Actor, id: number, now: Date): Promise<Moving | undefined> {
  const seen = await tx.listening.answer(id);
  const roundId = seen && (await roundOf(tx, seen));
  const found = roundId ? await find(tx, actor, { id: roundId, action: 'lead', now }) : undefined;
  if (!found) return undefined;
  const { round } = found;
  const all = await tx.listening.answersIn(round.id);
  const answer = all.find((each) => each.id === id);
  return answer && { round, answer, needs: await needsOf(tx, round) };
}

const roundOf = async (tx: Tx, { roundId, needId }: { roundId: number | null; needId: number | null }) =>
  roundId ?? (needId === null ? undefined : (await tx.listening.need(needId))?.roundId);

export const moveAnswer = deed(moveAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const found = await moving(tx, actor, about.answer, now);
    if (!found) return hidden;
    return isClosed(found.round) ?? form(moveForm(found.answer, found.needs));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await moving(tx, actor, about.answer, now);
    if (!found) return hidden;
    const { round, answer, needs } = found;
    const closed = isClosed(round);
    if (closed) return closed;
    const where = filled(values, 'need');
    const need = needs.find(({ id }) => String(id) === where);
    if (!need && where !== 'none') return errors({ need: 'Choose where it belongs.' });
    await tx.listening.changeAnswer(answer.id, { needId: need?.id ?? null });
    await tidy(tx, actor, round, { need: need?.id ?? 0, answers: [answer.id], at, now });
    return notice(need ? `It is in “${need.name}” now.` : 'It is in no need now.');
  },
});

export const splitNeed = deed(splitNeedPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found?.round) return hidden;
    const closed = isClosed(found.round);
    if (closed) return closed;
    const need = (await needsOf(tx, found.round)).find(({ id }) => id === about.need);
    if (!need || need.answers < 2) return notice('It has one answer, so there is nothing to split.');
    return form(splitForm(need, await tx.listening.answersTo(need.id)));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found?.round) return hidden;
    const { round, need } = found;
    const closed = isClosed(round);
    if (closed) return closed;
    const all = await tx.listening.answersTo(need.id);
    const chosen = readIds(filled(values, 'answers')).filter((id) => all.some((each) => each.id === id));
    if (chosen.length === 0) return errors({ answers: 'Mark at least one answer.' });
    if (chosen.length === all.length)
      return errors({ answers: 'Leave at least one where it is. To call it otherwise, press Rename.' });
    const read = readNeedName(values);
    if ('problems' in read) return errors(read.problems);
    const id = await make(tx, round, read.name, now);
    await tx.listening.place(chosen, { needId: need.id }, id);
    await tidy(tx, actor, round, { need: id, answers: chosen, at, now });
    return notice(`“${read.name}” stands by itself now.`);
  },
});
