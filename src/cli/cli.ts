/** The command line, put together: the other place than the desk itself where the parts meet. */
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import type { SigningKey } from '../records/signingKey.ts';
import { createClock } from '../run/clock.ts';
import { packageFile } from '../run/packageFile.ts';
import { type Config, ConfigError, connectedChats, readConfig } from '../settings/settings.ts';
import type { Store } from '../store.ts';
import type { CalendarIo } from './calendar.ts';
import type { ChangingIo } from './changingIo.ts';
import { type Command, runCommand } from './commands.ts';
import { UsageError } from './dueOptions.ts';
import type { SurveysIo } from './surveys.ts';
import type { UnreachedIo } from './unreached.ts';

/** An import writes more in one statement than the desk ever does, and may have to wait for another import. */
const IMPORT_STATEMENT_MS = 60_000;

const out = (line: string): void => void process.stdout.write(`${line}\n`);
const err = (line: string): void => void process.stderr.write(`${line}\n`);
const clock = createClock();

/** What a command needs is loaded when it runs: most of them need no database. */
const commands: Record<string, Command> = {
  check: {
    summary: 'is an office file sound, and does everybody have somebody who answers?',
    async run(args) {
      const { runCheck } = await import('./check.ts');
      return runCheck(args, { out, now: () => new Date() });
    },
  },
  import: {
    summary: 'bring an office file into the database, after showing what changes',
    async run(args) {
      const { runImport } = await import('./import.ts');
      const { importDuties } = await import('../requests/importDuties.ts');
      return runImport(args, { ...(await changing()), duties: importDuties(clock.now) });
    },
  },
  holidays: {
    summary: 'the holidays of an office: drafts from an iCalendar file, and confirming a year',
    async run(args) {
      const { runHolidays } = await import('./holidays.ts');
      return runHolidays(args, await changing());
    },
  },
  calendar: {
    summary: 'hours, holidays, closures, absences and due times as an iCalendar file',
    async run(args) {
      const { runCalendar } = await import('./calendar.ts');
      const { writeFile } = await import('node:fs/promises');
      const withStore: CalendarIo['withStore'] = (work) => onConfiguredDatabase((store) => work(store));
      return runCalendar(args, { out, err, now: clock.now, write: (file, text) => writeFile(file, text), withStore });
    },
  },
  unreached: {
    summary: 'who of the roster cannot be written to, why, and what to do',
    async run(args) {
      const { runUnreached } = await import('./unreached.ts');
      const withDesk: UnreachedIo['withDesk'] = (work) =>
        onConfiguredDatabase((store, config) => work(store, connectedChats(config)));
      return runUnreached(args, { out, withDesk });
    },
  },
  parked: {
    summary: 'what came in and could not be handled, and having it handled again',
    async run(args) {
      const { runParked } = await import('./parked.ts');
      return runParked(args, { out, withStore: (work) => onConfiguredDatabase((store) => work(store)) });
    },
  },
  surveys: {
    summary: 'who was served, asked and answered in a quarter, and the answers as a file',
    async run(args) {
      const { runSurveys } = await import('./surveys.ts');
      const { writeFile } = await import('node:fs/promises');
      const withStore: SurveysIo['withStore'] = (work) => onConfiguredDatabase((store) => work(store));
      return runSurveys(args, { out, err, write: (file, text) => writeFile(file, text), withStore });
    },
  },
  records: {
    summary: 'how long records are kept: what is due to be destroyed, and what is held',
    async run(args) {
      const { runRecords } = await import('./records.ts');
      return runRecords(args, await changing());
    },
  },
  forget: {
    summary: 'a departed person’s name, address and accounts go, where the law asks for it',
    async run(args) {
      const { runForget } = await import('./forget.ts');
      return runForget(args, await changing());
    },
  },
  export: {
    summary: 'records to be handed out, as a package, whole or without what is withheld',
    async run(args) {
      const { runExport } = await import('./export.ts');
      const { fileSink } = await import('./fileSink.ts');
      const { readFile } = await import('node:fs/promises');
      return runExport(args, {
        ...{ out, err, now: clock.now, read: (file) => readFile(file, 'utf8'), sink: fileSink },
        withStore: (work) => onConfiguredDatabase((store) => work(store)),
      });
    },
  },
  restored: {
    summary: 'the database was brought back from a backup: look before anything is sent again',
    async run(args) {
      const { runRestored } = await import('./restored.ts');
      return runRestored(args, { out, withStore: (work) => onConfiguredDatabase((store) => work(store)) });
    },
  },
  verify: {
    summary: 'is the record as the desk has written it? Names what was touched',
    async run(args) {
      const { runVerify } = await import('./verify.ts');
      const { readFile } = await import('node:fs/promises');
      return runVerify(args, { out, read: (file) => readFile(file, 'utf8'), withRecord: onRecord });
    },
  },
  checkpoint: {
    summary: 'how far the record has come, in one line to be kept elsewhere',
    async run(args) {
      const { runCheckpoint } = await import('./checkpoint.ts');
      return runCheckpoint(args, { out, now: clock.now, withRecord: onRecord });
    },
  },
  doctor: {
    summary: 'is all well that the desk stands on? Says what is wrong, and what to do',
    async run(args) {
      if (existsSync('.env')) process.loadEnvFile('.env');
      const { runDoctor } = await import('./doctor.ts');
      const { withParts } = await import('./doctorParts.ts');
      return runDoctor(args, { out, withParts: (work) => withParts(process.env, work) });
    },
  },
  due: {
    summary: 'if a question comes then, when is it due?',
    async run(args) {
      const { runDue } = await import('./due.ts');
      const { readOfficePromises } = await import('../offices/officeFile.ts');
      const { stdin } = process;
      const defaultOffice = packageFile('offices/sample/office.yaml');
      return runDue(args, { stdin, out, err, loadOffice: readOfficePromises, defaultOffice });
    },
  },
  schema: {
    summary: 'print the JSON Schema of office.yaml, for editors',
    async run(args) {
      if (args.length > 0 && !args.includes('--help') && !args.includes('-h')) {
        throw new UsageError('schema takes no arguments');
      }
      const { officeJsonSchema } = await import('../offices/officeSchema.ts');
      if (args.length > 0) out('npm run -s desk -- schema > office.schema.json');
      else process.stdout.write(officeJsonSchema());
      return 0;
    },
  },
  'slack-manifest': {
    summary: 'print the Slack app to make for this office',
    async run(args) {
      const { runSlackManifest } = await import('./slackManifest.ts');
      return runSlackManifest(args, { out });
    },
  },
  'teams-package': {
    summary: 'pack the Teams app to upload for this office',
    async run(args) {
      const { runTeamsPackage } = await import('./teamsPackage.ts');
      return runTeamsPackage(args, { out });
    },
  },
};

async function onConfiguredDatabase<T>(work: (store: Store, config: Config) => Promise<T>): Promise<T> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { createStore } = await import('../../db/store.ts');
  const config = readConfig(process.env);
  const database = await open(config.database);
  try {
    await database.migrate();
    const store = createStore(database);
    if (database.kind === 'postgres') clock.setSkew(await database.clockSkewMs());
    clock.setAhead(await store.transaction((tx) => tx.facts.clockAhead()));
    return await work(store, config);
  } finally {
    await database.close();
  }
}

async function onRecord<T>(work: (store: Store, key: SigningKey | undefined) => Promise<T>): Promise<T> {
  const { signingKey } = await import('../records/signingKey.ts');
  return onConfiguredDatabase((store, { recordSigningKey: secret }) =>
    work(store, secret === undefined ? undefined : signingKey(secret)),
  );
}

async function open(database: Config['database']) {
  const { openPglite, openPostgres } = await import('../../db/engine/client.ts');
  if (database.kind === 'pglite') return openPglite(database.folder);
  return openPostgres(database.url, { max: 2, statementTimeoutMs: IMPORT_STATEMENT_MS });
}

/** For a command that changes the record: it shows what changes, asks where somebody is there, and says how far it is. */
async function changing(): Promise<ChangingIo> {
  const { showProgress } = await import('./following.ts');
  return {
    out,
    err,
    now: clock.now,
    ask: process.stdin.isTTY && process.stdout.isTTY ? askYesOrNo : undefined,
    withStore: (work) => onConfiguredDatabase((store) => work(store)),
    progress: showProgress({ write: (text) => void process.stdout.write(text), isTTY: process.stdout.isTTY }),
  };
}

async function askYesOrNo(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(?:es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}

/** What is foreseen is said in its own words. Of anything else only the kind is: its text may hold what people wrote. */
async function explain(error: unknown): Promise<number> {
  if (error instanceof UsageError) {
    err(`${error.message}\nTry: npm run -s desk -- ${process.argv[2]} --help`);
    return 2;
  }
  const spoken = [
    'FolderInUse',
    'OtherPostgres',
    'NewerDatabase',
    'NoDatabase',
    'DiskFull',
    'BrokenDatabase',
    'ImportRefused',
  ];
  if (error instanceof ConfigError || (error instanceof Error && spoken.includes(error.name))) {
    err(error.message);
    return 1;
  }
  const { isConnectionError } = await import('../../db/engine/errors.ts');
  if (isConnectionError(error)) {
    err('The database cannot be reached. Is it running, and is DATABASE_URL right?');
    return 1;
  }
  const { describe } = await import('../run/log.ts');
  err(`Something unforeseen happened, and nothing was changed: ${JSON.stringify(describe(error))}`);
  return 1;
}

// `… | head` closes the pipe when it has seen enough: nothing is wrong then.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
// The exit code is set and the process left to end by itself, so that all output is written first.
process.exitCode = await runCommand(commands, process.argv.slice(2), { out, err }).catch(explain);
