import type { Answer } from '../chat/port.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { add } from './add.ts';
import { reopenForm } from './agencyWords.ts';
import { ask } from './ask.ts';
import { aboutIds, type Deed, done, errors, filled, notice, refusal, type Submission } from './deed.ts';
import { mayReopen, reopenableUntil } from './lifecycle.ts';
import { authorise, loadView, type Refusal } from './load.ts';
import { moveTo } from './reassign.ts';
import { type AgencyRequest, requestRef } from './request.ts';
import { reopened } from './requestClocks.ts';
import { route } from './route.ts';
import { oweReply, replan, saveClocks } from './setClocks.ts';

/** "That answered it". */
export async function accept(tx: Tx, deed: Deed): Promise<Answer> {
  const [requestId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'accept', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const events = await tx.requests.events(requestId);
  const resolvedAt = allowed.request.resolvedAt ?? deed.at;
  if (!events.some((event) => event.kind === 'accepted' && event.at >= resolvedAt))
    await tx.requests.record(allowed.request, [
      { kind: 'accepted', at: deed.at, actorId: deed.actor.person.id, data: {} },
    ]);
  return notice('Good to hear. Write here whenever you need something.');
}

/** "I still need help": asks for what is missing. */
export async function openReopening(tx: Tx, deed: Deed): Promise<Answer> {
  const owned = await own(tx, deed);
  if ('refused' in owned) return refusal(owned);
  const { request } = owned;
  if (request.state !== 'resolved') return notice(`${requestRef(request.id)} is open. Write here what you need.`);
  return { kind: 'form', form: reopenForm(await loadView(tx, request), !(await inTime(tx, request, deed.now))) };
}

/** Within five business days the request goes on; later what is missing becomes a new one that is linked to it. */
export async function reopen(tx: Tx, deed: Submission): Promise<Answer> {
  const owned = await own(tx, deed);
  if ('refused' in owned) return refusal(owned);
  const { request } = owned;
  const text = filled(deed.values, 'text');
  if (!text) return errors({ text: 'Please say what you still need.' });
  const { actor, at, source, now } = deed;
  if (request.state !== 'resolved') {
    await add(tx, actor, request, { text, at, source });
    return done;
  }
  if (!(await inTime(tx, request, now))) {
    await ask(tx, actor, { text, at, source, continues: request.id }, now);
    return done;
  }
  await tx.clocks.resume(request.id, 'resolved', at);
  const unresolved = {
    state: 'open',
    resolvedAt: null,
    outcome: null,
    outcomeText: null,
    alternative: null,
    duplicateOf: null,
  } as const;
  const open: AgencyRequest = { ...request, ...unresolved };
  await tx.requests.save(request.id, unresolved);
  await saveClocks(tx, reopened(await tx.clocks.of([request.id])));
  await replan(tx, open);
  await oweReply(tx, open, at);
  await tx.surveys.cancel(request.id, 'reopened');
  await tx.requests.record(request, [{ kind: 'reopened', at, actorId: actor.person.id, data: {} }]);
  await toSomebodyWhoIsIn(tx, open, deed);
  const current = await tx.requests.read(request.id);
  if (current) await add(tx, actor, current, { text, at, source });
  return done;
}

/** Whoever held it may be away or gone by now. */
async function toSomebodyWhoIsIn(tx: Tx, request: AgencyRequest, deed: Submission): Promise<void> {
  const { calendar } = await tx.offices.rules(request);
  const day = localDate(calendar, deed.now);
  const holder = request.holderId === null ? undefined : await tx.people.actor(request.holderId);
  const { absences } = await tx.people.coverage(request.officeId, 0, day);
  const away = absences.some(
    (a) => a.personId === request.holderId && a.from <= day && (a.until === null || day <= a.until),
  );
  if (holder?.person.active && !away) return;
  const { choice, people } = await route(tx, request, deed.now);
  await moveTo(tx, request, choice.holderId, { actorId: null, at: deed.at, reason: 'reopened', choice, people });
}

/** Their own request, unless they withdrew it: a button that is still there from before brings nothing back. */
async function own(tx: Tx, deed: Deed): Promise<{ request: AgencyRequest } | Refusal> {
  const allowed = await authorise(tx, deed.actor, 'add', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed && allowed.refused === 'state' && allowed.request.state === 'resolved')
    return { request: allowed.request };
  return allowed;
}

async function inTime(tx: Tx, request: AgencyRequest, now: Date): Promise<boolean> {
  if (!request.resolvedAt) return false;
  const { calendar, policy } = await tx.offices.rules(request);
  return mayReopen(request, reopenableUntil(calendar, request.resolvedAt, policy.businessDayMinutes), now);
}
