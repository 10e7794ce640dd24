import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SQL, sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { PgDialect, type PgSession } from 'drizzle-orm/pg-core';

/** drizzle's session of either driver (`db._.session`); its own type fits only a database without a schema. */
type Session = { all<T>(statement: SQL): Promise<T[]> };

/** The database has seen changes that this version does not know. */
class NewerDatabase extends Error {
  override name = 'NewerDatabase';
}

/**
 * Applies the migrations that this database has not seen. Takes no lock: see Database.migrate. Throws NewerDatabase.
 */
export async function migrate(session: Session): Promise<void> {
  const migrationsFolder = findMigrations();
  const migrations = readMigrationFiles({ migrationsFolder });
  const { unknown } = await unseenMigrations(session);
  if (unknown.length > 0) {
    throw new NewerDatabase(
      `The database was brought up to date by a newer version of the desk (it has ${unknown.length} ` +
        `change${unknown.length === 1 ? '' : 's'} of the tables that this version does not know, the last of ` +
        `${new Date(Math.max(...unknown)).toISOString().slice(0, 10)}). Start that version or a newer one, or restore ` +
        'a backup from before the update.',
    );
  }
  await new PgDialect().migrate(migrations, session as unknown as PgSession, { migrationsFolder });
}

/** How many migrations this database has not seen, and the moments of those that it has seen and this version does not know. */
export async function unseenMigrations(session: Session): Promise<{ pending: number; unknown: number[] }> {
  const known = new Set(readMigrationFiles({ migrationsFolder: findMigrations() }).map((each) => each.folderMillis));
  const seen = await applied(session);
  return {
    pending: [...known].filter((when) => !seen.includes(when)).length,
    unknown: seen.filter((when) => !known.has(when)),
  };
}

/** The moments, in milliseconds since 1970, by which drizzle knows the migrations this database has seen. */
async function applied(session: Session): Promise<number[]> {
  const [table] = await session.all<{ name: string | null }>(
    sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`,
  );
  if (!table?.name) return [];
  const found = await session.all<{ when: string }>(
    sql`select created_at::text as "when" from drizzle.__drizzle_migrations`,
  );
  return found.map((row) => Number(row.when));
}

/** db/migrations of the package, seen from db/ (run by tsx) or from dist/db/ (compiled; the SQL is not copied there). */
export function findMigrations(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'db', 'migrations');
    if (existsSync(join(candidate, 'meta', '_journal.json'))) return candidate;
    if (folder === dirname(folder)) break;
  }
  throw new Error(`The folder db/migrations was not found above ${here}: the installation is incomplete.`);
}
