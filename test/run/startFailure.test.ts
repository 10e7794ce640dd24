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
