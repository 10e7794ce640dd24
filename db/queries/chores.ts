import { and, asc, eq, lt, ne, sql } from 'drizzle-orm';
import type { ChoreStore } from '../../src/delivery/chatStore.ts';
import type { Db } from '../engine/client.ts';
import { accounts, chores } from '../schema.ts';
import { accountRow } from './accounts.ts';

/** What one desk does now and then for all, and how far it has come. */
export function choreStore(tx: Db): ChoreStore {
  return {
    async begin(name, everyMs) {
      const [known] = await tx.select().from(chores).where(eq(chores.name, name)).for('update');
      const begun = await tx
        .insert(chores)
        .values({ name, begunAt: sql`now()` })
        .onConflictDoUpdate({
          target: chores.name,
          set: { begunAt: sql`now()` },
          setWhere: sql`${chores.begunAt} <= now() - ${Math.round(everyMs)}::int * interval '1 ms'`,
        })
        .returning();
      return begun.length > 0 ? { last: known?.begunAt ?? null } : undefined;
    },
    async giveUp(name, last) {
      if (last) await tx.update(chores).set({ begunAt: last }).where(eq(chores.name, name));
      else await tx.delete(chores).where(eq(chores.name, name));
    },
    async dueAtOnce() {
      await tx.update(chores).set({ begunAt: sql`least(${chores.begunAt}, now() - interval '1 day')` });
    },
    async behind(platform, before, limit) {
      // Whoever was forgotten has no address any more.
      const open = and(eq(accounts.platform, platform), lt(accounts.caughtUpAt, before), ne(accounts.address, ''));
      const half = Math.ceil(limit / 2);
      const lively = await tx
        .select()
        .from(accounts)
        .where(open)
        .orderBy(sql`${accounts.seenAt} desc nulls last`)
        .limit(half);
      // In no order, so that some that cannot be read hide no others.
      const others = await tx.select().from(accounts).where(open).orderBy(sql`random()`).limit(half);
      const each = new Map([...others, ...lively].map((row) => [row.id, row]));
      return [...each.values()].map((row) => ({ ...accountRow(row), since: row.caughtUpAt }));
    },
    async caughtUp(accountId, at) {
      await tx.update(accounts).set({ caughtUpAt: at }).where(eq(accounts.id, accountId));
    },
    async accountsOn(platform) {
      const found = await tx.select().from(accounts).where(eq(accounts.platform, platform)).orderBy(asc(accounts.id));
      return found.map(accountRow);
    },
  };
}
