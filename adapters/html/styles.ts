import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files of a page, as they go out. */
export type PageFile = { url: string; type: string; bytes: Buffer };

/** The file of that name below the package. This file runs from its source and from `dist`; the nearest package.json above is the same for both. */
export const readOwn = (...path: string[]): Buffer => readFileSync(join(packageRoot(), ...path));

/**
 * Files by address. All addresses share a hash of all contents, so that a browser may keep them for ever and still never
 * shows an old one, and scripts find each other side by side.
 */
export function addressed(below: string, contents: ReadonlyMap<string, Buffer>) {
  const hash = createHash('sha256');
  for (const bytes of contents.values()) hash.update(bytes);
  const folder = `${below}/${hash.digest('base64url').slice(0, 12)}`;
  const byUrl = new Map<string, PageFile>();
  for (const [name, bytes] of contents) {
    const url = `${folder}/${name}`;
    byUrl.set(url, { url, type: name.endsWith('.css') ? 'text/css; charset=utf-8' : SCRIPT, bytes });
  }
  return { folder, find: (url: string) => byUrl.get(url) };
}

const SCRIPT = 'text/javascript; charset=utf-8';

function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`No package.json in or above ${start}: the pages cannot find their styles and scripts.`);
    }
  }
}
