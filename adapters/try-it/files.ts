import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { addressed, readOwn } from '../html/styles.ts';

const SCRIPTS = ['page.js', 'deeds.js', 'dialog.js', 'drafts.js', 'elements.js', 'lines.js', 'news.js'];
/** Later ones may overrule earlier ones. */
const STYLES = ['frame.css', 'seats.css', 'lines.css', 'controls.css', 'dialog.css', 'fitting.css'];

/** The script and style files of the try-it page, by address. */
export function readPageFiles() {
  const installed = createRequire(import.meta.url);
  const read = (name: string) => readOwn('adapters', 'try-it', 'page', name);
  const colours = readOwn('adapters', 'html', 'colours.css');
  return addressed(
    '/try/files',
    new Map([
      ['htmx.js', readFileSync(installed.resolve('htmx.org/dist/htmx.min.js'))],
      ['events.js', readFileSync(installed.resolve('htmx-ext-sse/dist/sse.min.js'))],
      ['page.css', Buffer.concat([colours, ...STYLES.map(read)])],
      ...SCRIPTS.map((name) => [name, read(name)] as const),
    ]),
  );
}
