import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import type { TestProject } from 'vitest/node';
import { embeddedMajor } from '../../db/engine/folder.ts';
import { findMigrations, migrate } from '../../db/engine/migrate.ts';

/**
 * The embedded database, migrated: made once for each state of the migrations (some seconds) and kept in
 * node_modules/.cache, as a snapshot that each worker loads and as a data folder that is copied for a desk.
 */
export default async function setUp(project: TestProject): Promise<void> {
  const cache = join(project.config.root, 'node_modules', '.cache', 'liaison-desk');
  const prepared = join(cache, `pglite-${fingerprint(project.config.root)}`);
  const snapshot = join(prepared, 'snapshot.tar');
  if (!existsSync(snapshot)) {
    mkdirSync(cache, { recursive: true });
    for (const name of readdirSync(cache))
      if (name.startsWith('pglite-')) rmSync(join(cache, name), { recursive: true });
    const unfinished = `${prepared}.${process.pid}`;
    mkdirSync(join(unfinished, 'data'), { recursive: true });
    const client = await PGlite.create({ dataDir: join(unfinished, 'data', `pg${embeddedMajor}`) });
    await migrate(drizzle(client)._.session);
    const dump = await client.dumpDataDir('none');
    await client.close();
    writeFileSync(join(unfinished, 'snapshot.tar'), Buffer.from(await dump.arrayBuffer()));
    renameSync(unfinished, prepared);
  }
  // Where a test asks for a kind of database, this is the one; the tests of processes ask for folders alone.
  if (project.name === 'pglite') project.provide('databaseKind', 'pglite');
  project.provide('pgliteSnapshot', snapshot);
  project.provide('pgliteFolder', join(prepared, 'data'));
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
