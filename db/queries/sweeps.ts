import { lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { SweepStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { rows } from '../engine/client.ts';
import { sweepFailures } from '../schema.ts';

const MINUTE = 60_000;
/** Twice as long each time, since a fault seldom mends itself within minutes. */
const FIRST_WAIT_MS = 2 * MINUTE;
const LONGEST_WAIT_MS = 60 * MINUTE;
/** A failure that is older says nothing about the next one. */
const FORGOTTEN_MS = 24 * 60 * MINUTE;

export function sweepStore(tx: Db): SweepStore {
  return {
    async failed(sweep, item, now) {
      await tx.delete(sweepFailures).where(lt(sweepFailures.failedAt, new Date(now.getTime() - FORGOTTEN_MS)));
      const wait = sql`least(${FIRST_WAIT_MS}::float8 * power(2, ${sweepFailures.times}), ${LONGEST_WAIT_MS}::float8)`;
      await tx
        .insert(sweepFailures)
        .values({ sweep, item, failedAt: now, until: new Date(now.getTime() + FIRST_WAIT_MS) })
        .onConflictDoUpdate({
          target: [sweepFailures.sweep, sweepFailures.item],
          set: {
            times: sql`${sweepFailures.times} + 1`,
            failedAt: now,
            until: sql`${now.toISOString()}::timestamptz + ${wait} * interval '1 ms'`,
          },
        });
    },
    async resting(sweep, now) {
      const found = await rows<{ item: string }>(
        tx,
        sql`select item from sweep_failures where sweep = ${sweep} and until_at > ${now.toISOString()}::timestamptz`,
      );
      return new Set(found.map(({ item }) => item));
    },
  };
}

/** Not what this sweep could not do a short while ago. `item` as `eachAlone` names it. */
export const mayTry = (sweep: string, item: SQLWrapper, now: Date): SQL => sql`not exists (
  select from sweep_failures as f
  where f.sweep = ${sweep} and f.item = (${item})::text and f.until_at > ${now.toISOString()}::timestamptz)`;
