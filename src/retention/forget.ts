import { randomBytes } from 'node:crypto';
import type { Person } from '../people/person.ts';
import { requestRef } from '../requests/request.ts';
import type { Tx } from '../store.ts';

/**
 * A departed person's pseudonym, where the law asks for it: who it was goes, that it was one and the same person stays. So
 * a request still says who held it when, as “Former colleague 7f3a”.
 */

const AUTHORITY = 'personal data of somebody who has left';

/** Why somebody cannot be forgotten yet; undefined where nothing is in the way. */
export async function whatStops(tx: Tx, person: Person): Promise<string | undefined> {
  if (person.active)
    return `${person.name} is still in an office: leave them out of its people.csv, and import it first.`;
  const hold = await tx.retention.holdOfPerson(person.id);
  if (hold !== undefined)
    return `Hold ${hold} keeps what ${person.name} asked, answered or wrote: until it is lifted, their name stays with it.`;
  const open = await tx.forgetting.openRequests(person.id);
  if (open.length > 0)
    return `${person.name} still waits for or holds ${open.map(requestRef).join(', ')}: resolve what is open, or hand it over, first.`;
  const office = person.email === null ? undefined : await tx.forgetting.officeOfOfficer(person.email);
  if (office !== undefined)
    return `${person.email} is named as the records officer of ${office}: name somebody else in its office.yaml, and import it first.`;
  return undefined;
}

/** A name that nobody has. `random`: two bytes. */
export async function pseudonymFor(tx: Tx, random: () => Buffer = () => randomBytes(2)): Promise<string> {
  for (let tries = 0; tries < 1_000; tries += 1) {
    const name = `Former colleague ${random().toString('hex')}`;
    if (!(await tx.forgetting.isTaken(name))) return name;
  }
  throw new Error('nobody can be told apart by four digits any more');
}

/** Who is gone, from the end of the transaction on. Answers with how many entries of the record that named them went. */
export async function forgetPerson(
  tx: Tx,
  person: Person,
  { pseudonym, reason, by, at }: { pseudonym: string; reason: string; by: number; at: Date },
): Promise<number> {
  const entries = await tx.forgetting.namedIn(person);
  await tx.records.destroyEvents(entries, {
    ...{ kind: 'content destroyed', at, actorId: by === person.id ? null : by },
    data: { authority: AUTHORITY, reason },
  });
  await tx.records.add({ kind: 'person', id: person.id }, null, [
    { kind: 'forgotten', at, actorId: by, data: { pseudonym, reason, entries: entries.length } },
  ]);
  await tx.forgetting.forget(person, pseudonym);
  return entries.length;
}
