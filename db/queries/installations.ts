import { and, asc, eq } from 'drizzle-orm';
import type { Installation, Installations } from '../../src/chat/port.ts';
import type { Database } from '../engine/client.ts';
import { installations } from '../schema.ts';

/** The installations of one platform. */
export function createInstallations({ db }: Pick<Database, 'db'>, platform: string): Installations {
  const of = (workspace: string) => and(eq(installations.platform, platform), eq(installations.workspace, workspace));
  return {
    async save(installation) {
      await db
        .insert(installations)
        .values({ platform, ...installation })
        .onConflictDoUpdate({ target: [installations.platform, installations.workspace], set: installation });
    },
    async read(workspace) {
      const [row] = await db.select().from(installations).where(of(workspace));
      return row && asInstallation(row);
    },
    async all() {
      const found = await db
        .select()
        .from(installations)
        .where(eq(installations.platform, platform))
        .orderBy(asc(installations.workspace));
      return found.map(asInstallation);
    },
    async remove(workspace) {
      await db.delete(installations).where(of(workspace));
    },
  };
}

const asInstallation = ({ platform: _, ...row }: typeof installations.$inferSelect): Installation => row;
