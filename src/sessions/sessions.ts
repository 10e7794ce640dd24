import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Session } from './sessionStore.ts';
import { hashOf, newToken } from './token.ts';
import { signedIn } from './words.ts';

/**
 * Who is signed in at the page. There is no password: a button in the chat, where the platform vouches for who somebody
 * is, gives a link that opens once. Whoever follows it is told so in that chat, with a button that ends it.
 */

const MINUTE = 60_000;
export const LINK_MINUTES = 10;
/** NIST SP 800-63B, assurance level 2: twelve hours at most, and less when nobody is there. */
const LONGEST_MS = 12 * 60 * MINUTE;
const IDLE_MS = 2 * 60 * MINUTE;
/** Written down no more often than this. */
const USED_EVERY_MS = MINUTE;

/** A link for this account: the token that its address ends with. */
export async function offerLink(tx: Tx, accountId: number, now: Date): Promise<string> {
  const token = newToken();
  const until = new Date(now.getTime() + LINK_MINUTES * MINUTE);
  await tx.sessions.offer({ hash: hashOf(token), accountId, at: now, until });
  return token;
}

/** The name of whom it would sign in. Nothing is spent. */
export async function linkOf(tx: Tx, token: string, now: Date): Promise<{ name: string } | undefined> {
  const accountId = await tx.sessions.offered(hashOf(token), now);
  const person = accountId === undefined ? undefined : await personOf(tx, accountId);
  return person && { name: person.name };
}

/** Spends the link and begins a session; whoever it is reads so in their chat. Answers with the token of the session. */
export async function signIn(tx: Tx, token: string, browser: string, now: Date): Promise<string | undefined> {
  const accountId = await tx.sessions.spend(hashOf(token), now);
  const person = accountId === undefined ? undefined : await personOf(tx, accountId);
  if (accountId === undefined || !person) return undefined;
  return beginSession(tx, { accountId, personId: person.id, browser, linkId: null }, now);
}

/** `by`: which account of the provider it was, where it was one. */
export async function beginSession(
  tx: Tx,
  begun: Pick<Session, 'accountId' | 'personId' | 'browser' | 'linkId'> & { by?: string },
  now: Date,
): Promise<string> {
  const { by, ...facts } = begun;
  const { accountId, personId, browser, linkId } = facts;
  const token = newToken();
  const id = await tx.sessions.begin({ ...facts, hash: hashOf(token), at: now, usedAt: now });
  await tx.records.add({ kind: 'person', id: personId }, null, [
    {
      ...{ kind: 'signed in', at: now, actorId: personId },
      data: { session: id, ...(linkId !== null && { link: linkId }) },
    },
  ]);
  const message = signedIn(id, browser, by);
  await tx.outbox.put([{ key: `signed in ${id}`, kind: 'notice', to: { accountId }, message }]);
  return token;
}

/** The session of this token as long as it runs; that it was used is noted. */
export async function sessionOf(tx: Tx, token: string, now: Date): Promise<Session | undefined> {
  const { since, usedSince } = limits(now);
  const session = await tx.sessions.running(hashOf(token), since, usedSince);
  if (session && now.getTime() - session.usedAt.getTime() >= USED_EVERY_MS) await tx.sessions.used(session.id, now);
  return session;
}

/** Those of a person that run, the newest first. */
export const sessionsOf = (tx: Tx, personId: number, now: Date): Promise<Session[]> => {
  const { since, usedSince } = limits(now);
  return tx.sessions.runningOf(personId, since, usedSince);
};

const limits = (now: Date) => ({
  since: new Date(now.getTime() - LONGEST_MS),
  usedSince: new Date(now.getTime() - IDLE_MS),
});

export async function signOut(tx: Tx, token: string, now: Date): Promise<void> {
  const session = await sessionOf(tx, token, now);
  if (session) await endSession(tx, session.id, session.personId, now);
}

/** False when it had ended, or is not theirs. */
export async function endSession(tx: Tx, id: number, personId: number, now: Date): Promise<boolean> {
  if (!(await tx.sessions.end(id, personId, now))) return false;
  await tx.records.add({ kind: 'person', id: personId }, null, [
    { kind: 'signed out', at: now, actorId: personId, data: { session: id } },
  ]);
  return true;
}

/** Whose this account of a chat is, as long as they are with the office. */
export async function personOf(tx: Tx, accountId: number): Promise<Person | undefined> {
  const account = await tx.people.account(accountId);
  const actor = account?.personId ? await tx.people.actor(account.personId) : undefined;
  return actor?.person.active ? actor.person : undefined;
}
