import type { Answer } from '../chat/port.ts';
import type { Tx } from '../store.ts';
import { promiseMoved, urgentForm, withdrawForm } from './agencyWords.ts';
import { aboutIds, type Deed, errors, filled, notice, refusal, type Submission } from './deed.ts';
import { authorise, loadView } from './load.ts';
import { priorityForm } from './officeWords.ts';
import { type AgencyRequest, type Priority, requestRef } from './request.ts';
import { dropped, isRunning } from './requestClocks.ts';
import { retarget, saveClocks } from './setClocks.ts';
import { delivery, refresh, tellHolder } from './tell.ts';

/** The requester marks a request urgent, with a reason; a supervisor may say otherwise. */
export async function openUrgent(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'mark urgent', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  if (allowed.request.priority === 'urgent')
    return notice(`${requestRef(allowed.request.id)} is marked urgent already.`);
  return { kind: 'form', form: urgentForm(await loadView(tx, allowed.request)) };
}

export async function markUrgent(tx: Tx, deed: Submission): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'mark urgent', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const reason = filled(deed.values, 'reason');
  if (!reason) return errors({ reason: 'Please say why it is urgent.' });
  return change(tx, deed, allowed.request, 'urgent', reason);
}

export async function openPriority(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'change priority', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  return { kind: 'form', form: priorityForm(await loadView(tx, allowed.request)) };
}

export async function changePriority(tx: Tx, deed: Submission): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'change priority', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const reason = filled(deed.values, 'reason');
  const { priority } = deed.values;
  if (priority !== 'normal' && priority !== 'urgent') return errors({ priority: 'Please choose a priority.' });
  if (!reason) return errors({ reason: 'Please say why; the agency is told.' });
  return change(tx, deed, allowed.request, priority, reason);
}

/** Due times are computed anew from the original start with the new target; a breach that happened stays a fact. */
async function change(tx: Tx, deed: Deed, request: AgencyRequest, priority: Priority, reason: string): Promise<Answer> {
  const ref = requestRef(request.id);
  if (request.priority === priority) return notice(`${ref} is ${priority} already.`);
  await retarget(tx, { ...request, priority });
  const revision = await tx.requests.save(request.id, {
    priority,
    urgentReason: priority === 'urgent' ? reason : null,
  });
  const { person } = deed.actor;
  await tx.requests.record(request, [
    {
      kind: 'priority changed',
      at: deed.at,
      actorId: person.id,
      data: { from: request.priority, to: priority, reason },
    },
  ]);
  const view = await refresh(tx, request.id);
  const why = `${person.id === request.requesterId ? 'you' : person.name} made it ${priority}: ${reason}`;
  const key = `promise ${ref} r${revision}`;
  await tx.outbox.put([delivery(request, 'notice', key, request.requesterId, promiseMoved(view, why, deed.now))]);
  await tellHolder(tx, view, person.id, [`${person.name} made it ${priority}. Reason: ${reason}`]);
  return notice(`${ref} is ${priority} now.`);
}

export async function openWithdrawing(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'withdraw', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  return { kind: 'form', form: withdrawForm(await loadView(tx, allowed.request)) };
}

/** The requester needs no answer any more: no clock runs on, nobody is surveyed. */
export async function withdraw(tx: Tx, deed: Submission): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'withdraw', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const reason = filled(deed.values, 'reason');
  const running = (await tx.clocks.of([request.id])).filter(isRunning);
  await saveClocks(
    tx,
    running.map((clock) => dropped(clock, deed.at)),
  );
  await tx.requests.save(request.id, { state: 'withdrawn' });
  await tx.surveys.cancel(request.id, 'withdrawn');
  await tx.requests.record(request, [
    { kind: 'withdrawn', at: deed.at, actorId: deed.actor.person.id, data: { reason: reason ?? null } },
  ]);
  const view = await refresh(tx, request.id);
  await tellHolder(tx, view, deed.actor.person.id, [
    `${view.requester.name} withdrew the question${reason ? `: ${reason}` : '.'}`,
  ]);
  return notice(`${requestRef(request.id)} is withdrawn.`);
}
