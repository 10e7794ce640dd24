import type { Block, Message } from '../chat/message.ts';
import { type Actor, officesAs } from '../people/person.ts';
import { endOfDayIn } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { behind, byPlace, readCursor, writeCursor } from './cursor.ts';
import { beginning, type Listed, type ListPage, PAGE, type Tally } from './listing.ts';
import { filtersOf, type ListName } from './listNames.ts';
import { list } from './listWords.ts';
import { type Narrowing, narrow, readFilters } from './narrowing.ts';
import { rowBlock } from './rowWords.ts';
import { sightOf } from './sight.ts';

/** What a supervisor can still save. */
const AT_RISK_MS = 4 * 3_600_000;

/** The offices for which somebody works. */
export const officesOf = (actor: Actor): number[] => [
  ...new Set([...officesAs(actor, 'liaison'), ...officesAs(actor, 'supervisor')]),
];

/** Which requests a list holds for this person; undefined when the list is none of theirs. */
export async function listed(tx: Tx, actor: Actor, name: ListName, now: Date): Promise<Listed | undefined> {
  const personId = actor.person.id;
  if (name === 'my requests') return { which: 'asked by', personId };
  const supervised = [...new Set(officesAs(actor, 'supervisor'))];
  const officeIds = name === 'queue' || name === 'resolved' ? officesOf(actor) : supervised;
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
    case 'resolved':
      return { which: 'resolved', sight: await sightOf(tx, actor, now) };
  }
}

export type Asked = { after?: string | undefined; only?: string | undefined; agency?: number | undefined };

/** A page of a list, with what it was narrowed to. `cursor`: there are more, and it leads to them. `goesOn`: another came before. */
export type ReadList = { page: ListPage; narrowing: Narrowing; goesOn: boolean; cursor: string | undefined };

/** The first page of a list, or the one that a cursor goes on with. Undefined when the list is none of this person's. */
export async function readList(
  tx: Tx,
  name: ListName,
  { actor, now, after = '', only, agency, size = PAGE }: { actor: Actor; now: Date; size?: number } & Asked,
): Promise<ReadList | undefined> {
  const which = await listed(tx, actor, name, now);
  if (!which) return undefined;
  const { id } = actor.person;
  const narrowing = await readNarrowing(tx, name, { only, agency });
  const narrowed = narrow(which, narrowing, {
    now,
    endOfDay: narrowing.filters.includes('today') ? await endOfDay(tx, actor, now) : now,
    personId: id,
  });
  const asked = readCursor(after, id, now);
  const goesOn = asked.furthest !== undefined;
  const page = await tx.lists.page(narrowed, now, asked.place, size);
  const read = behind(asked, page.rows);
  const stays = name === 'my requests' || name === 'resolved';
  const cursor = page.more ? writeCursor(stays ? byPlace(read) : read) : undefined;
  return { page, narrowing, goesOn, cursor };
}

/** The same as a message. `bare`: without the buttons that narrow it. */
export async function showPage(
  tx: Tx,
  name: ListName,
  { bare = false, ...asked }: { actor: Actor; now: Date; bare?: boolean } & Asked,
): Promise<Message | undefined> {
  const read = await readList(tx, name, asked);
  const { id: personId, zone } = asked.actor.person;
  return read && list(name, read.page, { personId, zone, now: asked.now, bare, ...read });
}

/** Only what the list can be narrowed to counts. */
async function readNarrowing(tx: Tx, name: ListName, { only, agency }: Asked): Promise<Narrowing> {
  const chosen = readFilters(only).filter((filter) => filtersOf[name].includes(filter));
  const found = agency === undefined || name === 'my requests' ? undefined : await tx.people.agency(agency);
  return { filters: chosen, agency: found };
}

/** What a list holds: how much of it is late, and how much due today. */
export async function tallyListed(tx: Tx, actor: Actor, name: ListName, now: Date): Promise<Tally> {
  const which = await listed(tx, actor, name, now);
  return which ? tx.lists.tally(which, now, await endOfDay(tx, actor, now)) : { late: 0, dueToday: 0, count: 0 };
}

/** What somebody has asked that is still open, as rows. */
export async function openRows(tx: Tx, actor: Actor, now: Date): Promise<Block[]> {
  const { id, zone } = actor.person;
  const open: Listed = { which: 'asked by', personId: id, only: { state: 'open' } };
  const { rows } = id > 0 ? await tx.lists.page(open, now, beginning, PAGE) : { rows: [] };
  return rows.map((row) => rowBlock(row, { personId: id, zone, now }, true));
}

/** In the zone in which they are told times: their own, else that of their office. */
async function endOfDay(tx: Tx, { person, memberships }: Actor, now: Date): Promise<Date> {
  const officeId = memberships[0]?.officeId;
  const zone =
    person.zone ??
    (officeId === undefined ? 'UTC' : (await tx.offices.rules(await tx.offices.one(officeId))).calendar.spec.zone);
  return endOfDayIn(zone, now);
}
