/**
 * `npm run model:mutants`, or some of them with `-- A F`: takes each mend out of a copy of the sources and lets the
 * model walk there. Exit code 0 when it finds every one. Minutes each, so it is no part of `npm test`.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Mutant, mutants, mutated } from './mutants.ts';

const COPIED = ['src', 'db', 'adapters', 'test', 'patches', 'package.json', 'tsconfig.json', 'vitest.config.ts'];
/** Walks enough to meet each fault, those with a beginning of their own first, and no time spent on making one shorter. */
const WALKS = { MODEL_RUNS: '24', MODEL_SHRINK: '0', SKIP_POSTGRES_TESTS: '1', SKIP_BROWSER_TESTS: '1', NO_COLOR: '1' };

function walk({ edits, fault }: Mutant): string {
  const copy = mkdtempSync(join(tmpdir(), 'desk-mutant-'));
  try {
    for (const each of COPIED) cpSync(each, join(copy, each), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
    for (const edit of edits) {
      const path = join(copy, edit.file);
      writeFileSync(path, mutated(readFileSync(path, 'utf8'), edit));
    }
    const run = [
      join('node_modules', 'vitest', 'vitest.mjs'),
      'run',
      '--project',
      'pglite',
      '--bail',
      '1',
      'test/model/desk',
    ];
    const { stdout, stderr, status } = spawnSync(process.execPath, run, {
      cwd: copy,
      encoding: 'utf8',
      env: { ...WALKS, MODEL_ONLY: fault, ...process.env },
      maxBuffer: 2 ** 28,
    });
    return status === 0 ? '' : stdout + stderr;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const wanted = process.argv.slice(2);
let missed = 0;
for (const mutant of mutants) {
  if (wanted.length > 0 && !wanted.includes(mutant.fault)) continue;
  const began = Date.now();
  const said = walk(mutant);
  const line = new RegExp(`^.*\\b${mutant.fault}: .*$`, 'mu').exec(said)?.[0].trim();
  const seconds = Math.round((Date.now() - began) / 1000);
  if (line === undefined) missed += 1;
  const what = `${mutant.fault} (${mutant.says}), ${seconds} s`;
  process.stdout.write(
    line === undefined
      ? `NOT FOUND ${what}\n${/^Caused by: .*$/mu.exec(said)?.[0] ?? 'the model walked to its end'}\n`
      : `found ${what}\n      ${line}\n`,
  );
}
process.exitCode = missed === 0 ? 0 : 1;
