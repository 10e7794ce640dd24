import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { askedSince } from '../people/audience.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import type { Batch } from './letter.ts';
import { goOn } from './letters.ts';
import type { CountedNeed } from './need.ts';
import { cardKey, isAhead, type Round } from './round.ts';
import { card, yourTurn } from './roundWords.ts';
import { toldOf } from './told.ts';
import { leadersOf } from './who.ts';

/** A round begins, and whoever leads it sees how it stands. */

/** Everybody it goes to is put down with it, in one transaction; the first of them are asked. Answers how many there are. */
export async function begin(tx: Tx, round: Round, now: Date): Promise<number> {
  const { id, officeId, authorId, audience, question } = round;
  const { calendar } = await officeToday(tx, officeId, now);
  const served = (await tx.people.agencies([officeId])).map((agency) => agency.id);
  const agencyIds = round.agencyIds === null ? served : served.filter((each) => round.agencyIds?.includes(each));
  const told = { officeId, agencyIds, audience, lineId: null };
  const { people, agencies } = await tx.listening.address(id, told, askedSince(now));
  const change = {
    ...{ state: 'asking' as const, sentAt: now, agencyIds },
    ...{
      remindAt: after(openingBeside(calendar, round.answerUntil, -1), now),
      endsAt: openingBeside(calendar, round.answerUntil, 1) ?? null,
    },
  };
  await tx.listening.change(id, change);
  const data = { round: id, question, people, agencies };
  await tx.records.addToOffice(officeId, { kind: 'listening begun', at: now, actorId: authorId, data });
  const begun: Round = { ...round, ...change };
  await goOn(tx, batchOf('question', id), now);
  await drawCard(tx, begun, now);
  return people;
}

export const after = (at: Date | undefined, now: Date): Date | null => (at && at > now ? at : null);

export const batchOf = (kind: Batch['kind'], subjectId: number, turn = 0): Batch => ({ kind, subjectId, turn });

/** Needs of a round, as its card shows them. */
export const needsOf = (tx: Tx, { id, officeId, state }: Round): Promise<CountedNeed[]> =>
  isAhead({ state }) ? Promise.resolve([]) : tx.listening.needs({ officeId, roundId: id });

/** The card of whoever began it says what is known now; one that stands is changed in its place. */
export async function drawCard(tx: Tx, round: Round, now: Date): Promise<void> {
  const { id, officeId, authorId } = round;
  const counts = await tx.listening.counts(round);
  const message = card(await toldOf(tx, round, now), counts, await needsOf(tx, round));
  const root = cardKey(id);
  const common = { kind: 'card', to: { personId: authorId }, officeId, message } as const;
  const stands = (await tx.outbox.known([root])).length > 0;
  await tx.outbox.put([
    stands ? { ...common, key: await tx.outbox.changeKey(root), replaces: root } : { ...common, key: root },
  ]);
  await tx.listening.change(id, { shown: counts, shownAt: now });
}

/** Something is over, and whoever leads it is next: they are told, once. */
export async function tellTurn(tx: Tx, round: Round, now: Date): Promise<void> {
  const message = yourTurn(await toldOf(tx, round, now), await tx.listening.counts(round));
  const leaders = await leadersOf(tx, round, now);
  await tellAwake(
    tx,
    round.officeId,
    leaders.map(({ id: personId }) => ({
      ...{ key: `listening ${round.id} ${round.state} to ${personId}`, kind: 'notice' as const },
      ...{ to: { personId }, officeId: round.officeId, message },
    })),
    { now },
  );
}
