import type { Inbound } from '../chat/inbound.ts';
import type { Moment } from '../chat/message.ts';
import type { NewDelivery } from '../delivery/delivery.ts';
import { officesMeant } from '../offices/officesMeant.ts';
import type { Tx } from '../store.ts';
import { manyNotHandled, notHandled, someonesNotHandled } from './parkedWords.ts';
import { stranger } from './source.ts';

const HOUR_MS = 3_600_000;
/** So many within an hour are told one by one: more of them have one cause, and it is not for supervisors to mend. */
const TOLD_ONE_BY_ONE = 5;

/**
 * What somebody wrote was put aside, because the desk could not handle it: they hear of it, and so do the supervisors
 * of the offices they may have meant. Each once, however often it is tried again.
 */
export async function tellParked(tx: Tx, id: number, inbound: Inbound, now: Date): Promise<void> {
  // Of a reaction, or of an account that was closed, nobody waits to hear.
  if (inbound.kind !== 'message' && inbound.kind !== 'edit' && inbound.kind !== 'delete') return;
  const { accountId, actor: known } = await tx.people.identify(inbound.from);
  const actor = known ?? stranger(inbound);
  if (!actor.person.active) return;
  const offices = await officesMeant(tx, actor);
  const zones = new Map<number, string>();
  for (const office of offices) zones.set(office.id, (await tx.offices.rules(office)).calendar.spec.zone);
  const [first = 'UTC'] = zones.values();
  const at = (zone: string | null | undefined): Moment => ({ when: inbound.at, zone: zone ?? first });
  const theirs = known && !known.fromElsewhere;
  const told: NewDelivery[] = [
    {
      key: `parked ${id}`,
      kind: 'notice',
      to: theirs ? { personId: actor.person.id } : { accountId },
      message: notHandled(at(actor.person.zone)),
    },
  ];
  const name = known?.person.name ?? inbound.from.name ?? inbound.from.email ?? 'somebody new';
  const many = (await tx.inbox.parkedWithin(HOUR_MS)) > TOLD_ONE_BY_ONE;
  const hour = Math.floor(now.getTime() / HOUR_MS);
  for (const { id: officeId } of offices)
    for (const { id: personId, zone } of await tx.people.withRole(officeId, 'supervisor')) {
      if (personId === actor.person.id) continue;
      told.push({
        key: many ? `parked in hour ${hour} to ${personId}` : `parked ${id} to ${personId}`,
        kind: 'notice',
        to: { personId },
        officeId,
        message: many ? manyNotHandled : someonesNotHandled(name, at(zone ?? zones.get(officeId))),
      });
    }
  await tx.outbox.put(told);
}
