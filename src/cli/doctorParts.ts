import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TeamsChatOptions } from '../../adapters/teams/index.ts';
import { checkDatabase } from '../../db/engine/checkup.ts';
import { type Database, openPglite, openPostgres } from '../../db/engine/client.ts';
import { createInstallations } from '../../db/queries/installations.ts';
import { createStore } from '../../db/store.ts';
import { type Check, type Finding, note, wrong } from '../chat/finding.ts';
import { createClock } from '../run/clock.ts';
import { startFailure } from '../run/startFailure.ts';
import { type Config, ConfigError, connectedChats, readConfig, type SlackConfig } from '../settings/settings.ts';
import { COMES_BACK_TO } from '../settings/signIn.ts';
import type { Store } from '../store.ts';
import type { Part } from './doctor.ts';
import { checkCalendars, checkReach, checkRosters } from './doctorOffices.ts';
import { checkRecord, checkSigning } from './doctorRecord.ts';

/** `teamsCloud` is another than Microsoft's, and `callMs` how long one call to a chat may take, if not as long as usual. */
export type DoctorOptions = { teamsCloud?: NonNullable<TeamsChatOptions['cloud']>; callMs?: number };

type Opened = { database: Database; findings: Finding[]; usable: { store: Store; now: Date } | undefined };

/** Runs the work with all that there is to look at, by the settings in this environment. */
export async function withParts<T>(
  env: Record<string, string | undefined>,
  work: (parts: Part[]) => Promise<T>,
  options: DoctorOptions = {},
): Promise<T> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [, ...problems] = error.message.split('\n- ');
    return work([{ name: 'Settings', checks: [async () => problems.map(wrong)] }]);
  }
  const opening = openOnce(config);
  try {
    return await work(partsOf(config, opening, options));
  } finally {
    const opened = await Promise.race([opening, nextTurn()]);
    if (opened && 'database' in opened) await opened.database.close();
    // It may still come, long after the time for it was over.
    else void opening.then((late) => ('database' in late ? late.database.close() : undefined));
  }
}

function partsOf(config: Config, opening: Promise<Opened | Finding>, { teamsCloud, callMs }: DoctorOptions): Part[] {
  const { provider, slack, teams } = config;
  const chats = connectedChats(config);
  /** For what has to be read in the database. */
  const read =
    (look: (usable: NonNullable<Opened['usable']>) => Promise<Finding[]>): Check =>
    async () => {
      const opened = await opening;
      if ('database' in opened && opened.usable) return look(opened.usable);
      return [note('not looked at, because of the database')];
    };
  return [
    {
      name: 'Database',
      checks: [
        async () => {
          const opened = await opening;
          return 'database' in opened ? opened.findings : [opened];
        },
      ],
    },
    { name: 'Calendar', checks: [read(({ store, now }) => checkCalendars(store, now))] },
    {
      name: 'Roster',
      checks: [
        read(async ({ store, now }) => [...(await checkRosters(store, now)), ...(await checkReach(store, chats))]),
      ],
    },
    {
      name: 'Record',
      checks: [async () => [checkSigning(config.recordSigningKey)], read(({ store, now }) => checkRecord(store, now))],
    },
    ...(provider
      ? [
          {
            name: 'Sign-in',
            checks: loaded(async () => {
              const { providerCheckup } = await import('../../adapters/pages/checkup.ts');
              return providerCheckup(provider, `${config.pageUrl}${COMES_BACK_TO}`);
            }),
          },
        ]
      : []),
    ...(slack ? [{ name: 'Slack', checks: slackChecks(slack, opening, callMs) }] : []),
    ...(teams
      ? [
          {
            name: 'Teams',
            checks: loaded(async () => {
              const { teamsCheckup } = await import('../../adapters/teams/checkup.ts');
              return teamsCheckup({
                ...teams,
                ...(teamsCloud && { cloud: teamsCloud }),
                ...(callMs !== undefined && { callTimeoutMs: callMs }),
                now: () => new Date(),
              });
            }),
          },
        ]
      : []),
  ];
}

function slackChecks(slack: SlackConfig, opening: Promise<Opened | Finding>, callMs: number | undefined): Check[] {
  const usual = { now: () => new Date(), ...(callMs !== undefined && { callMs }) };
  return loaded(async () => {
    const { slackCheckup } = await import('../../adapters/slack/install/checkup.ts');
    if (!('oauth' in slack)) return slackCheckup({ ...slack, ...usual });
    const opened = await opening;
    if (!('database' in opened && opened.usable))
      return [async () => [note('its tokens are in the database: not looked at')]];
    const installations = createInstallations(opened.database, 'slack');
    return slackCheckup({ ...slack, ...usual, oauth: { ...slack.oauth, installations } });
  });
}

/** Loaded when they are needed: the SDKs are large. One that fails does not stop the others. */
const loaded = (load: () => Promise<Check[]>): Check[] => [
  async () => {
    const checks = await load();
    const answers = await Promise.allSettled(checks.map((check) => check()));
    const failed = answers.find(({ status }) => status === 'rejected');
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (failed?.status === 'rejected' && found.length === 0) throw failed.reason;
    return found;
  },
];

/** The database, looked at; or why it cannot be. Nothing is made, and nothing brought up to date. */
async function openOnce(config: Config): Promise<Opened | Finding> {
  if (config.database.kind === 'pglite' && !hasDatabase(config.database.folder))
    return note(`there is none in ${config.database.folder} yet: the first start of the desk makes it`);
  let database: Database | undefined;
  try {
    database = await open(config);
    const { findings, usable } = await checkDatabase(database);
    if (!usable) return { database, findings, usable: undefined };
    const store = createStore(database);
    const clock = createClock();
    if (database.kind === 'postgres') clock.setSkew(await database.clockSkewMs());
    clock.setAhead(await store.transaction((tx) => tx.facts.clockAhead()));
    return { database, findings, usable: { store, now: clock.now() } };
  } catch (error) {
    await database?.close().catch(() => {});
    if (error instanceof Error && error.name === 'FolderInUse')
      return note(
        'a desk has the embedded database open, which one process can use at a time: stop it to have the database, the calendar and the roster looked at',
      );
    return wrong(startFailure(error, config));
  }
}

async function open({ database }: Config): Promise<Database> {
  if (database.kind === 'pglite') return openPglite(database.folder);
  return openPostgres(database.url, { max: 2 });
}

/** A folder without one would be given one. */
const hasDatabase = (folder: string): boolean =>
  existsSync(folder) &&
  readdirSync(folder).some((name) => /^pg\d+$/u.test(name) && readdirSync(join(folder, name)).length > 0);

const nextTurn = (): Promise<undefined> => new Promise((resolve) => setImmediate(() => resolve(undefined)));
