import type { Message } from '../chat/message.ts';
import { type Actor, officesAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { behind, readCursor, writeCursor } from './cursor.ts';
import { type Listed, PAGE } from './listing.ts';
import { list } from './listWords.ts';

export const listNames = ['my requests', 'queue', 'triage', 'at risk', 'escalated', 'all open'] as const;
export type ListName = (typeof listNames)[number];

/** What a supervisor can still save. */
const AT_RISK_MS = 4 * 3_600_000;

/** Which requests a list holds for this person; undefined when the list is none of theirs. */
export function listed(actor: Actor, name: ListName, now: Date): Listed | undefined {
  const personId = actor.person.id;
  if (name === 'my requests') return { which: 'asked by', personId };
  const supervised = [...new Set(officesAs(actor, 'supervisor'))];
  const officeIds = name === 'queue' ? [...new Set([...officesAs(actor, 'liaison'), ...supervised])] : supervised;
  if (officeIds.length === 0) return undefined;
  switch (name) {
    case 'queue':
      return { which: 'held by', personId, officeIds };
    case 'triage':
      return { which: 'held by nobody', officeIds };
    case 'at risk':
      return { which: 'due', officeIds, by: new Date(now.getTime() + AT_RISK_MS) };
    case 'escalated':
      return { which: 'escalated', officeIds };
    case 'all open':
      return { which: 'open', officeIds };
  }
}

/**
 * A page of a list: the first, or the one that a button's cursor goes on with. Undefined when the list is none of this
 * person's.
 */
export async function showPage(
  tx: Tx,
  name: ListName,
  { actor, now, about = '' }: { actor: Actor; now: Date; about?: string },
): Promise<Message | undefined> {
  const which = listed(actor, name, now);
  if (!which) return undefined;
  const asked = readCursor(about, actor.person.id, now);
  const goesOn = asked.furthest !== undefined;
  const page = await tx.lists.page(which, now, asked.place, PAGE);
  const cursor = page.more ? writeCursor(behind(asked, page.rows)) : undefined;
  return list(name, page, { zone: actor.person.zone, goesOn, cursor });
}

/** How many there are, at most one more than `COUNTED`. */
export async function countListed(tx: Tx, actor: Actor, name: ListName, now: Date): Promise<number> {
  const which = listed(actor, name, now);
  return which ? tx.lists.count(which) : 0;
}
