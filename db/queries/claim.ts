import { sql } from 'drizzle-orm';
import type { Claimed, OutboxStore, Place } from '../../src/delivery/chatStore.ts';
import { CHANGES_AT_ONCE, type Delivery, type DeliveryKind, isChange } from '../../src/delivery/delivery.ts';
import { type Db, rows } from '../engine/client.ts';
import { fromJson, type Json } from '../engine/json.ts';
import { accounts, deliveries } from '../schema.ts';
import { accountRow, countsFor } from './accounts.ts';
import { fromNow } from './inbox.ts';
import { reviveMessage } from './message.ts';

/** Written out: only then do the partial indexes serve. */
const isOpen = (alias: string) => sql.raw(`${alias}.state in ('pending', 'sending', 'doubtful')`);

/** The newest message that was really sent of the delivery with this key. */
const placeOf = (key: ReturnType<typeof sql>) => sql`(select to_jsonb(place) from (
    select s.sent_id as "sentId", s.sent_to as "accountId" from deliveries as s
    where (s.key = ${key} or s.replaces = ${key}) and s.state = 'sent' and s.sent_id is not null and s.sent_to is not null
    order by s.id desc limit 1) as place)`;

/** An account that something is told through: the one it is bound to, else the best of the person's. */
const counts = countsFor(sql`a.vouched`, sql`c.person_id`, sql`c.request_id`);
const account = sql`select a.* from accounts as a
    where (a.id = bound.id or a.person_id = case when bound.id is null then c.person_id end)
      and case
        when c.replaces is null and bound.id is not null then true
        when c.person_id is null then true
        else a.person_id = c.person_id and (c.replaces is not null or a.unreachable is null) and ${counts}
      end
    order by a.seen_at desc nulls last, a.id limit 1`;

type Row = {
  delivery: Json | null;
  account: Json | null;
  replaced: Place | null;
  root: Place | null;
  begun_ms: number | null;
  superseded: DeliveryKind[];
};

/**
 * All of a claim in one statement: what became outdated ends, words go before changes, and whatever is claimed comes
 * with where it goes. Words wait for earlier words of their conversation only. A change waits for words that could go
 * and for earlier changes, but for those that were outdated just now; one that another desk holds is still waited for.
 */
export async function claimOutbox(
  tx: Db,
  limit: number,
  leaseMs: number,
  besides: readonly Delivery[],
): ReturnType<OutboxStore['claim']> {
  const ids = besides.map(({ id }) => id);
  const changes = Math.max(0, CHANGES_AT_ONCE - besides.filter(isChange).length);
  const due = sql`${isOpen('d')} and d.run_at <= now() and d.id <> all(${sql.param(ids)}::bigint[])`;
  const found = await rows<Row>(
    tx,
    sql`with outdated as materialized (
        select d.id from deliveries as d
        where d.state = 'pending' and d.replaces is not null and d.message_id is null and d.file_id is null
          and exists (select from deliveries as newer
            where newer.replaces = d.replaces and newer.id > d.id and newer.state = 'pending')
        for update skip locked
      ), superseded as (
        update deliveries set state = 'superseded', reason = null where id in (select id from outdated) returning kind
      ), words as (
        select d.id from deliveries as d
        where ${due} and d.replaces is null
          and not exists (select from deliveries as earlier where earlier.conversation = d.conversation
            and earlier.id < d.id and earlier.replaces is null and ${isOpen('earlier')})
        order by d.run_at, d.id limit ${limit}::int for update skip locked
      ), changes as (
        select d.id from deliveries as d
        where ${due} and d.replaces is not null and d.id not in (select id from outdated)
          and not exists (select from deliveries as other where other.conversation = d.conversation
            and other.id <> d.id and ${isOpen('other')} and case
              when other.replaces is null then other.id < d.id or other.state <> 'pending' or other.run_at <= now()
              else other.id < d.id and other.id not in (select id from outdated)
            end)
        order by d.run_at, d.id limit least(${changes}::int, ${limit}::int - (select count(*) from words))
        for update skip locked
      ), claimed as (
        update deliveries as d set
          state = case when d.state = 'pending' then 'sending' else 'doubtful' end,
          begun_at = case when d.state = 'pending' then now() else d.begun_at end,
          attempts = d.attempts + 1,
          run_at = ${fromNow(leaseMs)}
        where d.id = any(array(select id from words union all select id from changes))
        returning d.*
      )
      select to_jsonb(c) as delivery, (extract(epoch from now() - c.begun_at) * 1000)::float8 as begun_ms,
        to_jsonb(account) as account, place.replaced, place.root,
        (select coalesce(jsonb_agg(kind), '[]') from superseded) as superseded
      from (values (1)) as one left join claimed as c on true
      left join lateral (select ${placeOf(sql`c.replaces`)} as replaced, ${placeOf(sql`c.under`)} as root) as place
        on true
      left join lateral (select case
          when c.replaces is not null then (place.replaced ->> 'accountId')::int
          when c.state = 'doubtful' and c.sent_to is not null then c.sent_to
          else c.account_id
        end as id) as bound on true
      left join lateral (${account}) as account on true
      order by c.id`,
  );
  return {
    deliveries: found.flatMap((row) => (row.delivery ? [claimed(row.delivery, row)] : [])),
    superseded: found[0]?.superseded ?? [],
  };
}

function claimed(delivery: Json, { account, replaced, root, begun_ms: begunMs }: Row): Claimed {
  const row = fromJson(deliveries, delivery);
  return {
    ...row,
    message: reviveMessage(row.message),
    doubtful: row.state === 'doubtful',
    begunMs: begunMs ?? 0,
    found: {
      account: account ? accountRow(fromJson(accounts, account)) : undefined,
      replaced: replaced ?? undefined,
      root: root ?? undefined,
    },
  };
}
