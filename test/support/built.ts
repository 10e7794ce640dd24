import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { packageFile } from '../../src/run/packageFile.ts';

const DAY_MS = 86_400_000;
const SOURCES = ['src', 'adapters', 'db', 'test/process', 'test/support'];
const root = packageFile('.');

/**
 * What to give `node` to run a source file of ours, `src/main.ts` say: compiled as for a release, with source maps. Through tsx each start
 * would transform 600 files again and take three times as long.
 *
 * It is never older than the sources: what is compiled stands in a folder named by a hash of all that goes into it, and
 * is looked up anew for each file of tests. A folder appears there whole, and only if nothing changed meanwhile.
 */
export function built(source: string): string[] {
  compiled ??= compile();
  return ['--enable-source-maps', join(compiled, relative(root, resolve(root, source)).replace(/\.ts$/u, '.js'))];
}
let compiled: string | undefined;

function compile(): string {
  const cache = join(root, 'node_modules', '.cache', 'liaison-desk');
  for (;;) {
    const content = fingerprint();
    const done = join(cache, `built-${content}`);
    if (existsSync(done)) return done;
    mkdirSync(cache, { recursive: true });
    removeOld(cache);
    const unfinished = join(cache, `built-${content}.${process.pid}`);
    const config = `${unfinished}.json`;
    writeFileSync(
      config,
      JSON.stringify({
        extends: join(root, 'tsconfig.build.json'),
        // Types are checked by themselves (`npm run types`).
        compilerOptions: {
          noCheck: true,
          incremental: false,
          tsBuildInfoFile: null,
          rootDir: root,
          outDir: unfinished,
        },
        include: [
          ...['src', 'adapters', 'db'].map((folder) => join(root, folder)),
          join(root, 'test/process/*-child.ts'),
        ],
      }),
    );
    execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', config], {
      stdio: 'inherit',
    });
    rmSync(config);
    if (fingerprint() === content) putInPlace(unfinished, done);
    else rmSync(unfinished, { recursive: true });
  }
}

function putInPlace(unfinished: string, done: string): void {
  try {
    renameSync(unfinished, done);
  } catch (error) {
    if (!existsSync(done)) throw error; // else another worker was first, with the same
    rmSync(unfinished, { recursive: true });
  }
}

/** Of all that the compiled files depend on. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const add = (path: string) => hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'node_modules/typescript/package.json'])
    add(join(root, name));
  for (const folder of SOURCES)
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
      if (entry.isFile() && /\.(?:ts|json)$/u.test(entry.name)) add(join(entry.parentPath, entry.name));
  return hash.digest('hex').slice(0, 16);
}

/** Other runs may still use one that is a little older than the sources. */
function removeOld(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (name.startsWith('built-') && Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true });
  }
}
