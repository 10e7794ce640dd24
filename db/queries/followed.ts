import { type SQL, sql } from 'drizzle-orm';
import { EVENT_VERSION } from '../../src/records/event.ts';
import type { Followed } from '../../src/requests/decide/rules.ts';
import type { ClockRow } from '../../src/requests/requestClocks.ts';
import type { Db } from '../engine/client.ts';
import { clockStore } from './clocks.ts';

/**
 * Writes how many requests follow other rules, in a few statements whatever their number. The columns that lists are
 * sorted by come along, so that each row is written once: the trigger, which would write it again, holds still.
 */
export async function saveFollowed(tx: Db, followed: readonly Followed[]): Promise<void> {
  if (followed.length === 0) return;
  await tx.execute(sql`select set_config('desk.sorts', 'itself', true)`);
  await savePlans(
    tx,
    followed.flatMap(({ planned }) => planned),
  );
  await clockStore(tx).save(followed.flatMap(({ judged }) => judged));
  await tx.execute(sql`select set_config('desk.sorts', '', true)`);
  const ids = column(followed, ({ id }) => id);
  await tx.execute(sql`update requests set calendar_id = now_is.calendar_id, policy_id = now_is.policy_id,
      revision = revision + 1, due_at = ${moment('due')}, soonest_at = ${moment('soonest')},
      untold = now_is.untold::jsonb
    from unnest(${ids}::int[], ${column(followed, ({ calendarId }) => calendarId)}::int[],
      ${column(followed, ({ policyId }) => policyId)}::int[], ${column(followed, ({ dueAt }) => dueAt)}::float8[],
      ${column(followed, ({ soonestAt }) => soonestAt)}::float8[],
      ${column(followed, ({ untold }) => untold && JSON.stringify(untold))}::text[])
      as now_is (id, calendar_id, policy_id, due, soonest, untold)
    where requests.id = now_is.id`);
  await tx.execute(sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, version, at, data)
    select office_id, 'request', id, id, kind, ${EVENT_VERSION}::int, ${moment('at')}, data::jsonb
    from unnest(${column(followed, ({ officeId }) => officeId)}::int[], ${ids}::int[],
      ${column(followed, ({ event }) => event.kind)}::text[], ${column(followed, ({ event }) => event.at)}::float8[],
      ${column(followed, ({ event }) => JSON.stringify(event.data))}::text[]) as now_is (office_id, id, kind, at, data)`);
}

/** What a calendar moves of clocks: when they are due, and their next step. */
async function savePlans(tx: Db, clocks: readonly ClockRow[]): Promise<void> {
  if (clocks.length === 0) return;
  await tx.execute(sql`update clocks set due_at = ${moment('due')}, step_at = ${moment('step')},
      step_percent = now_is.percent
    from unnest(${column(clocks, ({ id }) => id)}::bigint[], ${column(clocks, ({ dueAt }) => dueAt)}::float8[],
      ${column(clocks, ({ stepAt }) => stepAt)}::float8[], ${column(clocks, ({ stepPercent }) => stepPercent)}::int[])
      as now_is (id, due, step, percent)
    where clocks.id = now_is.id`);
}

type Value = string | number | Date | null;

/** One value of each, as PostgreSQL writes an array: text that both drivers pass on as it is. Instants in milliseconds. */
const column = <T>(all: readonly T[], value: (one: T) => Value): SQL => {
  let list = '';
  for (const one of all) list += `${list && ','}${literal(value(one))}`;
  return sql`${`{${list}}`}`;
};
const moment = (name: string): SQL => sql.raw(`to_timestamp(now_is.${name} / 1000)`);

function literal(value: Value): string | number {
  if (value === null) return 'NULL';
  if (value instanceof Date) return value.getTime();
  // Text is JSON here, or a plain word: only its quotes and backslashes are escaped, and arrays escape them alike.
  return typeof value === 'string' ? JSON.stringify(value) : value;
}
