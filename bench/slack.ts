/**
 * How many events of Slack a second are stored and acknowledged, and how long one takes while 100 come every second,
 * against a bare app of the same SDK that stores one row of the same database before it acknowledges.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { App, HTTPReceiver } from '@slack/bolt';
import { sql } from 'drizzle-orm';
import { clientOptions, silent } from '../adapters/slack/client.ts';
import { slackChat } from '../adapters/slack/index.ts';
import { type Database, openPglite, openPostgres, rows } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { type Listener, startListening } from '../src/run/listen.ts';
import { createLog } from '../src/run/log.ts';
import { type Child, startChild } from '../test/support/child.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { findPostgres } from '../test/support/programs.mjs';
import { BOT_TOKEN, openWorkspace, SECRET, type Workspace } from '../test/support/slack/workspace.ts';
import { emailOf, fill } from './askingDesk.ts';
import { type BenchRow, median } from './row.ts';
import type { Calls, Outcome } from './slackCaller.ts';

/** Enough that nobody writes more than 20 messages a minute: beyond that a conversation is taken for two machines. */
const PEOPLE = 600;
const EVENTS = 500;
const AT_ONCE = 8;
const ROUNDS = 11;
const A_SECOND = 100;
const SECONDS = 10;

export async function benchSlack(): Promise<BenchRow[]> {
  const workspace = await openWorkspace(
    Array.from({ length: PEOPLE }, (_, n) => ({ email: emailOf(n), name: `Asker ${n}` })),
  );
  const caller = startChild(join(import.meta.dirname, 'slackCaller.ts'));
  try {
    return [...(await onPglite(workspace, caller)), ...(await onPostgres(workspace, caller))];
  } finally {
    await caller.end();
    await workspace.close();
  }
}

async function onPglite(workspace: Workspace, caller: Child): Promise<BenchRow[]> {
  const [ours, peer] = [await openPglite(undefined), await openPglite(undefined)];
  try {
    return await compare('PGlite', { workspace, caller, ours, peer });
  } finally {
    await ours.close();
    await peer.close();
  }
}

/** With fsync on, as an office has it. */
async function onPostgres(workspace: Workspace, caller: Child): Promise<BenchRow[]> {
  if (!findPostgres()) return [];
  const server = await startPostgres({ durable: true });
  try {
    const admin = await openPostgres(server.address('postgres'), { max: 1 });
    for (const name of ['ours', 'peer']) await admin.db.execute(sql.raw(`create database ${name}`));
    await admin.close();
    const [ours, peer] = [await openPostgres(server.address('ours')), await openPostgres(server.address('peer'))];
    try {
      return await compare('PostgreSQL', { workspace, caller, ours, peer });
    } finally {
      await ours.close();
      await peer.close();
    }
  } finally {
    await server.remove();
  }
}

type Bench = { workspace: Workspace; caller: Child; ours: Database; peer: Database };

async function compare(name: string, { workspace, caller, ours, peer }: Bench): Promise<BenchRow[]> {
  const [desk, app] = [await openDesk(workspace, ours), await openApp(workspace, peer)];
  const people = Array.from({ length: PEOPLE }, (_, n) => workspace.person(emailOf(n)));
  let next = 0;
  const call = async (url: string, pace: Calls['pace'], count: number): Promise<Outcome> => {
    const calls: Calls = { url, secret: SECRET, people: people.map(({ id, dm }) => ({ id, dm })), pace, count, next };
    next += count;
    caller.send(JSON.stringify(calls));
    const outcome = JSON.parse((await caller.line()) ?? '{}') as Outcome;
    if (outcome.refused !== 0) throw new Error(`${outcome.refused} events were not acknowledged at ${url}`);
    return outcome;
  };
  // Everybody writes once before it counts: who they are is then known, and code is compiled.
  for (const url of [app.url, desk.url]) await call(url, { atOnce: AT_ONCE }, PEOPLE);
  const speeds: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  const perSecond = async (url: string) => EVENTS / ((await call(url, { atOnce: AT_ONCE }, EVENTS)).tookMs / 1_000);
  for (let round = 0; round < ROUNDS; round++) {
    speeds.peer.push(await perSecond(app.url));
    speeds.ours.push(await perSecond(desk.url));
  }
  const times = async (url: string) => (await call(url, { aSecond: A_SECOND }, A_SECOND * SECONDS)).timesMs;
  const [theirs, mine] = [await times(app.url), await times(desk.url)];
  const listener = await desk.listen();
  const busy = await times(desk.url);
  await listener.stop();
  const [asked] = await rows<{ n: number }>(ours.db, sql`select count(*)::int as n from requests`);
  if (!asked?.n) throw new Error('the desk did not handle what came in');
  await desk.close();
  await app.close();
  const row = (what: string, unit: string, own: number, other: number, ratio = own / other): BenchRow => ({
    bench: 'slack',
    case: `${name}: ${what}`,
    ours: own,
    peer: other,
    ratio,
    unit,
    peerName: 'bare Bolt app',
  });
  // Of each round by itself: whatever else the machine does meets both.
  const ratio = median(speeds.ours.map((speed, round) => speed / (speeds.peer[round] ?? Number.NaN)));
  return [
    row('event in, stored, 200 out', 'events/s', median(speeds.ours), median(speeds.peer), ratio),
    row(`p50 at ${A_SECOND} events a second`, 'ms', share(mine, 0.5), share(theirs, 0.5)),
    row(`p99 at ${A_SECOND} events a second`, 'ms', share(mine, 0.99), share(theirs, 0.99)),
    row('p99 while the desk handles them, too', 'ms', share(busy, 0.99), share(theirs, 0.99)),
  ];
}

type Served = { url: string; close(): Promise<void> };

type ServedDesk = Served & { listen(): Promise<Listener> };

async function openDesk({ apiUrl }: Workspace, database: Database): Promise<ServedDesk> {
  await fill(database, PEOPLE);
  const now = () => new Date();
  const port = slackChat({
    botToken: BOT_TOKEN,
    reach: { kind: 'http', signingSecret: SECRET },
    apiUrl,
    now,
    report: (message, error) => console.error(message, error),
  });
  const wake = { inbox() {}, outbox() {} };
  const store = createStore(database, { inbox: () => wake.inbox(), outbox() {}, files() {} });
  await port.start(createDeskSide({ store, now }));
  const server = await serve(
    getRequestListener(async (request) => (await port.http?.handle(request)) ?? new Response()),
  );
  const close = async () => {
    await server.close();
    await port.stop();
  };
  return {
    ...server,
    close,
    /** From now on the desk opens a request for each, as it does for an office; what is there already is left. */
    async listen() {
      await database.db.execute(sql`update inbox set state = 'done'`);
      const listener = startListening({
        store,
        now,
        log: createLog('warn'),
        places: database.kind === 'pglite' ? 1 : 4,
      });
      wake.inbox = listener.wake;
      return listener;
    },
  };
}

/** As the SDK's own samples have it, but for what an office would have to add: it stores before it acknowledges. */
async function openApp({ apiUrl }: Workspace, { db }: Database): Promise<Served> {
  await db.execute(sql.raw('create table received (id text primary key, body jsonb not null)'));
  const receiver = new HTTPReceiver({ signingSecret: SECRET, processBeforeResponse: true, logger: silent });
  const app = new App({ token: BOT_TOKEN, receiver, clientOptions: clientOptions(apiUrl), logger: silent });
  app.message(async ({ message, body }) => {
    const id = `${body.team_id} ${message.channel} ${message.ts}`;
    await db.execute(sql`insert into received values (${id}, ${JSON.stringify(body)}::jsonb) on conflict do nothing`);
  });
  return serve((request, response) => receiver.requestListener(request, response));
}

async function serve(listener: RequestListener): Promise<Served> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/slack/events`, close };
}

const share = (values: number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN;
