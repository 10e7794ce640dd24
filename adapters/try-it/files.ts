import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

type PageFile = { url: string; type: string; bytes: Buffer };

const SCRIPT = 'text/javascript; charset=utf-8';
const SCRIPTS = ['page.js', 'deeds.js', 'dialog.js', 'drafts.js', 'elements.js', 'lines.js', 'news.js'];
/** Later ones may overrule earlier ones. */
const STYLES = ['colours.css', 'frame.css', 'seats.css', 'lines.css', 'controls.css', 'dialog.css', 'fitting.css'];

/**
 * The script and style files of the page, by address. All addresses share a hash of all contents, so that a browser may
 * keep them for ever and still never shows an old one, and scripts find each other side by side.
 */
export function readPageFiles() {
  const installed = createRequire(import.meta.url);
  const own = join(packageRoot(), 'adapters', 'try-it', 'page');
  const read = (name: string) => readFileSync(join(own, name));
  const contents = new Map([
    ['htmx.js', readFileSync(installed.resolve('htmx.org/dist/htmx.min.js'))],
    ['events.js', readFileSync(installed.resolve('htmx-ext-sse/dist/sse.min.js'))],
    ['page.css', Buffer.concat(STYLES.map(read))],
    ...SCRIPTS.map((name) => [name, read(name)] as const),
  ]);
  const hash = createHash('sha256');
  for (const bytes of contents.values()) hash.update(bytes);
  const folder = `/try/files/${hash.digest('base64url').slice(0, 12)}`;
  const byUrl = new Map<string, PageFile>();
  for (const [name, bytes] of contents) {
    const url = `${folder}/${name}`;
    byUrl.set(url, { url, type: name.endsWith('.css') ? 'text/css; charset=utf-8' : SCRIPT, bytes });
  }
  return { folder, find: (url: string) => byUrl.get(url) };
}

/** This file runs from its source and from `dist`; the nearest package.json above is the same for both. */
function packageRoot(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (folder === dirname(folder)) {
      throw new Error(`No package.json in or above ${start}: the try-it page cannot find its styles and scripts.`);
    }
  }
}
