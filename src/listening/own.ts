import type { Block } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import { scopesOf } from '../offices/scope.ts';
import { type Actor, hasRole, officesAs, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { CountedNeed } from './need.ts';
import { recommendChangePress } from './presses.ts';
import type { Round } from './round.ts';

/** What there is for somebody: of their offices, or what they were asked. */
export type Own = {
  /** They work for an office that has such rounds. */
  works: boolean;
  makes: boolean;
  rounds: { round: Round; author: string; today: string }[];
  /** Recommended by themselves: open ones first, then what was decided. */
  changes: { need: CountedNeed; today: string; leads: boolean }[];
  asked: { round: Round; today: string }[];
  more: Block[];
};

export async function readOwn(tx: Tx, actor: Actor, now: Date, limit: number): Promise<Own> {
  const supervised = officesAs(actor, 'supervisor');
  const officeIds = [...new Set([...supervised, ...officesAs(actor, 'liaison')])];
  const days = new Map<number, string>();
  const todayIn = async (officeId: number): Promise<string> => {
    const known = days.get(officeId) ?? (await officeToday(tx, officeId, now)).today;
    days.set(officeId, known);
    return known;
  };
  const latest =
    officeIds.length > 0 ? await tx.listening.latest({ personId: actor.person.id, officeIds, supervised }, limit) : [];
  const authors = await tx.people.named(latest.map(({ authorId }) => authorId));
  const rounds: Own['rounds'] = [];
  for (const round of latest)
    rounds.push({ round, author: authors.get(round.authorId)?.name ?? '', today: await todayIn(round.officeId) });
  const changes: Own['changes'] = [];
  for (const officeId of officeIds) {
    const leads = hasRole(actor, officeId, 'supervisor');
    const today = await todayIn(officeId);
    const needs = await tx.listening.needs({ officeId, roundId: null });
    const order = (need: CountedNeed): number => (need.state === 'heard' ? 0 : need.state === 'done' ? 2 : 1);
    const sorted = needs.toSorted((a, b) => order(a) - order(b) || b.id - a.id);
    for (const need of sorted.slice(0, limit)) changes.push({ need, today, leads });
  }
  const asked: Own['asked'] = [];
  for (const round of await tx.listening.askedOf(actor.person.id, limit))
    asked.push({ round, today: await todayIn(round.officeId) });
  const recommends = requesterships(actor).length > 0;
  return {
    ...{ works: officeIds.length > 0, rounds, changes, asked },
    makes: officeIds.length > 0 && (await scopesOf(tx, actor, now)).length > 0,
    more: recommends ? [{ kind: 'buttons', buttons: [recommendChangePress.button('Recommend a change', {})] }] : [],
  };
}
