import { isDeepStrictEqual } from 'node:util';
import { hasRole, type Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import type { ClockRow } from '../requests/requestClocks.ts';
import { localDate } from '../sla/calendar.ts';
import { endOfDayIn } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { warnings } from './words.ts';

/** On a bad day nobody gets a card for everything: the first few have cards of their own, the rest is one list a day. */

const MOST_CARDS = 3;
const DAY_MS = 86_400_000;

type Shares = {
  /** Who gets a card about this clock, or has one. */
  alone: Person[];
  haveCards: number[];
  /** Whose list of the day has it instead. */
  listed: Person[];
};

/** How each of these is told of a clock. The step itself is on record already, so that it counts. */
export async function bundled(
  tx: Tx,
  facts: RequestFacts,
  clock: ClockRow,
  told: Person[],
  now: Date,
): Promise<Shares> {
  await lockAll(tx, told);
  const haveCards = await tx.clocks.ownCards(
    clock.id,
    told.map(({ id }) => id),
  );
  const shares: Shares = { alone: [], haveCards, listed: [] };
  for (const person of told) {
    const isNew = !haveCards.includes(person.id);
    const many =
      isNew && (await tx.clocks.warnedSince(facts.request.officeId, person.id, dayOf(facts, now))) > MOST_CARDS;
    (many ? shares.listed : shares.alone).push(person);
  }
  return shares;
}

/** Two desks would count the same cards, and each write a list without the other's: whoever comes second waits. */
async function lockAll(tx: Tx, people: readonly Person[]): Promise<void> {
  for (const { id } of people.toSorted((a, b) => a.id - b.id)) await tx.people.lock(id);
}

const dayOf = ({ rules }: RequestFacts, now: Date): Date =>
  new Date(endOfDayIn(rules.calendar.spec.zone, now).getTime() - DAY_MS);

/** Writes the lists of these people anew; each is one message a day and office, changed in place. */
export async function tellLists(tx: Tx, facts: RequestFacts, people: readonly Person[], now: Date): Promise<void> {
  const { request, rules, office } = facts;
  await lockAll(tx, people);
  for (const person of people) {
    const rows = await tx.clocks.listedFor(request.officeId, person.id, dayOf(facts, now));
    const actor = await tx.people.actor(person.id);
    const zone = person.zone ?? rules.calendar.spec.zone;
    const supervises = actor !== undefined && hasRole(actor, request.officeId, 'supervisor');
    const message = warnings(office.name, rows, { zone, now, supervises });
    const root = `escalations ${localDate(rules.calendar, now)} office ${request.officeId} to ${person.id}`;
    const stands = await tx.outbox.standing([root]);
    if (isDeepStrictEqual(stands?.message, message)) continue;
    const state = `${rows.length} ${rows.filter(({ ended }) => ended).length} ${request.id} r${request.revision}`;
    await tx.outbox.put([
      {
        ...{ key: stands ? `${root} at ${now.toISOString()} ${state}` : root, kind: 'escalation' },
        ...{ to: { personId: person.id }, message, officeId: request.officeId },
        ...(stands && { replaces: root }),
      },
    ]);
  }
}
