import { eq, sql } from 'drizzle-orm';
import { type Db, rows } from '../engine/client.ts';
import { deskFacts } from '../schema.ts';

const GENERATION = 'generation';

/**
 * Whether the database is another copy than when this was asked last, and what it is now is noted. A row that a backup
 * brings back was written by another transaction than the one noted in it; of files that were copied the mark differs.
 */
export async function isOtherCopy(tx: Db, mark: string | undefined): Promise<boolean> {
  const [noted] = await rows<{ xid: string; by: string; mark: string | null }>(
    tx,
    sql`select xmin::text as by, value ->> 'xid' as xid, value ->> 'mark' as mark
      from ${deskFacts} where name = ${GENERATION} for update`,
  );
  const other = noted !== undefined && (noted.by !== noted.xid || differ(noted.mark, mark));
  if (noted && !other && (mark === undefined || noted.mark === mark)) return false;
  const value = sql`jsonb_build_object('xid', (pg_current_xact_id()::xid)::text,
    'mark', ${mark ?? noted?.mark ?? null}::text)`;
  if (noted) await tx.update(deskFacts).set({ value }).where(eq(deskFacts.name, GENERATION));
  else await tx.insert(deskFacts).values({ name: GENERATION, value }).onConflictDoNothing();
  return other;
}

const differ = (before: string | null, now: string | undefined): boolean =>
  before !== null && now !== undefined && before !== now;
