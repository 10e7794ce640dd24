import type { NewDelivery } from '../delivery/delivery.ts';
import type { Actor, Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import type { Decision, Telling } from './draft.ts';
import { allowedTo } from './offers.ts';
import { supervisorsOn } from './readers.ts';
import type { AgencyRequest } from './request.ts';
import { deliveryTo } from './standing.ts';

/**
 * Writes a decision: the only writer of requests, their messages, clocks, pauses and record. What did not change is not
 * written, and the revision grows once. The request is locked by whoever read the facts. Answers with the ids of the
 * messages that are new, by number.
 */
export async function apply(tx: Tx, decision: Decision, now: Date): Promise<Map<number, number>> {
  const { before, after, events } = decision;
  const { request } = after;
  if (before) await tx.requests.save(request.id, changed(before.request, request));
  else await tx.requests.open(request);
  const ids = new Map<number, number>();
  const seen = new Map(before?.messages.map((message) => [message.number, message]));
  for (const message of after.messages) {
    const known = seen.get(message.number);
    if (!known) ids.set(message.number, await tx.requests.addMessage({ ...message, officeId: request.officeId }));
    else if (known !== message) {
      if (known.text !== message.text) await tx.requests.revise(known, message.text, now);
      const { deliveredAt, failedAt, deletedAt } = message;
      const marks = changed(known, { ...known, deliveredAt, failedAt, deletedAt });
      if (Object.keys(marks).length > 0) await tx.requests.mark(known.id, marks);
    }
  }
  const isForSupervisors = decision.tell.some(({ to }) => to === 'supervisors');
  const supervisors = isForSupervisors ? await actorsOf(tx, await supervisorsOn(tx, after.office, now)) : [];
  // Side by side: each wait for the database's answer is a part of somebody's wait.
  await Promise.all([
    writeClocks(tx, decision, now),
    writePauses(tx, decision),
    tx.records.add({ kind: 'request', id: request.id }, request.officeId, events),
    ...decision.ofOffices.map(({ officeId: id, event }) => tx.records.addToOffice(id, event)),
    tx.outbox.put(decision.tell.flatMap((told) => deliveriesOf(told, request, supervisors, ids, after.messages))),
  ]);
  return ids;
}

/** The members that differ. */
function changed<T extends object>(before: T, after: T): Partial<T> {
  const names = Object.keys(after) as (keyof T)[];
  return Object.fromEntries(
    names.filter((name) => !same(before[name], after[name])).map((name) => [name, after[name]]),
  ) as Partial<T>;
}

const same = (a: unknown, b: unknown): boolean =>
  a === b || (a instanceof Date && b instanceof Date && a.getTime() === b.getTime());

async function writeClocks(tx: Tx, { before, after }: Decision, now: Date): Promise<void> {
  const known = new Map(before?.clocks.map((clock) => [clock.id, clock]));
  const started = after.clocks.filter(({ id }) => id === 0);
  const moved = after.clocks.filter((clock) => {
    const was = known.get(clock.id);
    return was !== undefined && Object.keys(changed(was, clock)).length > 0;
  });
  await Promise.all([
    started.length > 0 && tx.clocks.start(started),
    moved.length > 0 && tx.clocks.save(moved),
    ...moved
      .filter((clock) => clock.breachedAt === null && known.get(clock.id)?.breachedAt)
      .map((clock) => tx.warnings.withdrawBreach(clock.id, clock.stoppedAt ?? now)),
  ]);
}

async function writePauses(tx: Tx, { before, after }: Decision): Promise<void> {
  const { request } = after;
  for (const pause of after.pauses) {
    const was = before?.pauses.find(({ kind, from }) => kind === pause.kind && from.getTime() === pause.from.getTime());
    if (!was) await tx.clocks.pause(request, pause);
    else if (pause.to && !was.to) await tx.clocks.resume(request.id, pause.kind, pause.to);
  }
}

/** With what each is here: an administrator who sees to it in a supervisor's place is offered what they may do. */
async function actorsOf(tx: Tx, people: readonly Person[]): Promise<Actor[]> {
  const actors = await Promise.all(people.map(({ id }) => tx.people.actor(id)));
  return actors.filter((actor) => actor !== undefined);
}

function deliveriesOf(
  told: Telling,
  request: AgencyRequest,
  supervisors: readonly Actor[],
  ids: ReadonlyMap<number, number>,
  messages: Decision['after']['messages'],
): NewDelivery[] {
  const { to, number, of, ...what } = told;
  const messageId =
    number === undefined ? undefined : (ids.get(number) ?? messages.find((m) => m.number === number)?.id);
  const words = { ...what, ...(messageId !== undefined && { messageId }) };
  if (typeof to === 'number') return [deliveryTo(of ? { ...of, officeId: request.officeId } : request, to, words)];
  return supervisors.map((reader) => {
    const { id } = reader.person;
    const message = allowedTo(reader, words.message, request);
    return deliveryTo(request, id, { ...words, message, key: `${told.key} to ${id}` });
  });
}
