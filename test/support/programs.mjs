// What the tests need beyond npm packages that are plain code: where it is found. Plain JavaScript, since it runs before
// anything else does.
import { execFileSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

/** The oldest PostgreSQL that the desk supports. */
export const oldestPostgres = 14;

/** The folder with initdb and postgres of a PostgreSQL that is new enough, the newest first; undefined if there is none. */
export function findPostgres() {
  if (process.env.PG_BIN) return isPostgres(process.env.PG_BIN) ? process.env.PG_BIN : undefined;
  const number = (name) => Number.parseInt(name.replace(/\D+/, ''), 10);
  const versions = (root, prefix) =>
    (existsSync(root) ? readdirSync(root) : [])
      .filter((name) => name.startsWith(prefix) && number(name) >= oldestPostgres)
      .sort((a, b) => number(b) - number(a))
      .map((name) => join(root, name, 'bin'));
  return [
    ...versions('/usr/lib/postgresql', ''), // Debian, Ubuntu
    ...versions('/usr', 'pgsql-'), // PostgreSQL's own packages for Red Hat
    ...versions('/opt/homebrew/opt', 'postgresql@'),
    ...versions('/usr/local/opt', 'postgresql@'),
    ...(process.env.PATH ?? '').split(delimiter),
  ].find(isPostgres);
}

function isPostgres(folder) {
  if (!isExecutable(join(folder, 'initdb')) || !isExecutable(join(folder, 'postgres'))) return false;
  const version = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' });
  return Number(/\d+/.exec(version)?.[0]) >= oldestPostgres;
}

/**
 * A Chromium or Chrome and the environment it needs; undefined if there is none. One that is installed comes first;
 * on Linux on x64 there is always the one that the npm package @sparticuz/chromium ships, with its libraries and a font.
 */
export function findChromium() {
  const given = process.env.CHROMIUM_PATH;
  if (given) return isExecutable(given) ? { path: given, shipped: false, env: {} } : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const path = [
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ].find(isExecutable);
  if (path) return { path, shipped: false, env: {} };
  return process.platform === 'linux' && process.arch === 'x64' ? unpackChromium() : undefined;
}

/** Unpacked once (190 MB, two seconds), and whole or not at all: the folder gets its name when it is complete. */
function unpackChromium() {
  const packed = fileURLToPath(new URL('../../bin/', import.meta.resolve('@sparticuz/chromium')));
  const { version } = JSON.parse(readFileSync(join(packed, '..', 'package.json'), 'utf8'));
  const cache = fileURLToPath(new URL('../../node_modules/.cache/liaison-desk/', import.meta.url));
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    const unfinished = `${folder}.${process.pid}`;
    mkdirSync(unfinished, { recursive: true });
    const unpack = (name) => brotliDecompressSync(readFileSync(join(packed, `${name}.br`)));
    for (const archive of ['al2023.tar', 'fonts.tar']) {
      execFileSync('tar', ['-x', '-C', unfinished], { input: unpack(archive) });
    }
    const directories = [join(folder, 'fonts'), '/usr/share/fonts'].map((path) => `<dir>${path}</dir>`).join('');
    writeFileSync(
      join(unfinished, 'fonts.conf'),
      `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${directories}` +
        `<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>`,
    );
    writeFileSync(join(unfinished, 'chromium'), unpack('chromium'));
    chmodSync(join(unfinished, 'chromium'), 0o755);
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      rmSync(unfinished, { recursive: true, force: true });
      if (!existsSync(folder)) throw error; // otherwise another process was first
    }
  }
  const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return {
    path: join(folder, 'chromium'),
    shipped: true,
    env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
  };
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
