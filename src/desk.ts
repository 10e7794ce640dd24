import type { TeamsChatOptions } from '../adapters/teams/index.ts';
import { webChat } from '../adapters/try-it/index.ts';
import { type Database, openPglite, openPostgres } from '../db/engine/client.ts';
import { createInstallations } from '../db/queries/installations.ts';
import { createTranscript } from '../db/queries/transcript.ts';
import { createStore } from '../db/store.ts';
import type { Chat } from './chat/capabilities.ts';
import { loadPictures } from './chat/charts/png.ts';
import type { SendingOptions } from './delivery/send.ts';
import { startSender } from './delivery/sender.ts';
import { isOpenToAll, openDeskPage } from './deskPage.ts';
import { createDeskSide } from './doors/deskSide.ts';
import { consequences } from './features.ts';
import { type OfficeAssignment, seatsOf } from './people/seats.ts';
import { linkOldRecord } from './records/linkOld.ts';
import { signingKey } from './records/signingKey.ts';
import { takeDailyCheckpoint } from './records/takeCheckpoint.ts';
import { askPlatforms } from './run/catchUp.ts';
import { type Clock, createClock } from './run/clock.ts';
import { fillIfEmpty } from './run/fillIfEmpty.ts';
import { startListening } from './run/listen.ts';
import type { Logger } from './run/log.ts';
import { createMetrics, type Metrics } from './run/metrics.ts';
import { createRefusals, createTurnedAway } from './run/refusals.ts';
import { afterRestore } from './run/restored.ts';
import { createRollCall } from './run/rollCall.ts';
import { type Sweeps, startSchedule } from './run/schedule.ts';
import { startServer } from './run/server.ts';
import { skipAhead } from './run/skipAhead.ts';
import { watchDeliveries } from './run/watchDeliveries.ts';
import { isLoopback } from './settings/loopback.ts';
import { type Config, ConfigError, connectedChats, type SlackConfig, type TeamsConfig } from './settings/settings.ts';
import { localDate } from './sla/calendar.ts';
import type { Store } from './store.ts';

/** The whole desk, put together: here and nowhere else the parts meet. */
export type Desk = { address: string; stop(): Promise<void> };

/** The database's clock may be this far from ours before the operator is told. */
const SKEW_WORTH_TELLING_MS = 2_000;

/**
 * Chats that the configuration does not know of, another cloud of Teams than Microsoft's own, and other times than the
 * usual for sending: see SendingOptions.
 */
type DeskOptions = {
  ports?: readonly Chat[];
  teamsCloud?: NonNullable<TeamsChatOptions['cloud']>;
  sending?: Pick<SendingOptions, 'settleMs' | 'leaseMs'>;
};

export async function startDesk(
  config: Config,
  log: Logger,
  clock: Clock = createClock(),
  options: DeskOptions = {},
): Promise<Desk> {
  const database = await open(config);
  try {
    return await startOn(database, config, log, clock, options);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function open(config: Config): Promise<Database> {
  if (config.database.kind === 'postgres') return openPostgres(config.database.url);
  return openPglite(config.database.folder);
}

async function startOn(
  database: Database,
  config: Config,
  log: Logger,
  clock: Clock,
  options: DeskOptions,
): Promise<Desk> {
  await database.migrate();
  const wake = { inbox: () => {}, outbox: () => {}, files: () => {} };
  const store = createStore(database, {
    inbox: () => wake.inbox(),
    outbox: () => wake.outbox(),
    files: () => wake.files(),
  });
  const metrics = createMetrics(store);
  const now = () => clock.now();
  const compareClocks = () => keepTime(database, store, clock, log);
  await compareClocks();
  await fillIfEmpty(store, config, now(), log);
  await noticeRestore(database, store, log);

  const sweeps: Sweeps = { store, clock, log, observe: metrics.swept };
  const ports: Chat[] = [...(options.ports ?? [])];
  if (isReal(config) && (await store.transaction((tx) => tx.facts.clockAhead())) !== 0)
    throw new ConfigError([MOVED_TIME]);
  if (config.slack) ports.push(await openSlack(config.slack, config.charts, database, clock, log));
  if (config.teams) ports.push(await openTeams(config.teams, config.charts, options.teamsCloud, clock, metrics, log));
  if (config.tryIt) ports.push(await tryItPage(database, store, config, sweeps, log));
  const deskSide = createDeskSide({ store, now, refused: createRefusals(log, metrics.refused) });
  for (const port of ports) await port.start(deskSide);
  const after = consequences(now);
  const sender = startSender({
    ...options.sending,
    store,
    ports,
    now,
    log,
    consequences: after,
    files: after,
    observe: watchDeliveries(metrics, log),
  });
  const listener = startListening({ store, now, log, places: database.kind === 'pglite' ? 1 : 4 });
  wake.inbox = listener.wake;
  wake.outbox = sender.wake;
  wake.files = sender.wakeFetching;
  let tidied = performance.now();
  const callRoll = createRollCall(store, connectedChats(config), log);
  const keepHouse = async () => {
    await compareClocks();
    await callRoll();
    if (performance.now() - tidied < TIDY_EVERY_MS) return;
    tidied = performance.now();
    await store.transaction((tx) => tx.lanes.tidy());
    await store.transaction((tx) => tx.facts.foldCounts());
    await store.transaction((tx) => tx.sessions.forget(new Date(now().getTime() - FORGOTTEN_AFTER_MS)));
    await database.tidy();
  };
  const asking = { store, ports, clock, log, heardStrangers: new Set<string>(), observe: metrics.recovered };
  const listening = now();
  const key = config.recordSigningKey === undefined ? undefined : signingKey(config.recordSigningKey);
  const schedule = startSchedule({
    ...sweeps,
    beforeEach: keepHouse,
    beside: async (stopped) => {
      await linkOldRecord(store, stopped);
      if (!stopped()) await takeDailyCheckpoint(store, clock.now(), key);
      await askPlatforms(asking, listening, stopped);
    },
  });
  const ready = async () => void (await store.transaction((tx) => tx.facts.clockAhead()));
  const page = await openDeskPage({ store, deskSide, now, config, log, tryIt: !isReal(config) });
  const server = await startServer({ host: config.host, port: config.port, ports, page, metrics, ready, log });
  return {
    address: server.address,
    /** In the order in which nothing new comes in first, and what was begun is ended. */
    async stop() {
      await server.stop();
      for (const port of ports) await port.stop();
      await schedule.stop();
      await listener.stop();
      await sender.stop();
      await database.close();
    },
  };
}

const TIDY_EVERY_MS = 3_600_000;
/** The record keeps who signed in and when; of the session itself nothing is needed by then. */
const FORGOTTEN_AFTER_MS = 30 * 86_400_000;

const MOVED_TIME =
  'the time of this database was moved ahead on the try-it page, so promises to real people would be wrong: start with another database (DATA_DIR or DATABASE_URL)';

/** Loaded only where it is used: the SDK is large. */
async function openSlack(
  slack: SlackConfig,
  charts: Config['charts'],
  database: Database,
  clock: Clock,
  log: Logger,
): Promise<Chat> {
  const { slackChat } = await import('../adapters/slack/index.ts');
  return slackChat({
    ...('oauth' in slack
      ? { ...slack, oauth: { ...slack.oauth, installations: createInstallations(database, 'slack') } }
      : slack),
    charts,
    // Slack's signatures go by the real time, and the database knows it better than a machine whose clock is off.
    now: clock.real,
    report: (message, error) => (error === undefined ? log.warn(message) : log.failure(message, error)),
    tell: (facts) => log.info('Slack is connected', facts),
  });
}

/** Loaded only where it is used, like the other. */
async function openTeams(
  teams: TeamsConfig,
  charts: Config['charts'],
  cloud: DeskOptions['teamsCloud'],
  clock: Clock,
  metrics: Metrics,
  log: Logger,
): Promise<Chat> {
  const { teamsChat } = await import('../adapters/teams/index.ts');
  // Cards are drawn at once when somebody looks at them: until pictures are there, they say in words what is to be seen.
  loadPictures().catch((error: unknown) => log.failure('no pictures can be drawn', error));
  if (teams.unauthenticated)
    log.warn('TEAMS_ALLOW_UNAUTHENTICATED: whoever reaches this port can be anybody in Teams; never use it for real');
  return teamsChat({
    ...teams,
    ...(cloud && { cloud }),
    charts,
    // Tokens go by the real time, as Slack's signatures do.
    now: clock.real,
    report: (what, error) => (error === undefined ? log.warn(what) : log.failure(what, error)),
    tell: (facts) => log.info('Teams is connected', facts),
    turnedAway: createTurnedAway('teams', log, metrics.turnedAway),
  });
}

/** Whether real people are on the other side: then time is real, too. */
const isReal = (config: Config): boolean => config.slack !== undefined || config.teams !== undefined;

/** Due times and leases go by the database's clock; one desk may have moved the try-it time for all. */
async function keepTime(database: Database, store: Store, clock: Clock, log: Logger): Promise<void> {
  const skew = await database.clockSkewMs();
  if (Math.abs(skew) > SKEW_WORTH_TELLING_MS)
    log.warn('this machine and the database differ in time; the database counts', { differenceMs: skew });
  // On the embedded database it is one clock: what is measured there is only how long the question took.
  clock.setSkew(database.kind === 'pglite' ? 0 : skew);
  clock.setAhead(await store.transaction((tx) => tx.facts.clockAhead()));
}

/** What waits in a backup was sent since, most of it: said again it would come twice. */
async function noticeRestore(database: Database, store: Store, log: Logger): Promise<void> {
  const mark = await database.copyMark();
  if (!(await store.transaction((tx) => tx.facts.isOtherCopy(mark)))) return;
  log.warn('this database was brought back from a backup: what waits in it is looked for before anything is sent', {
    deliveries: await afterRestore(store),
  });
}

async function tryItPage(database: Database, store: Store, config: Config, sweeps: Sweeps, log: Logger): Promise<Chat> {
  const calendar = await store.transaction(async (tx) => {
    const [office] = await tx.offices.all();
    return office && (await tx.offices.rules(office)).calendar;
  });
  const zone = calendar?.spec.zone ?? 'UTC';
  let skipping: Promise<void> = Promise.resolve();
  const { clock } = sweeps;
  return webChat({
    transcript: createTranscript(database),
    people: () =>
      store.transaction(async (tx) => {
        const roster = await tx.people.everybody(20_000);
        const today = calendar ? localDate(calendar, clock.now()) : clock.now().toISOString().slice(0, 10);
        const assigned: OfficeAssignment[] = [];
        for (const { id: officeId } of await tx.offices.all())
          for (const each of (await tx.people.duties(officeId, null, today)).assignments)
            assigned.push({ ...each, officeId });
        return seatsOf(roster, assigned, today);
      }),
    clock: {
      now: () => clock.now(),
      zone,
      // One after another, and two who saw the same time move it once. With real people it is real.
      ...(!isReal(config) && {
        moves: {
          ahead: () => clock.ahead(),
          skip: (to, seen) => {
            const next = async () => {
              if (clock.ahead() === seen) await skipAhead(sweeps, to, () => settle(store));
            };
            skipping = skipping.catch(() => {}).then(next);
            return skipping;
          },
        },
      }),
    },
    ...(!isLoopback(config.host) && { hosts: 'any' as const }),
    page: isOpenToAll(config, !isReal(config)) ? '/desk' : undefined,
    report: (error) => log.failure('the try-it page failed', error),
  });
}

/** Resolves when nothing waits to be handled or sent, or after two seconds: what cannot be sent must not hold up time. */
async function settle(store: Store): Promise<void> {
  for (const end = performance.now() + 2_000; performance.now() < end; ) {
    if (!(await store.transaction((tx) => tx.facts.busy()))) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
