// What the tests need beyond npm packages: where it is found. Plain JavaScript, since it runs before anything else.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The oldest PostgreSQL that the desk supports. */
export const oldestPostgres = 14;

/** The folder with initdb and postgres of a PostgreSQL that is new enough, the newest first; undefined if there is none. */
export function findPostgres() {
  if (process.env.PG_BIN) return isPostgres(process.env.PG_BIN) ? process.env.PG_BIN : undefined;
  const byVersion = (root, rest) =>
    existsSync(root)
      ? readdirSync(root)
          .sort((a, b) => Number.parseInt(b.replace(/\D+/, ''), 10) - Number.parseInt(a.replace(/\D+/, ''), 10))
          .map((name) => join(root, name, rest))
      : [];
  return [
    ...byVersion('/usr/lib/postgresql', 'bin'), // Debian, Ubuntu
    ...byVersion('/usr', 'bin').filter((folder) => folder.startsWith('/usr/pgsql-')), // PostgreSQL's own packages on Red Hat
    ...byVersion('/opt/homebrew/opt', 'bin').filter((folder) => folder.includes('/postgresql@')), // Homebrew
    ...byVersion('/usr/local/opt', 'bin').filter((folder) => folder.includes('/postgresql@')),
    ...(process.env.PATH ?? '').split(delimiter),
  ].find(isPostgres);
}

/** Chromium or Chrome; undefined if there is none. */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return isExecutable(process.env.CHROMIUM_PATH) ? process.env.CHROMIUM_PATH : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return [
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isExecutable);
}

function isPostgres(folder) {
  if (!isExecutable(join(folder, 'initdb')) || !isExecutable(join(folder, 'postgres'))) return false;
  const version = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(version)?.[0]) >= oldestPostgres;
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
