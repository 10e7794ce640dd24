import { randomBytes } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { sql } from 'drizzle-orm';
import { beforeAll, beforeEach, inject } from 'vitest';
import { type Database, openPglite, openPostgres } from '../../db/engine/client.ts';

/**
 * An empty, migrated database for the tests of a file, emptied before each of them: PGlite or PostgreSQL, as the
 * vitest project has it, so that the same file runs on both.
 */
export function useDatabase(): { readonly database: Database } {
  let database: Database | undefined;
  beforeAll(async () => {
    sharing.database ??= inject('databaseKind') === 'pglite' ? openSnapshot() : openCopy();
    database = await sharing.database;
  });
  beforeEach(async () => {
    if (database) await emptyDatabase(database);
  });
  return {
    get database() {
      if (!database) throw new Error('The database is there in tests and hooks only.');
      return database;
    },
  };
}

/**
 * The files that run in one worker share its database: opening an embedded one takes a second, and the connections of
 * a new PostgreSQL database know no plans yet. The end of the worker, or of the server, ends it.
 */
const sharing = globalThis as { database?: Promise<Database> };

async function openSnapshot(): Promise<Database> {
  return openPglite(undefined, await openAsBlob(inject('pgliteSnapshot')));
}

async function openCopy(): Promise<Database> {
  const address = inject('postgres');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const admin = await openPostgres({ ...address, database: 'postgres' }, { max: 1, statementTimeoutMs: 60_000 });
  await admin.db.execute(sql.raw(`create database ${name} template migrated`));
  await admin.close();
  return openPostgres({ ...address, database: name });
}

/**
 * Empties every table and starts again what has counted. Truncating costs a new file for the table and for each of its
 * indexes (5 ms), deleting a few rows does not; so only what has grown beyond half a megabyte is truncated. The record
 * cannot be emptied by the desk: tests are superusers, who can pass over triggers.
 */
export async function emptyDatabase(database: Database): Promise<void> {
  await database.db.execute(sql`
    do $$
    declare
      each record;
      large text[] := '{}';
    begin
      perform set_config('session_replication_role', 'replica', true);
      for each in
        select format('%I.%I', schemaname, tablename) as name,
          pg_relation_size(format('%I.%I', schemaname, tablename)::regclass) as bytes
        from pg_tables where schemaname not in ('pg_catalog', 'information_schema', 'drizzle')
      loop
        if each.bytes > 500000 then large := large || each.name;
        elsif each.bytes > 0 then execute 'delete from ' || each.name;
        end if;
      end loop;
      if large <> '{}' then execute 'truncate ' || array_to_string(large, ', ') || ' cascade'; end if;
      perform setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) from pg_sequences
        where last_value is not null and schemaname <> 'drizzle';
    end $$`);
}
