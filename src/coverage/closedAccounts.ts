import type { Left } from '../feature/feature.ts';
import { officesAs, type Person } from '../people/person.ts';
import { CLOSED, REMOVED } from '../people/unreached.ts';
import type { AgencyRequest } from '../requests/request.ts';
import { deliveryTo } from '../requests/standing.ts';
import type { Tx } from '../store.ts';
import { accountClosed, type Gone } from './closedWords.ts';

const RECORDED = { closed: 'account closed', removed: 'app removed', back: 'account opened' } as const;
const UNREACHABLE = { closed: CLOSED, removed: REMOVED, back: null };

/**
 * A chat account was closed or opened again, or somebody took the app away. Who has no other account cannot be reached: whoever counts on them hears
 * of it, since a message to a closed account often seems to arrive.
 */
export async function noteLeft(
  tx: Tx,
  accountId: number,
  how: Left,
  { source, at }: { source: string; at: Date },
): Promise<void> {
  await tx.people.markUnreachable(accountId, UNREACHABLE[how]);
  const account = await tx.people.account(accountId);
  if (account?.personId != null)
    await tx.records.add({ kind: 'person', id: account.personId }, null, [
      { kind: RECORDED[how], at, actorId: null, data: { accountId } },
    ]);
  if (how === 'back' || account?.personId == null) return;
  const others = await tx.people.accountsOf(account.personId);
  const actor = await tx.people.actor(account.personId);
  if (!actor || others.some((other) => other.unreachable === null)) return;
  await tellWhoAnswers(tx, actor.person, how, source);
  const held = await tx.requests.heldBy(actor.person.id);
  const [first] = held;
  if (!first) return;
  for (const officeId of new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')])) {
    const mine = held.filter((request) => request.officeId === officeId);
    const supervisors = (await tx.people.withRole(officeId, 'supervisor')).filter(({ id }) => id !== actor.person.id);
    if (mine.length === 0) continue;
    const words = accountClosed(actor.person.name, mine, { asks: false, how });
    await tx.outbox.put(
      supervisors.map(({ id }) =>
        deliveryTo(first, id, { key: `left ${source} to ${id} of ${officeId}`, kind: 'notice', message: words }),
      ),
    );
  }
}

/** Everybody who answers some of their requests hears of all of these in one message. */
async function tellWhoAnswers(tx: Tx, { id, name }: Person, how: Gone, source: string): Promise<void> {
  const theirs = new Map<number, AgencyRequest[]>();
  for (const request of await tx.requests.liveOfRequester(id)) {
    const { officeId, holderId } = request;
    const readers =
      holderId === null ? (await tx.people.withRole(officeId, 'supervisor')).map(({ id }) => id) : [holderId];
    for (const reader of readers) theirs.set(reader, [...(theirs.get(reader) ?? []), request]);
  }
  await tx.outbox.put(
    [...theirs].flatMap(([reader, requests]) => {
      const [first] = requests;
      if (!first) return [];
      const words = {
        key: `left ${source} of ${id} to ${reader}`,
        kind: 'notice',
        message: accountClosed(name, requests, { asks: true, how }),
      } as const;
      // About one alone it stands under its card; about several, under none.
      const { officeId, id: requestId } = first;
      return requests.length === 1
        ? [deliveryTo(first, reader, words)]
        : [{ ...words, to: { personId: reader }, officeId, requestId }];
    }),
  );
}
