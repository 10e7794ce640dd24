import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { type Database, rows } from '../../db/engine/client.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';
import type { Deed } from './desk-load.ts';

/**
 * How much waits to be handled or to be sent while no desk runs. The next one finds all of it due: what was interrupted by
 * one kill after another would wait for minutes.
 */
export async function hastenWaiting(database: Database): Promise<number> {
  const hasten = (table: string, states: string[]) => sql`
    with waiting as (update ${sql.identifier(table)} set run_at = least(run_at, now())
      where state in (${sql.join(
        states.map((state) => sql`${state}`),
        sql`, `,
      )}) returning 1)
    select count(*)::int as n from waiting`;
  const [events] = await rows<{ n: number }>(database.db, hasten('inbox', ['new']));
  const [words] = await rows<{ n: number }>(database.db, hasten('deliveries', ['pending', 'sending', 'doubtful']));
  return (events?.n ?? 0) + (words?.n ?? 0);
}

type Sent = {
  uuid: string;
  key: string;
  requestId: number | null;
  replaces: string | null;
  state: string;
  reason: string | null;
};

/** Holds a desk's record against what people did and what their chat shows: nothing lost, nothing twice, all in order. */
export async function expectNothingLostNothingTwice(
  database: Database,
  deeds: readonly Deed[],
  chat: { arrivals: readonly { outgoing: Pick<Outgoing, 'deliveryId' | 'address'> }[] },
): Promise<void> {
  const all = <T>(statement: ReturnType<typeof sql>) => rows<T>(database.db, statement);

  const inbox = await all<{ key: string; state: string }>(sql`select key, state from inbox`);
  expect(inbox.filter(({ state }) => state !== 'done')).toEqual([]);
  expect(sorted(inbox.map(({ key }) => key))).toEqual(sorted(deeds.map(({ inbound }) => inbound.key)));

  // What was written stands in a request, or is held until its author says where it belongs.
  const written = deeds.filter(({ inbound }) => inbound.kind !== 'press').map(({ inbound }) => inbound.key);
  const entered = await all<{ key: string }>(sql`
    select substring(source from '^[^ ]+ [^ ]+ (.*)$') as key from messages
    union all select substring(source from '^[^ ]+ [^ ]+ (.*)$') from held_messages where decided_at is null`);
  expect(sorted(entered.map(({ key }) => key))).toEqual(sorted(written));

  const gaps = sql`select request_id, count(*), max(number) from messages group by request_id
    having count(*) <> max(number) or count(distinct number) <> count(*)`;
  expect(await all(gaps)).toEqual([]);

  const outbox = await all<Sent>(
    sql`select uuid::text, key, request_id as "requestId", replaces, state, reason from deliveries order by id`,
  );
  // A change that a newer one of the same message overtook is not sent; the newest of each is.
  const newest = new Map(outbox.map(({ replaces, key }) => [replaces, key]));
  const superseded = outbox.filter(({ state }) => state === 'superseded');
  expect(superseded.filter(({ replaces, key }) => replaces === null || newest.get(replaces) === key)).toEqual([]);
  const deliveries = outbox.filter(({ state }) => state !== 'superseded');
  expect(deliveries.filter(({ state }) => state !== 'sent')).toEqual([]);
  const arrived = chat.arrivals.map(({ outgoing }) => outgoing.deliveryId);
  const keys = new Map(deliveries.map(({ uuid, key }) => [uuid, key]));
  expect(sorted(arrived.map((uuid) => keys.get(uuid) ?? `unknown ${uuid}`))).toEqual(
    sorted(deliveries.map(({ key }) => key)),
  );

  // What somebody is told of a request comes in the order in which it was written down; changes wait for words.
  const places = new Map(deliveries.map(({ uuid }, place) => [uuid, place]));
  const told = new Map<string, number[]>();
  for (const { outgoing } of chat.arrivals) {
    const { requestId, replaces } = deliveries[places.get(outgoing.deliveryId) ?? -1] ?? {};
    const what = replaces ? 'changed' : 'told';
    const about = `${outgoing.address} ${what} about ${requestId ?? outgoing.deliveryId}`;
    told.set(about, [...(told.get(about) ?? []), places.get(outgoing.deliveryId) ?? -1]);
  }
  for (const [about, order] of told) expect(order, about).toEqual(order.toSorted((a, b) => a - b));

  // Each request has its receipt and, or word to the supervisor, its card.
  const untold = sql`select id from requests r where
    not exists (select from deliveries where request_id = r.id and kind = 'receipt' and replaces is null)
    or not exists (select from deliveries where request_id = r.id and kind in ('card', 'notice') and replaces is null)`;
  expect(await all(untold)).toEqual([]);
}

const sorted = (values: string[]): string[] => values.toSorted();
