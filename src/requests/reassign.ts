import type { Answer } from '../chat/port.ts';
import type { NewDelivery } from '../delivery/delivery.ts';
import type { Choice } from '../people/coverage.ts';
import { type Person, requesterships } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { handedOver, sayHolder } from './agencyWords.ts';
import { aboutIds, type Deed, errors, filled, notice, refusal, type Submission } from './deed.ts';
import { authorise, loadView, team } from './load.ts';
import { about, handOverForm } from './officeWords.ts';
import { type AgencyRequest, requestRef } from './request.ts';
import { route } from './route.ts';
import { cardDeliveries, cardKey, delivery, refresh } from './tell.ts';
import type { RequestView } from './view.ts';

type Move = { actorId: number | null; at: Date; reason: string; choice?: Choice; people?: Map<number, Person> };

/**
 * Gives a request to somebody else, or back to triage. Changes no clock. The old card loses its buttons, the new
 * holder gets a card of their own, and the requester is told who has it now.
 */
export async function moveTo(tx: Tx, request: AgencyRequest, holderId: number | null, move: Move): Promise<void> {
  if (request.holderId === holderId) return;
  const before = request.holderId;
  const oldKey = cardKey(request);
  const revision = await tx.requests.save(request.id, {
    holderId,
    cardKey: `card ${requestRef(request.id)} r${request.revision + 1}`,
  });
  await tx.requests.record(request, [
    {
      kind: 'handed over',
      at: move.at,
      actorId: move.actorId,
      data: { from: before, to: holderId, reason: move.reason },
    },
  ]);
  const current = await tx.requests.read(request.id);
  if (!current) return;
  const view = await loadView(tx, current);
  const who = sayHolder(view, move.choice, move.people ?? new Map());
  if (before !== null) {
    const old = view.holder ? [`${view.holder.name} has it now.`] : ['it waits in triage now.'];
    await tx.outbox.put([
      { ...delivery(request, 'card', `${oldKey} as of r${revision}`, before, about(view, old)), replaces: oldKey },
      ...(before === move.actorId
        ? []
        : [
            delivery(
              request,
              'notice',
              `moved ${requestRef(request.id)} r${revision} from ${before}`,
              before,
              about(view, [...old, ` Reason: ${move.reason}`]),
            ),
          ]),
    ]);
  }
  const given = before !== null || move.actorId !== null ? await handedOverTo(tx, view, move, revision) : [];
  await tx.outbox.put([
    ...given,
    ...(await cardDeliveries(tx, view, await isNewcomer(tx, current))),
    delivery(
      request,
      'notice',
      `moved ${requestRef(request.id)} r${revision}`,
      request.requesterId,
      handedOver(view, who, move.actorId === null ? '' : move.reason),
    ),
  ]);
  await refresh(tx, request.id, who);
}

/** Whoever gets a request hears from whom and why; the card follows. */
async function handedOverTo(tx: Tx, view: RequestView, move: Move, revision: number): Promise<NewDelivery[]> {
  const { request, holder } = view;
  if (!holder || holder.id === move.actorId) return [];
  const by = move.actorId === null ? undefined : (await tx.people.named([move.actorId])).get(move.actorId);
  const key = `given ${requestRef(request.id)} r${revision} to ${holder.id}`;
  const text = `${by ? `${by.name} gave it to you` : 'it comes to you'}. Reason: ${move.reason}`;
  return [delivery(request, 'notice', key, holder.id, about(view, [text]))];
}

/** Somebody's agency is their own word until its liaison has confirmed it. */
async function isNewcomer(tx: Tx, request: AgencyRequest): Promise<boolean> {
  const requester = await tx.people.actor(request.requesterId);
  return (
    requester !== undefined && requesterships(requester).some((m) => m.agencyId === request.agencyId && !m.confirmed)
  );
}

export async function openHandingOver(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'hand over', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const view = await loadView(tx, request);
  const members = await team(tx, request.officeId, localDate(view.rules.calendar, deed.now));
  const others = members.filter(({ person }) => person.id !== request.holderId);
  if (others.length === 0) return notice('There is nobody else in this office to hand it to.');
  return {
    kind: 'form',
    form: handOverForm(
      view,
      others.map(({ person, absence }) => ({ person, absent: absence !== undefined })),
    ),
  };
}

export async function handOver(tx: Tx, deed: Submission): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'hand over', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const { calendar } = await tx.offices.rules(request);
  const members = await team(tx, request.officeId, localDate(calendar, deed.now));
  const to = members.find(({ person }) => person.id === Number(deed.values.person))?.person;
  const reason = filled(deed.values, 'reason');
  if (!to) return errors({ person: 'Please choose somebody of this office.' });
  if (!reason) return errors({ reason: 'Please say why; the agency is told.' });
  if (to.id === request.holderId) return errors({ person: `${to.name} has it already.` });
  await moveTo(tx, request, to.id, { actorId: deed.actor.person.id, at: deed.at, reason });
  return notice(`${to.name} has ${requestRef(request.id)} now.`);
}

export async function takeOver(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'take over', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const { person } = deed.actor;
  if (request.holderId === person.id) return notice(`You have ${requestRef(request.id)} already.`);
  await moveTo(tx, request, person.id, { actorId: person.id, at: deed.at, reason: `${person.name} takes it over` });
  return notice(`You have ${requestRef(request.id)} now.`);
}

/** "It is about Contracts": another service line, and with it perhaps another liaison. */
export async function changeTopic(tx: Tx, deed: Deed): Promise<Answer> {
  const [requestId, lineId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'change topic', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const office = await tx.offices.one(request.officeId);
  const line = office.lines.find((each) => each.id === lineId);
  if (!line) return notice('That topic is not offered any more.');
  if (line.id === request.serviceLineId) return notice(`${requestRef(requestId)} is about ${line.name} already.`);
  await tx.requests.save(requestId, { serviceLineId: line.id });
  await tx.requests.record(request, [
    {
      kind: 'topic changed',
      at: deed.at,
      actorId: deed.actor.person.id,
      data: { from: request.serviceLineId, to: line.id },
    },
  ]);
  const changed = { ...request, serviceLineId: line.id, revision: request.revision + 1 };
  const { choice, people } = await route(tx, changed, deed.now);
  if (choice.holderId === request.holderId) await refresh(tx, requestId);
  else
    await moveTo(tx, changed, choice.holderId, {
      actorId: null,
      at: deed.at,
      reason: `it is about ${line.name}`,
      choice,
      people,
    });
  return notice(`${requestRef(requestId)} is about ${line.name} now.`);
}
