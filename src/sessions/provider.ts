import type { Tx } from '../store.ts';
import type { Identity, ProviderLink } from './providerStore.ts';
import { beginSession, endSession, LINK_MINUTES, personOf, sessionOf } from './sessions.ts';
import { hashOf, newToken } from './token.ts';
import { accountLinked } from './words.ts';

/**
 * The other way in: an account of the office's own provider. It signs in whom it was linked to, and nobody by an e-mail
 * that it names: who gives accounts their addresses is not who keeps the roster. To link one takes both at once, the
 * account and a session that a link from the chat has begun.
 */

export type Arrived = { session: string } | { proof: string };

/** Somebody has signed in at the provider: a session's token, or, where the account is linked to nobody, that of a proof. */
export async function arrive(tx: Tx, identity: Identity, browser: string, now: Date): Promise<Arrived> {
  const link = await tx.providers.find(identity);
  if (link && (await stillSigns(tx, link))) {
    const { accountId, personId, id: linkId, label } = link;
    return { session: await beginSession(tx, { accountId, personId, browser, linkId, by: label }, now) };
  }
  const proof = newToken();
  const until = new Date(now.getTime() + LINK_MINUTES * 60_000);
  const { issuer, subject, label } = identity;
  await tx.providers.keepProof({ issuer, subject, label, hash: hashOf(proof), until });
  return { proof };
}

/**
 * Only as long as the chat account is that person's, and can be written to: whoever is signed in is told so there. One
 * that cannot is so until they write to the desk again.
 */
async function stillSigns(tx: Tx, { accountId, personId }: ProviderLink): Promise<boolean> {
  const account = await tx.people.account(accountId);
  return account?.unreachable === null && (await personOf(tx, accountId))?.id === personId;
}

/** What a proof is of, for whoever is signed in by a link from the chat and so may link it. */
export async function offeredToLink(
  tx: Tx,
  session: string,
  proof: string,
  now: Date,
): Promise<{ label: string; name: string } | undefined> {
  const begun = await sessionOf(tx, session, now);
  const identity = begun?.linkId === null ? await tx.providers.proof(hashOf(proof), now) : undefined;
  const person = begun && identity && (await personOf(tx, begun.accountId));
  return person && identity && { label: identity.label, name: person.name };
}

/** Links it, and whoever it is reads so in their chat; false where one of the two is over or was used. */
export async function linkAccount(tx: Tx, session: string, proof: string, now: Date): Promise<boolean> {
  const begun = await sessionOf(tx, session, now);
  if (begun?.linkId !== null || !(await personOf(tx, begun.accountId))) return false;
  const identity = await tx.providers.spendProof(hashOf(proof), now);
  if (!identity) return false;
  const before = await tx.providers.find(identity);
  // Of somebody who is gone, or whose chat account has become another's: else it would have signed them in.
  if (before) await unlinkAccount(tx, before, now);
  const { accountId, personId } = begun;
  const id = await tx.providers.link({ ...identity, accountId, personId, at: now });
  await tx.records.add({ kind: 'person', id: personId }, null, [
    { kind: 'provider linked', at: now, actorId: personId, data: { link: id, issuer: identity.issuer } },
  ]);
  const message = accountLinked({ id, ...identity });
  await tx.outbox.put([{ key: `provider linked ${id}`, kind: 'notice', to: { accountId }, message }]);
  return true;
}

/** It signs them in no more, and what it began has ended. */
export async function unlinkAccount(tx: Tx, { id, personId, issuer }: ProviderLink, now: Date): Promise<void> {
  for (const session of await tx.providers.unlink(id)) await endSession(tx, session, personId, now);
  await tx.records.add({ kind: 'person', id: personId }, null, [
    { kind: 'provider unlinked', at: now, actorId: personId, data: { link: id, issuer } },
  ]);
}
