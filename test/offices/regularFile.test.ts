import { execFileSync } from 'node:child_process';
import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOffice } from '../../src/offices/officeFile.ts';
import { readRegularFile } from '../../src/offices/regularFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-files-'));
const large = join(folder, 'large.yaml');
writeFileSync(large, '');
truncateSync(large, 21 * 1024 * 1024);
const pipe = join(folder, 'pipe');
execFileSync('mkfifo', [pipe]);

test.each([
  ['/dev/zero', 'device'],
  [pipe, 'pipe'],
  [folder, 'folder'],
  [large, 'larger than 20 MB'],
])('%s is refused, and not read', async (path, word) => {
  expect(await readRegularFile(path)).toEqual({ error: expect.stringContaining(word) });
  const { office, problems } = await readOffice(path);
  expect(office).toBeUndefined();
  expect(problems[0]?.message).toContain(word);
});
