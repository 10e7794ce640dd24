import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { type Database, openPglite, openPostgres, type PostgresAddress, rows } from '../../db/engine/client.ts';

/**
 * An empty, migrated database for the tests of a file, emptied before each of them: PGlite or PostgreSQL, as the
 * vitest project has it, so that the same file runs on both.
 */
export function useDatabase(): { readonly database: Database } {
  let database: Database | undefined;
  let close = async (): Promise<void> => {};
  beforeAll(async () => {
    if (inject('databaseKind') === 'pglite') {
      database = await sharedPglite();
      return;
    }
    const own = await createPostgresDatabase();
    database = await openPostgres(own.address);
    close = async () => {
      await database?.close();
      await own.drop();
    };
  });
  beforeEach(async () => {
    if (database) await emptyDatabase(database);
  });
  afterAll(() => close());
  return {
    get database() {
      if (!database) throw new Error('The database is there in tests and hooks only.');
      return database;
    },
  };
}

/** A migrated PostgreSQL database that no other test file sees. */
async function createPostgresDatabase(): Promise<{ address: PostgresAddress; drop(): Promise<void> }> {
  const address = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = await openPostgres({ ...address, database: 'postgres' }, { max: 1, statementTimeoutMs: 60_000 });
  await admin.db.execute(sql.raw(`create database ${name} template migrated`));
  return {
    address: { ...address, database: name },
    async drop() {
      await admin.db.execute(sql.raw(`drop database ${name} with (force)`));
      await admin.close();
    },
  };
}

/** Opening PGlite takes a second, so the files that run in one worker share it. The worker's end closes it. */
const sharing = globalThis as { sharedPglite?: Promise<Database> };

async function sharedPglite(): Promise<Database> {
  sharing.sharedPglite ??= openAsBlob(inject('pgliteSnapshot')).then((snapshot) => openPglite(undefined, snapshot));
  return sharing.sharedPglite;
}

/** Empties what has rows and starts again what has counted. Most tables have not, and truncating costs. */
export async function emptyDatabase(database: Database): Promise<void> {
  const tables = await rows<{ name: string }>(
    database.db,
    sql`select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema', 'drizzle')`,
  );
  if (tables.length === 0) return;
  const asked = tables.map(({ name }) => `select '${name}' as name where exists (select from ${name})`);
  const filled = await rows<{ name: string }>(database.db, sql.raw(asked.join(' union all ')));
  if (filled.length > 0) {
    const names = filled.map(({ name }) => name).join(', ');
    await database.transaction(async (tx) => {
      // The record cannot be emptied by the desk. Tests are superusers, who can pass over triggers.
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.execute(sql.raw(`truncate ${names} restart identity cascade`));
    });
  }
  await database.db.execute(sql`
    select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
    where last_value is not null and schemaname <> 'drizzle'`);
}
