import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { TestProject } from 'vitest/node';
import { findMigrations, migrate } from '../../db/engine/migrate.ts';

/**
 * The embedded database, migrated: made once for each state of the migrations (some seconds), kept in
 * node_modules/.cache, and loaded by each worker.
 */
export default async function setUp(project: TestProject): Promise<void> {
  const cache = join(project.config.root, 'node_modules', '.cache', 'liaison-desk');
  const snapshot = join(cache, `pglite-${fingerprint(project.config.root)}.tar`);
  if (!existsSync(snapshot)) {
    mkdirSync(cache, { recursive: true });
    for (const name of readdirSync(cache)) if (name.startsWith('pglite-')) rmSync(join(cache, name), { force: true });
    const client = await PGlite.create();
    await migrate(drizzle(client)._.session);
    const dump = await client.dumpDataDir('none');
    await client.close();
    const unfinished = `${snapshot}.${process.pid}`;
    writeFileSync(unfinished, Buffer.from(await dump.arrayBuffer()));
    renameSync(unfinished, snapshot);
  }
  project.provide('databaseKind', 'pglite');
  project.provide('pgliteSnapshot', snapshot);
}

function fingerprint(root: string): string {
  const hash = createHash('sha256').update(
    readFileSync(join(root, 'node_modules', '@electric-sql', 'pglite', 'package.json')),
  );
  const migrations = findMigrations();
  for (const name of readdirSync(migrations).sort()) {
    if (name.endsWith('.sql')) hash.update(name).update(readFileSync(join(migrations, name)));
  }
  return hash
    .update(readFileSync(join(migrations, 'meta', '_journal.json')))
    .digest('hex')
    .slice(0, 16);
}
