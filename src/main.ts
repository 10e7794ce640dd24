import { existsSync } from 'node:fs';
import { startDesk } from './desk.ts';
import { createLog } from './run/log.ts';
import { startFailure } from './run/startFailure.ts';
import { type Config, readConfig } from './settings/settings.ts';

/** Longer than any sending may take; whatever is cut off then is found again after its lease. */
const STOP_WITHIN_MS = 20_000;

let config: Config | undefined;

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const fail = (error: unknown) => {
    log.failure(
      'something unforeseen happened; the desk stops, and what it had begun is found again at its start',
      error,
    );
    process.exit(1);
  };
  process.on('unhandledRejection', fail);
  process.on('uncaughtException', fail);
  const desk = await startDesk(config, log);
  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    desk.stop().then(() => process.exit(0), fail);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Said last: whoever reads it may stop the desk at once.
  log.info('the desk is ready', { address: desk.address, database: config.database.kind });
  if (config.tryIt)
    process.stdout.write(`\nLiaison Desk is ready. Try it in a browser: ${desk.address}\n(Ctrl-C stops it.)\n\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error, config)}\n`);
  process.exit(1);
});
