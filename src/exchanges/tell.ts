import { requesterships } from '../people/person.ts';
import { supervisorsOn } from '../requests/readers.ts';
import type { Tx } from '../store.ts';
import type { Exchange, Opening } from './exchange.ts';
import { type ExchangeView, told } from './words.ts';

/** An exchange begins or grows, and those who supervise read it: each has one message, which grows with it. */

/** `text` undefined: they have written nothing so far. */
export async function openExchange(
  tx: Tx,
  {
    text,
    ...opened
  }: Pick<Exchange, 'officeId' | 'personId' | 'nameless' | 'opening'> & { text: string | undefined; at: Date },
  now: Date,
): Promise<Exchange> {
  const exchange = { ...opened, readers: [] };
  const id = await tx.voices.open(exchange);
  const { officeId, personId, nameless, at } = opened;
  if (text !== undefined) await tx.voices.add(id, { authorId: null, text, at });
  const event = { kind: 'supervisor told', at, actorId: nameless ? null : personId, data: { voice: id } } as const;
  await tx.records.addToOffice(officeId, event);
  await tellSupervisors(tx, { id, ...exchange }, now);
  return { id, ...exchange };
}

/** Whoever began it with no words has written some after all: what stands is changed, unless it was answered already. */
export async function growExchange(
  tx: Tx,
  id: number,
  { opening, text }: { opening: Opening; text: string | undefined },
  at: Date,
  now: Date,
): Promise<void> {
  const exchange = await tx.voices.one(id);
  if (!exchange) return;
  const wasSilent = (await tx.voices.words(id)).length === 0;
  await tx.voices.reopen(id, opening);
  if (text !== undefined) await tx.voices.add(id, { authorId: null, text, at });
  const grown = { ...exchange, opening };
  if (!wasSilent && text !== undefined) return tellSupervisors(tx, grown, now);
  const { words } = await viewOf(tx, grown);
  const standing = (personId: number): string => keyOf(grown, 0, personId);
  await tx.outbox.put(
    exchange.readers.map((personId) => ({
      ...{ key: `${standing(personId)} grown`, replaces: standing(personId) },
      ...words(personId),
    })),
  );
}

/** What stands above the newest words is another, where it stands: nobody is rung. */
export async function rewordExchange(tx: Tx, exchange: Exchange, opening: Opening): Promise<void> {
  await tx.voices.reopen(exchange.id, opening);
  await redraw(tx, { ...exchange, opening });
}

/** The newest message of each reader says what is so now. */
export async function redraw(tx: Tx, exchange: Exchange): Promise<void> {
  const { said, words } = await viewOf(tx, exchange);
  const newest = said.findLastIndex(({ authorId }) => authorId === null) + 1;
  for (const id of exchange.readers) {
    const root = keyOf(exchange, newest, id);
    const key = await tx.outbox.changeKey(root);
    await tx.outbox.put([{ key, replaces: root, ...words(id) }]);
  }
}

/** Somebody who supervises is not told what they told themselves. */
export async function tellSupervisors(tx: Tx, exchange: Exchange, now: Date): Promise<void> {
  const { office, said, authors, words } = await viewOf(tx, exchange);
  const newest = said.findLastIndex(({ authorId }) => authorId === null) + 1;
  const key = (personId: number): string => keyOf(exchange, newest, personId);
  if (newest < said.length) {
    // What the office answers changes the message where it stands.
    const change = (id: number) => ({ key: `${key(id)} a${said.length}`, replaces: key(id), ...words(id) });
    await tx.outbox.put(exchange.readers.map(change));
    return;
  }
  const readers = new Set([...(await supervisorsOn(tx, office, now)).map(({ id }) => id), ...authors]);
  readers.delete(exchange.personId);
  await tx.voices.toldTo(exchange.id, [...readers]);
  await tx.outbox.put([...readers].map((id) => ({ key: key(id), ...words(id) })));
}

/** `newest`: how many of the words there were with the last of whoever began it. */
const keyOf = ({ id }: Exchange, newest: number, personId: number): string =>
  `voice ${id} to ${personId}${newest > 1 ? ` r${newest}` : ''}`;

async function viewOf(tx: Tx, exchange: Exchange) {
  const { id, officeId, personId, nameless, opening } = exchange;
  const office = await tx.offices.one(officeId);
  const said = await tx.voices.words(id);
  const authors = said.flatMap(({ authorId }) => authorId ?? []);
  const people = await tx.people.named([...authors, ...(nameless ? [] : [personId])]);
  const view: ExchangeView = {
    ...{ exchange: id, office: office.name, opening },
    by: nameless ? undefined : await whoIs(tx, exchange, people.get(personId)?.name ?? 'Somebody'),
    said: said.map(({ authorId, text, failed }) => ({
      ...{ by: authorId === null ? undefined : people.get(authorId), text, failed },
    })),
  };
  const words = (to: number) => ({
    ...{ kind: 'notice' as const, to: { personId: to }, message: told(view), officeId },
  });
  return { office, said, authors, words };
}

async function whoIs(tx: Tx, { personId }: Exchange, name: string): Promise<string> {
  const actor = await tx.people.actor(personId);
  const [first] = actor ? requesterships(actor) : [];
  const agency = first && (await tx.people.agency(first.agencyId));
  return agency ? `${name} (${agency.name})` : name;
}
