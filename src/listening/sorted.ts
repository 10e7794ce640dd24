import type { Tx } from '../store.ts';
import { likeTogether } from './likeness.ts';
import type { NamedAnswer } from './round.ts';

/** Answers in the order in which people sort them: like ones in a row. */

/** Of more, the rest stands behind them as it came. */
const MOST_COMPARED = 500;
/** A form offers so many at once: those that are like each other first. */
export const OFFERED = 20;

export async function sortedAnswers(tx: Tx, roundId: number): Promise<NamedAnswer[]> {
  const all = await tx.listening.answersIn(roundId);
  const compared = all.slice(0, MOST_COMPARED);
  const byId = new Map(all.map(({ stems, ...answer }) => [answer.id, answer]));
  const order = [...likeTogether(compared).flat(), ...all.slice(MOST_COMPARED).map(({ id }) => id)];
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** Those in no need yet: first this one with its like ones, which are marked, then others. */
export async function offeredAnswers(
  tx: Tx,
  roundId: number,
  like: number | undefined,
): Promise<{ answers: NamedAnswer[]; chosen: number[] }> {
  const left = (await tx.listening.answersIn(roundId)).filter(({ needId }) => needId === null).slice(0, MOST_COMPARED);
  const groups = likeTogether(left);
  const own = groups.find((ids) => like !== undefined && ids.includes(like)) ?? [];
  const order = [...own, ...groups.filter((ids) => ids !== own).flat()];
  const byId = new Map(left.map(({ stems, ...answer }) => [answer.id, answer]));
  const answers = order.slice(0, OFFERED).flatMap((id) => byId.get(id) ?? []);
  return { answers, chosen: own.slice(0, OFFERED) };
}
