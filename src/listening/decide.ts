import { officeToday } from '../offices/officeToday.ts';
import type { Tx } from '../store.ts';
import { batchOf, drawCard } from './begin.ts';
import { goOn } from './letters.ts';
import { type Decision, type Need, stateAfter } from './need.ts';
import type { Round } from './round.ts';

/** A need is decided, and done: what somebody is to do is an action of theirs, and who asked for it hears. */

export async function decide(
  tx: Tx,
  { need, round }: { need: Need; round: Round | undefined },
  decision: Decision,
  by: { personId: number; at: Date },
  now: Date,
): Promise<'told' | 'later'> {
  const { choice, effort, because, instead, again, ownerId, due } = decision;
  await dropAction(tx, need);
  const actionId = await takeOn(tx, need, decision, now);
  const decisions = need.decisions + 1;
  const change = { decision, decisions, decidedAt: by.at, state: stateAfter(choice), actionId };
  await tx.listening.changeNeed(need.id, change);
  const data = { need: need.id, choice, effort, because, instead, again, owner: ownerId, due };
  await tx.records.addToOffice(need.officeId, { kind: 'need decided', at: by.at, actorId: by.personId, data });
  if (round) await drawCard(tx, round, now);
  // Of a round all are told together, once everything is decided; afterwards each change by itself.
  if (round && round.state !== 'told') return 'later';
  const batch = batchOf('decision', need.id, decisions);
  await tx.listening.addressAnswered(batch);
  await goOn(tx, batch, now);
  return 'told';
}

/** It is something that its owner does by a day, told and reminded of as all actions are. */
async function takeOn(tx: Tx, need: Need, { ownerId, due }: Decision, now: Date): Promise<number | null> {
  if (ownerId === null || due === null) return null;
  const { id, officeId, name } = need;
  const { office } = await officeToday(tx, officeId, now);
  const subject = { kind: 'need' as const, id };
  const about = `What agencies asked ${office.name} for`;
  const actionId = await tx.actions.draft({ officeId, agencyId: null, subject, about, what: name, ownerId, due });
  await tx.actions.open(subject, now);
  return actionId;
}

async function dropAction(tx: Tx, { actionId }: Need): Promise<void> {
  const action = actionId === null ? undefined : await tx.actions.one(actionId, 'locked');
  if (action && (action.state === 'open' || action.state === 'draft'))
    await tx.actions.change(action.id, { state: 'dropped', nextAt: null });
}

/** You said, we did. Answers how many are told. */
export async function finish(
  tx: Tx,
  { need, round }: { need: Need; round: Round | undefined },
  text: string,
  by: { personId: number; at: Date },
  now: Date,
): Promise<number> {
  await tx.listening.changeNeed(need.id, { state: 'done', doneAt: by.at, doneText: text });
  const action = need.actionId === null ? undefined : await tx.actions.one(need.actionId, 'locked');
  if (action?.state === 'open') {
    const ended = { state: 'done' as const, nextAt: null, endedAt: by.at, endedBy: by.personId, result: text };
    await tx.actions.change(action.id, ended);
  }
  const data = { need: need.id, text };
  await tx.records.addToOffice(need.officeId, { kind: 'need done', at: by.at, actorId: by.personId, data });
  const batch = batchOf('done', need.id);
  const people = await tx.listening.addressAnswered(batch);
  await goOn(tx, batch, now);
  if (round) await drawCard(tx, round, now);
  return people;
}
