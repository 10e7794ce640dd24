import { and, asc, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Database } from '../engine/client.ts';
import { installations } from '../schema.ts';

type Row = typeof installations.$inferSelect;
type Installation = Omit<Row, 'platform' | 'leasedUntil'>;
type Read = Pick<Installation, 'workspace' | 'sealed'>;

/** The installations of one platform, as its adapter asks for them. */
export function createInstallations({ db }: Pick<Database, 'db'>, platform: string) {
  const of = (workspace: string) => and(eq(installations.platform, platform), eq(installations.workspace, workspace));
  const asRead = ({ workspace, sealed }: Read) => and(of(workspace), eq(installations.sealed, sealed));
  const isFree = or(isNull(installations.leasedUntil), lt(installations.leasedUntil, sql`now()`));
  return {
    async save(installation: Installation): Promise<void> {
      const { workspace, name, sealed, at } = installation;
      const row = { workspace, name, sealed, at, leasedUntil: null };
      await db
        .insert(installations)
        .values({ platform, ...row })
        .onConflictDoUpdate({ target: [installations.platform, installations.workspace], set: row });
    },
    async reseal(read: Read, sealed: string): Promise<boolean> {
      const changed = db
        .update(installations)
        .set({ sealed })
        .where(and(asRead(read), isFree));
      return (await changed.returning({ workspace: installations.workspace })).length > 0;
    },
    async claim(read: Read, forMs: number): Promise<boolean> {
      const until = sql`now() + ${forMs}::float8 * interval '1 millisecond'`;
      const changed = db
        .update(installations)
        .set({ leasedUntil: until })
        .where(and(asRead(read), isFree));
      return (await changed.returning({ workspace: installations.workspace })).length > 0;
    },
    async renew(read: Read, sealed: string): Promise<boolean> {
      const changed = db.update(installations).set({ sealed, leasedUntil: null }).where(asRead(read));
      return (await changed.returning({ workspace: installations.workspace })).length > 0;
    },
    async release(read: Read): Promise<void> {
      await db.update(installations).set({ leasedUntil: null }).where(asRead(read));
    },
    async read(workspace: string): Promise<Installation | undefined> {
      const [row] = await db.select().from(installations).where(of(workspace));
      return row && asInstallation(row);
    },
    async all(): Promise<Installation[]> {
      const found = await db
        .select()
        .from(installations)
        .where(eq(installations.platform, platform))
        .orderBy(asc(installations.workspace));
      return found.map(asInstallation);
    },
    async remove(workspace: string): Promise<void> {
      await db.delete(installations).where(of(workspace));
    },
  };
}

const asInstallation = ({ platform: _, leasedUntil: __, ...row }: Row): Installation => row;
