import type { Ballot } from './round.ts';

/** Counting votes. Pure: the order of ballots and of needs changes nothing. */

export type Counted = {
  needId: number;
  votes: number;
  /** How many agencies chose it. */
  chosenBy: number;
  answers: number;
  /** Needs that are equal in everything share one. */
  place: number;
  /** Another need has as many votes. */
  tied: boolean;
};

/**
 * Each agency's choice counts by its weight. Equal votes are ordered by how many agencies chose a need, then by how many
 * answers it has. What is chosen twice on one ballot counts once, and what is none of these needs counts nothing.
 */
export function tally(
  ballots: readonly Pick<Ballot, 'weight' | 'needIds'>[],
  needs: readonly { id: number; answers: number }[],
): Counted[] {
  const counts = new Map(needs.map(({ id, answers }) => [id, { needId: id, votes: 0, chosenBy: 0, answers }]));
  for (const { weight, needIds } of ballots)
    for (const id of new Set(needIds ?? [])) {
      const count = counts.get(id);
      if (!count) continue;
      count.votes += weight;
      count.chosenBy += 1;
    }
  const sorted = [...counts.values()].sort((a, b) => compare(a, b) || a.needId - b.needId);
  const placed: Counted[] = [];
  for (const [index, count] of sorted.entries()) {
    const before = placed.at(-1);
    const place = before && compare(before, count) === 0 ? before.place : index + 1;
    const tied = sorted.some(({ needId, votes }) => needId !== count.needId && votes === count.votes);
    placed.push({ ...count, place, tied });
  }
  return placed;
}

type Uncounted = Pick<Counted, 'votes' | 'chosenBy' | 'answers'>;
const compare = (a: Uncounted, b: Uncounted): number =>
  b.votes - a.votes || b.chosenBy - a.chosenBy || b.answers - a.answers;

/** Why equal votes stand in this order, for those that have them; undefined where nothing has to be said. */
export function sayTie(counted: readonly Counted[], nth: number): string | undefined {
  const here = counted[nth];
  if (!here?.tied) return undefined;
  const others = counted.filter(({ needId, votes }) => needId !== here.needId && votes === here.votes);
  if (others.some((each) => compare(each, here) === 0)) return 'tied';
  if (others.every(({ chosenBy }) => chosenBy !== here.chosenBy)) return 'tied, ordered by how many agencies chose it';
  return 'tied, ordered by how many asked for it';
}
