import type { Answer } from '../chat/answer.ts';
import { sayDay } from '../chat/message.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { answerRoundPress, changeAnswerPress, takeBackAnswerPress } from './presses.ts';
import { type GivenAnswer, LONGEST_ANSWER, MOST_ANSWERS, type Round, takesAnswers } from './round.ts';
import { redrawQuestion, toldOf } from './told.ts';
import { answersFor, find } from './who.ts';
import { answerForm } from './words.ts';

/** What somebody does who was asked: answer, as often as they like, change it and take it back, until the end. */

/** Undefined as long as answers are taken. */
const tooLate = (round: Round, today: string): Answer | undefined => {
  if (takesAnswers(round, today)) return undefined;
  return notice(
    round.state === 'called off'
      ? 'This was called off. Nobody answers any more.'
      : `Answers were taken until ${sayDay(round.answerUntil, today)}. You can still recommend a change at any time.`,
  );
};

export const answerRound = deed(answerRoundPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'answer', now });
    if (!found) return hidden;
    const { round, today } = found;
    const agencies = await answersFor(tx, actor, round);
    return tooLate(round, today) ?? form(answerForm(await toldOf(tx, round, now), agencies));
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await find(tx, actor, { id: about.round, action: 'answer', now });
    if (!found) return hidden;
    const { round, today } = found;
    const late = tooLate(round, today);
    if (late) return late;
    const agencies = await answersFor(tx, actor, round);
    const [only] = agencies;
    const agency = agencies.length === 1 ? only : agencies.find(({ id }) => String(id) === filled(values, 'agency'));
    if (!agency) return agencies.length === 0 ? hidden : errors({ agency: 'Choose for which agency you answer.' });
    const read = readAnswer(values);
    if ('problems' in read) return errors(read.problems);
    const wrong = await give(tx, actor, round, { ...read, agencyId: agency.id, at, source });
    if (wrong !== undefined) return errors({ text: wrong });
    await redrawQuestion(tx, round, actor.person.id, now);
    return notice(`Thank you. You can change it or add another until ${sayDay(round.answerUntil, today)}.`);
  },
});

function readAnswer(values: Record<string, string>): { text: string } | { problems: Record<string, string> } {
  const text = filled(values, 'text');
  if (!text) return { problems: { text: 'Write your answer.' } };
  const long = tooLong(text, LONGEST_ANSWER);
  return long === undefined ? { text } : { problems: { text: long } };
}

/** Keeps it. Answers why not, if not. */
export async function give(
  tx: Tx,
  actor: Actor,
  round: Round,
  given: { text: string; agencyId: number; at: Date; source: string },
): Promise<string | undefined> {
  if ((await tx.listening.answersOf(round.id, actor.person.id)).length >= MOST_ANSWERS)
    return `You have given ${MOST_ANSWERS} answers already. Take one back first.`;
  const { id: roundId, officeId } = round;
  const answer = await tx.listening.addAnswer({ ...given, roundId, officeId, personId: actor.person.id, needId: null });
  if (answer === undefined) return undefined;
  const data = { round: roundId, answer, agency: given.agencyId };
  await tx.records.addToOffice(officeId, { kind: 'listening answered', at: given.at, actorId: actor.person.id, data });
  return undefined;
}

type Own = { answer: GivenAnswer; round: Round; today: string };

/** Their own, in a round; of everybody else there is none. The round is locked first. */
async function own(tx: Tx, actor: Actor, id: number, now: Date): Promise<Own | undefined> {
  const seen = await tx.listening.answer(id);
  if (!seen || seen.roundId === null || seen.personId !== actor.person.id || !actor.person.active) return undefined;
  const round = await tx.listening.round(seen.roundId, 'locked');
  const answer = await tx.listening.answer(id, 'locked');
  if (!round || !answer) return undefined;
  return { answer, round, today: (await officeToday(tx, round.officeId, now)).today };
}

const gone = notice('This answer is not there any more.');

export const changeAnswer = deed(changeAnswerPress, {
  async opens({ tx, actor, about, now }) {
    const found = await own(tx, actor, about.answer, now);
    if (!found) return gone;
    const { round, today, answer } = found;
    return tooLate(round, today) ?? form(answerForm(await toldOf(tx, round, now), [], answer));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await own(tx, actor, about.answer, now);
    if (!found) return gone;
    const { round, today, answer } = found;
    const late = tooLate(round, today);
    if (late) return late;
    const read = readAnswer(values);
    if ('problems' in read) return errors(read.problems);
    if (read.text === answer.text) return notice('Nothing has changed.');
    // What it says now may belong elsewhere: it is sorted again.
    await tx.listening.changeAnswer(answer.id, { text: read.text, changedAt: at, needId: null });
    await tx.listening.dropEmpty(round.id);
    const data = { answer: answer.id };
    await tx.records.addToOffice(round.officeId, {
      kind: 'listening answer changed',
      at,
      actorId: actor.person.id,
      data,
    });
    await redrawQuestion(tx, round, actor.person.id, now);
    return notice('Changed.');
  },
});

export const takeBackAnswer = deed(takeBackAnswerPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await own(tx, actor, about.answer, now);
    if (!found) return gone;
    const { round, today, answer } = found;
    const late = tooLate(round, today);
    if (late) return late;
    await tx.listening.changeAnswer(answer.id, { takenBackAt: at, needId: null });
    await tx.listening.dropEmpty(round.id);
    const data = { answer: answer.id };
    await tx.records.addToOffice(round.officeId, {
      kind: 'listening answer taken back',
      at,
      actorId: actor.person.id,
      data,
    });
    await redrawQuestion(tx, round, actor.person.id, now);
    return notice('Taken back. Nobody counts it.');
  },
});
