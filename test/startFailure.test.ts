import { expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';
import { startDesk } from '../src/start.ts';
import { startFailure } from '../src/startFailure.ts';

test('a data folder that cannot be is named, with the setting', async () => {
  const config = readConfig({ DATA_DIR: '/dev/null/data', PORT: '0' });
  const log = { info() {}, warn() {}, failure() {} };
  const error = await startDesk(config, log).catch((caught: unknown) => caught);
  expect(startFailure(error, config)).toMatch(
    /^The data folder .*\/dev\/null\/data.* cannot be made or written to\. Set DATA_DIR/u,
  );
});
