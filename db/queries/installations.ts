import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '../engine/client.ts';
import { installations } from '../schema.ts';

type Installation = Omit<typeof installations.$inferSelect, 'platform'>;

/** The installations of one platform, as its adapter asks for them. */
export function createInstallations({ db }: Pick<Database, 'db'>, platform: string) {
  const of = (workspace: string) => and(eq(installations.platform, platform), eq(installations.workspace, workspace));
  return {
    async save(installation: Installation): Promise<void> {
      await db
        .insert(installations)
        .values({ platform, ...installation })
        .onConflictDoUpdate({ target: [installations.platform, installations.workspace], set: installation });
    },
    async reseal({ workspace, sealed: before }: Pick<Installation, 'workspace' | 'sealed'>, sealed: string) {
      await db
        .update(installations)
        .set({ sealed })
        .where(and(of(workspace), eq(installations.sealed, before)));
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

const asInstallation = ({ platform: _, ...row }: typeof installations.$inferSelect): Installation => row;
