import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file that belongs to the project and is not compiled: the same whether this runs from `src` or from `dist/src`. */
export function packageFile(path: string): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return join(folder, path);
    if (folder === dirname(folder)) throw new Error(`${path} is missing: the project's folder is not complete`);
  }
}
