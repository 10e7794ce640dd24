import { hidden, notice, show } from '../feature/answer.ts';
import { type Doings, deed } from '../feature/deed.ts';
import type { Feature } from '../feature/feature.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { mayOfOffice } from '../people/permissions.ts';
import type { Actor, Person } from '../people/person.ts';
import { CLOSED, REMOVED } from '../people/unreached.ts';
import type { Tx } from '../store.ts';
import { readNotArrived } from './notArrivedFacts.ts';
import { failedAgain, hello, notArrived } from './notArrivedWords.ts';
import { hearAgainPress, leaveUnheardPress, notArrivedPress, sendAgainPress, setAsidePress } from './presses.ts';
import { unheardIn } from './unheard.ts';

/** Whoever supervises sees to what did not arrive: going out, or coming in. */

const may = (actor: Actor, officeId: number): boolean => mayOfOffice(actor, 'see to failures', officeId);
const seenTo = notice('Somebody has seen to this already.');

type Whom = { office: number; person?: number | undefined; account?: number | undefined };

const toOf = ({ person, account }: Whom): { personId: number } | { accountId: number } | undefined =>
  person !== undefined ? { personId: person } : account !== undefined ? { accountId: account } : undefined;

/** What they missed is sent once more; somebody who missed nothing and is not reached is written to, once a day. */
export const sendAgain = deed(sendAgainPress, {
  async does(given) {
    const { tx, about, actor, at } = given;
    const to = toOf(about);
    if (!may(actor, about.office) || !to) return hidden;
    const person = about.person === undefined ? undefined : await tx.people.lock(about.person);
    const messages =
      about.upTo === undefined
        ? 0
        : await tx.outbox.sendAgain({ officeId: about.office, to, upTo: about.upTo }, actor.person.id);
    if (about.upTo !== undefined && messages === 0) return seenTo;
    if (messages === 0 && !(person && (await writeTo(given, person)))) return seenTo;
    if (person) await believe(tx, person);
    const { person: personId = null, account = null } = about;
    const data = { how: 'sent again', person: personId, account, messages } as const;
    await tx.records.addToOffice(about.office, { kind: 'failures seen to', at, actorId: actor.person.id, data });
    const name = person?.name ?? 'them';
    return notice(
      messages === 0
        ? `I have written to ${name}. If it does not arrive, I tell you.`
        : `${messages === 1 ? 'It is' : `${messages} messages are`} on the way to ${name} once more. If that fails, I tell you.`,
    );
  },
});

type Delivery = Parameters<NonNullable<Feature['undelivered']>>[1];

/** A press that is so young was made by somebody who is awake and waits for what comes of it. */
const FRESH_MS = 15 * 60_000;

/**
 * What was sent once more has failed again: whoever wanted that reads it soon, once for all that they sent at once. Whoever
 * does not supervise there anymore need not.
 */
export async function tellFailedAgain(tx: Tx, delivery: Delivery, reason: string, now: Date): Promise<void> {
  const { askedBy, officeId, personId, createdAt } = delivery;
  if (askedBy === null || officeId === null || delivery.sealed) return;
  const asker = await tx.people.actor(askedBy);
  if (!asker || !may(asker, officeId)) return;
  const to = personId === null ? undefined : (await tx.people.named([personId])).get(personId);
  const key = `failed again ${createdAt.toISOString()} to ${personId} ${delivery.accountId} for ${askedBy}`;
  const message = failedAgain({ officeId, name: to?.name, reason });
  const isFresh = now.getTime() - createdAt.getTime() < FRESH_MS;
  const news = [{ key, kind: 'notice' as const, to: { personId: askedBy }, officeId, message }];
  await tellAwake(tx, officeId, news, { now, ...(isFresh && { awake: askedBy }) });
}

/** False: somebody has tried today. Only those who answer there are written to by themselves. */
async function writeTo({ tx, about, actor, now }: Doings<Whom>, person: Person): Promise<boolean> {
  const lost = await tx.people.unreached({ roles: ['liaison', 'supervisor'], officeId: about.office });
  if (!lost.some((one) => one.person.id === person.id)) return false;
  const { id: office, name } = await tx.offices.one(about.office);
  const key = `hello ${person.id} of office ${office} on ${now.toISOString().slice(0, 10)}`;
  if ((await tx.outbox.known([key])).length > 0) return false;
  const message = hello(name, actor.person);
  await tx.outbox.put([
    { key, kind: 'notice', to: { personId: person.id }, officeId: office, message, askedBy: actor.person.id },
  ]);
  return true;
}

/** Their accounts are tried again, but for those that their platform has closed. */
async function believe(tx: Tx, { id }: Person): Promise<void> {
  for (const account of await tx.people.accountsOf(id))
    if (account.unreachable !== null && account.unreachable !== CLOSED && account.unreachable !== REMOVED)
      await tx.people.markUnreachable(account.id, null);
}

export const setAside = deed(setAsidePress, {
  async does({ tx, about, actor, at }) {
    const to = toOf(about);
    if (!may(actor, about.office) || !to) return hidden;
    const messages = await tx.outbox.setAside({ officeId: about.office, to, upTo: about.upTo });
    if (messages === 0) return seenTo;
    const { person = null, account = null } = about;
    const data = { how: 'set aside', person, account, messages } as const;
    await tx.records.addToOffice(about.office, { kind: 'failures seen to', at, actorId: actor.person.id, data });
    return notice('It is set aside: digests do not say it anymore.');
  },
});

export const hearAgain = deed(hearAgainPress, {
  async does({ tx, about, actor, at }) {
    if (!may(actor, about.office)) return hidden;
    const one = (await unheardIn(tx, about.office)).find(({ id }) => id === about.event);
    if (!one || (await tx.inbox.unpark([one.id])) === 0) return seenTo;
    const data = { how: 'heard again', event: one.id } as const;
    await tx.records.addToOffice(about.office, { kind: 'unheard seen to', at, actorId: actor.person.id, data });
    return notice(`I try it again. If I still cannot handle what ${one.name} ${one.did}, your next digest says so.`);
  },
});

export const leaveUnheard = deed(leaveUnheardPress, {
  async does({ tx, about, actor, at }) {
    if (!may(actor, about.office)) return hidden;
    const one = (await unheardIn(tx, about.office)).find(({ id }) => id === about.event);
    if (!one || !(await tx.inbox.setAside(one.id))) return seenTo;
    const data = { how: 'set aside', event: one.id } as const;
    await tx.records.addToOffice(about.office, { kind: 'unheard seen to', at, actorId: actor.person.id, data });
    return notice(
      `It is set aside. Nobody looks at it anymore, so please be sure that ${one.name} has what they need.`,
    );
  },
});

/** All of it, where a digest names the first. */
export const whatDidNotArrive = deed(notArrivedPress, {
  async shows({ tx, about, actor, now }) {
    if (!may(actor, about.office)) return hidden;
    return show(notArrived(await readNotArrived(tx, about.office, actor.person, now)));
  },
});
