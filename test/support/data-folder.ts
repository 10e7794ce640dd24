import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A data folder of its own with the tables in it and nothing else: copying one takes a tenth of making one. */
export function openDataFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'desk-data-'));
  cpSync(inject('pgliteFolder'), path, { recursive: true });
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
