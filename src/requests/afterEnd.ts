import { chooseOfficeAndLine } from '../offices/office.ts';
import { type Actor, hasRole, requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { type Addition, add } from './add.ts';
import { apply } from './apply.ts';
import { ask } from './ask.ts';
import { attach } from './attach.ts';
import { decideReopening } from './decide/reopening.ts';
import type { RequestFacts } from './facts.ts';
import { mayReopen, recentUntil, reopenableUntil } from './lifecycle.ts';
import { loadFacts } from './load.ts';
import { whoIsIn } from './readers.ts';
import { type AgencyRequest, isLive } from './request.ts';
import { newHolder } from './route.ts';

/** What somebody writes about a request that has ended. */

/** When it ended; undefined while it lives. */
async function endedAt(tx: Tx, request: AgencyRequest): Promise<Date | undefined> {
  if (request.state === 'resolved') return request.resolvedAt ?? undefined;
  if (request.state !== 'withdrawn') return undefined;
  const events = await tx.records.of({ kind: 'request', id: request.id });
  return events.findLast(({ kind }) => kind === 'withdrawn')?.at;
}

/** Whether it may be reopened still: later, what is said becomes a new request that is linked to it. */
export async function mayStillReopen(tx: Tx, { request, rules }: RequestFacts, now: Date): Promise<boolean> {
  const ended = await endedAt(tx, request);
  if (!ended) return false;
  return mayReopen(request, reopenableUntil(rules.calendar, ended, rules.policy.businessDayMinutes), now);
}

/** It goes on with these words: reopened in time, added where it is open again, and else as a new request after it. */
export async function goOn(
  tx: Tx,
  facts: RequestFacts,
  { attached, ...words }: Addition,
  now: Date,
): Promise<AgencyRequest> {
  const { request } = facts;
  if (isLive(request)) {
    await add(tx, facts, { ...words, ...(attached && { attached }) }, now);
    return request;
  }
  if (!(await mayStillReopen(tx, facts, now))) {
    const actor = await tx.people.actor(request.requesterId);
    if (!actor) throw new Error(`whoever asked ${request.id} is known`);
    return ask(tx, actor, { ...words, ...(attached && { attached }), continues: request.id }, now);
  }
  const elsewhere = (await isThere(tx, facts, now))
    ? undefined
    : await newHolder(tx, facts, { at: words.at, reason: 'reopened' }, now);
  const withdrawnAt = request.state === 'withdrawn' ? await endedAt(tx, request) : undefined;
  const { calendarId } = facts.office;
  const rules = await tx.offices.rules({ calendarId, policyId: request.policyId });
  const ids = await apply(tx, decideReopening(facts, words, { rules, elsewhere, withdrawnAt }, now), now);
  const messageId = ids.get(request.lastNumber + 1);
  if (messageId !== undefined) await attach(tx, request, messageId, attached, now);
  return request;
}

/** Whoever held it may be away or gone by now. */
async function isThere(tx: Tx, { holder, office, rules }: RequestFacts, now: Date): Promise<boolean> {
  if (!holder?.active) return false;
  const actor = await tx.people.actor(holder.id);
  const works = actor && (hasRole(actor, office.id, 'liaison') || hasRole(actor, office.id, 'supervisor'));
  return works === true && (await whoIsIn(tx, office.id, rules.calendar, now))(holder.id);
}

/** So many of the newest that ended are looked at. */
export const LOOKED_AT = 10;

/** `at`: when. */
export type Ended = { facts: RequestFacts; at: Date; accepted: boolean };

/**
 * Of these, the request that ended last, while what its author writes may be about it. `accepted`: they said that it
 * answered them, so what they write is likely to be something new.
 */
export async function justEnded(tx: Tx, ended: readonly AgencyRequest[], now: Date): Promise<Ended | undefined> {
  let newest: { request: AgencyRequest; at: Date } | undefined;
  for (const request of ended) {
    const at = await endedAt(tx, request);
    if (at && (!newest || at > newest.at)) newest = { request, at };
  }
  const facts = newest && (await loadFacts(tx, newest.request.id, 'to read'));
  if (!facts || !newest) return undefined;
  const { calendar, policy } = facts.rules;
  const until = recentUntil(calendar, newest.at, policy.businessDayMinutes);
  if (until !== undefined && now > until) return undefined;
  const since = newest.at;
  const events = await tx.records.of({ kind: 'request', id: facts.request.id });
  return { facts, at: since, accepted: events.some(({ kind, at }) => kind === 'accepted' && at >= since) };
}

/** What has just ended, where words with no place may be about it. */
export async function maybeMeant(tx: Tx, latest: readonly AgencyRequest[], now: Date): Promise<Ended | undefined> {
  const ended = await justEnded(tx, latest, now);
  return ended?.accepted ? undefined : ended;
}

/** Whether a text speaks plainly of what another office answers for. */
export async function isForAnotherOffice(tx: Tx, actor: Actor, { request }: RequestFacts, text: string) {
  const offices = await tx.offices.serving(requesterships(actor).map(({ agencyId }) => agencyId));
  if (offices.length < 2) return false;
  const { office, sure, hits } = chooseOfficeAndLine(offices, text);
  return sure && hits > 0 && office.id !== request.officeId;
}
