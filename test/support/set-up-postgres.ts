import { sql } from 'drizzle-orm';
import type { TestProject } from 'vitest/node';
import { openPostgres, type PostgresAddress } from '../../db/engine/client.ts';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseKind: 'pglite' | 'postgres';
    pgliteSnapshot: string;
    /** A data folder to be copied, not opened. */
    pgliteFolder: string;
    postgres: PostgresAddress;
  }
}

/** One PostgreSQL for the run, with a migrated database from which each test file's is copied. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  const admin = await openPostgres(server.address('postgres'), { max: 1 });
  await admin.db.execute(sql.raw('create database migrated'));
  await admin.close();
  const template = await openPostgres(server.address('migrated'));
  await template.migrate();
  await template.close();
  project.provide('databaseKind', 'postgres');
  project.provide('postgres', server.address('postgres'));
  return () => server.remove();
}
