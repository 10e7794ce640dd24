/** How many activities of Teams a second are stored and acknowledged, against a bare bot of the same SDK. */
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { sql } from 'drizzle-orm';
import { teamsChat } from '../adapters/teams/index.ts';
import { openPglite } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { openConnector } from '../test/support/teams/connector.ts';
import { openIdentity, TENANT } from '../test/support/teams/identity.ts';
import { APP_ID, APP_SECRET } from '../test/support/teams/login.ts';
import type { BenchRow } from './row.ts';

const ACTIVITIES = 400;
const AT_ONCE = 8;
const ROUNDS = 5;

export async function benchTeams(): Promise<BenchRow[]> {
  const now = () => new Date();
  const identity = await openIdentity('bench', now);
  const connector = await openConnector(identity.isBotToken);
  const person = { id: '29:ana', aadObjectId: 'aad-ana', name: 'Ana', email: 'ana@state.example', tenantId: TENANT };
  connector.people.set(person.id, person);
  const authorization = await identity.bearer(connector.serviceUrl);
  const activity = () => ({
    type: 'message',
    id: randomUUID(),
    timestamp: now().toISOString(),
    channelId: 'msteams',
    serviceUrl: connector.serviceUrl,
    from: person,
    recipient: { id: `28:${APP_ID}`, name: 'Desk' },
    conversation: { id: 'personal-29:ana', conversationType: 'personal', tenantId: TENANT },
    channelData: { tenant: { id: TENANT } },
    text: 'Do I need three quotes for $40k?',
  });

  const database = await openPglite(undefined);
  await database.migrate();
  const port = teamsChat({
    appId: APP_ID,
    appType: 'SingleTenant',
    appTenant: TENANT,
    appPassword: APP_SECRET,
    tenants: [TENANT],
    now,
    cloud: identity.cloud,
  });
  await port.start(createDeskSide({ store: createStore(database), now }));
  const ours = await serve(getRequestListener(async (request) => (await port.http?.handle(request)) ?? new Response()));

  const bare = await openPglite(undefined);
  await bare.db.execute(sql.raw('create table received (id text primary key, body jsonb not null)'));
  // It never has to log in: it says nothing.
  const registration = { MicrosoftAppId: APP_ID, MicrosoftAppPassword: APP_SECRET, MicrosoftAppType: 'MultiTenant' };
  const adapter = new CloudAdapter(
    new ConfigurationBotFrameworkAuthentication({ ...registration, ...identity.cloud.settings }),
  );
  const peer = await serve((request, response) => {
    void bareBot(adapter, request, response, async (id, body) => {
      await bare.db.execute(sql`insert into received values (${id}, ${body}::jsonb) on conflict do nothing`);
    });
  });

  const post = async (url: string) => {
    const headers = { 'content-type': 'application/json', authorization };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(activity()) });
    await response.arrayBuffer();
    if (response.status !== 200) throw new Error(`an activity was answered with ${response.status}`);
  };
  const speeds: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < ROUNDS; round++) {
    speeds.peer.push(await speed(() => post(peer.url)));
    speeds.ours.push(await speed(() => post(ours.url)));
  }
  for (const server of [ours, peer, connector, identity]) await server.close();
  await database.close();
  await bare.close();
  const [own, other] = [median(speeds.ours), median(speeds.peer)];
  const names = {
    bench: 'teams',
    case: 'activity in, stored, 200 out',
    unit: 'activities/s',
    peerName: 'bare botbuilder bot',
  };
  return [{ ...names, ours: own, peer: other, ratio: own / other }];
}

/** As the SDK's own samples have it: the body is parsed, `process` is called, and the turn stores one row. */
async function bareBot(
  adapter: CloudAdapter,
  request: IncomingMessage,
  response: ServerResponse,
  store: (id: string, body: string) => Promise<void>,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', headers } = request;
  const express = {
    socket: response.socket,
    status: (code: number) => {
      response.statusCode = code;
    },
    header: (name: string, value: unknown) => response.setHeader(name, String(value)),
    send: (body: unknown) => response.write(String(body)),
    end: () => response.end(),
  };
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
  await adapter.process({ method, headers, body }, express, async ({ activity }) =>
    store(`${activity.conversation.id} ${activity.id}`, JSON.stringify(activity)),
  );
}

async function serve(listener: RequestListener): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/api/messages`, close };
}

async function speed(work: () => Promise<void>): Promise<number> {
  let left = ACTIVITIES;
  const begin = performance.now();
  const run = async () => {
    while (left > 0) {
      left -= 1;
      await work();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return (ACTIVITIES / (performance.now() - begin)) * 1_000;
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
