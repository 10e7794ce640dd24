import type { Text } from '../chat/message.ts';
import type { NewDelivery } from '../delivery/delivery.ts';
import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { decideMove, type Move } from './decide/moving.ts';
import type { RequestFacts } from './facts.ts';
import { grouped } from './grouped.ts';
import { loadFacts } from './load.ts';
import { isLive } from './request.ts';
import { asksAbout, route } from './route.ts';
import { deliveryOfSeveral, deliveryTo } from './standing.ts';
import { tellOf } from './tellMoves.ts';
import { forHolder, forRequester } from './words/handingMany.ts';

/** Up to so many come as cards of their own; more come as one list. */
const CARDS = 3;

/** A request, and to whom it goes. */
export type Going = { facts: RequestFacts; holder: Person | null; move: Move };

/**
 * Why they go: somebody is out, is back, or has too much. `why` is a sentence without its end ("Lee Park is out through
 * Friday, June 12").
 */
export type Occasion = { key: string; kind: 'out' | 'back' | 'share'; why: string };

/** The live requests among these that somebody still holds, locked in the order in which all lock them. */
export async function heldNow(tx: Tx, holderId: number, ids: readonly number[]): Promise<RequestFacts[]> {
  const found: RequestFacts[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const facts = await loadFacts(tx, id, 'locked');
    if (facts && facts.request.holderId === holderId && isLive(facts.request)) found.push(facts);
  }
  return found;
}

/** Who gets it instead of somebody who is out, on the day the office works next from `day` on; `coming`: as `route` has it. */
export async function goingFrom(
  tx: Tx,
  facts: RequestFacts,
  { from, day, at, by, coming }: { from: Person; day: Date; at: Date; by: Person | null; coming: readonly number[] },
): Promise<Going> {
  const { choice, people } = await route(tx, facts.request, day, { instead: from.id, coming });
  const holder = choice.holderId === null ? null : (people.get(choice.holderId) ?? null);
  const newcomer = await asksAbout(tx, facts.request, holder);
  return { facts, holder, move: { by, at, reason: `${from.name} is away`, choice, people, newcomer } };
}

/**
 * Gives several requests to others at once. Whoever gets up to three has a card of each, else one list; every requester
 * hears of theirs in one message. Answers with the requests as they are then.
 */
export async function handMany(tx: Tx, given: Going[], occasion: Occasion, now: Date): Promise<RequestFacts[]> {
  // It says that what was promised stands: so whatever has moved is told before.
  const told = await tellOf(
    tx,
    given.map(({ facts }) => facts),
    now,
  );
  const going = given.map((each, nth) => ({ ...each, facts: told[nth] ?? each.facts }));
  const came: Text = [`${occasion.why}.`];
  const handed: RequestFacts[] = [];
  const puts: NewDelivery[] = [];
  for (const [holderId, group] of grouped(going, ({ holder }) => holder?.id ?? 0)) {
    const key = `${occasion.key} to ${holderId}`;
    const many = group.length > CARDS;
    const afters: RequestFacts[] = [];
    for (const { facts, holder, move } of group) {
      const together = { came, ...(many && { list: key }) };
      const decision = decideMove(facts, holder, { ...move, together }, now);
      await apply(tx, decision, now);
      afters.push(decision.after);
    }
    const [first] = afters;
    if (many && first?.holder) {
      const message = forHolder(occasion, afters, first.holder);
      puts.push(deliveryOfSeveral(first.request, first.holder.id, { key, kind: 'notice', message }));
    }
    handed.push(...afters);
  }
  for (const [requesterId, theirs] of grouped(handed, ({ request }) => request.requesterId)) {
    const [first] = theirs;
    if (!first) continue;
    const message = forRequester(occasion, theirs, now);
    const what = { key: `${occasion.key} for ${requesterId}`, kind: 'notice', message } as const;
    // About one alone it stands under its receipt.
    puts.push((theirs.length === 1 ? deliveryTo : deliveryOfSeveral)(first.request, requesterId, what));
  }
  await tx.outbox.put(puts);
  return handed;
}
