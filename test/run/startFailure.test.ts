import { expect, test } from 'vitest';
import { startDesk } from '../../src/desk.ts';
import { startFailure } from '../../src/run/startFailure.ts';
import { readConfig } from '../../src/settings/settings.ts';

test('a data folder that cannot be is named, with the setting', async () => {
  const config = readConfig({ DATA_DIR: '/dev/null/data', PORT: '0' });
  const log = { info() {}, warn() {}, failure() {} };
  const error = await startDesk(config, log).catch((caught: unknown) => caught);
  expect(startFailure(error, config)).toMatch(
    /^The data folder .*\/dev\/null\/data.* cannot be made or written to\. Set DATA_DIR/u,
  );
});

test.each([
  ['28P01', 'PostgreSQL refuses the user or the password'],
  ['08P01', 'a pooler such as PgBouncer, add ?prepare=false'],
  ['26000', 'a pooler such as PgBouncer, add ?prepare=false'],
  ['42P05', 'a pooler such as PgBouncer, add ?prepare=false'],
  ['53100', 'The disk of PostgreSQL is full'],
  ['3D000', 'PostgreSQL has no database of the name'],
  ['42501', 'may not create tables'],
  ['ECONNREFUSED', 'No PostgreSQL answers at DATABASE_URL (db.internal:5432)'],
])('what PostgreSQL says at the start (%s) is said in words, and no password with it', (code, words) => {
  const config = readConfig({ DATABASE_URL: 'postgres://desk:a-secret@db.internal/desk' });
  const error = new Error('a-secret', { cause: Object.assign(new Error('a-secret'), { code }) });
  const said = startFailure(error, config);
  expect(said).toContain(words);
  expect(said).not.toContain('a-secret');
});
