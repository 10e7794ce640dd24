import { randomUUID } from 'node:crypto';
import type { Card, Outbound } from '../../../adapters/teams/in/activity.ts';
import { type TeamsChatOptions, teamsChat } from '../../../adapters/teams/index.ts';
import { decodeAddress, encodeAddress } from '../../../adapters/teams/out/address.ts';
import type { Account } from '../../../src/chat/account.ts';
import type { Answer } from '../../../src/chat/answer.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../desk-side.ts';
import { type LoopbackConnector, openConnector, type TeamsPerson } from './connector.ts';
import { type LoopbackGraph, openGraph } from './graph.ts';
import { type Identity, openIdentity, TENANT } from './identity.ts';
import { APP_ID, APP_SECRET } from './login.ts';
import { checkActivity, checkCard } from './read-card.ts';

export const BOT = { id: `28:${APP_ID}`, name: 'Liaison Desk' };
export const ANA: TeamsPerson = {
  id: '29:ana',
  aadObjectId: 'aad-ana',
  name: 'Ana Ruiz',
  email: 'ana@state.example',
  tenantId: TENANT,
};
export const LEE: TeamsPerson = {
  id: '29:lee',
  aadObjectId: 'aad-lee',
  name: 'Lee Park',
  email: 'lee@state.example',
  tenantId: TENANT,
};

export const LINES = [
  { code: 'goods', name: 'Goods & supplies' },
  { code: 'works', name: 'Works' },
];

export type Invoked = { status: number; body: InvokeBody };
export type InvokeBody = {
  statusCode?: number;
  type?: string;
  value?: unknown;
  task?: { type: string; value: string | { title: string; card: { content: Card } } };
};

/** Teams as a whole on this machine, with the adapter on it, spoken to over its own HTTP entrance. */
export type TeamsStand = {
  port: ReturnType<typeof teamsChat>;
  /** Has a desk of the test's own listen from now on. */
  listen(hear: (inbound: Inbound) => Promise<Answer>, more?: Partial<DeskSide>): Promise<void>;
  connector: LoopbackConnector;
  graph: LoopbackGraph;
  identity: Identity;
  now(): Date;
  /** Moves the time of the stand on. */
  later(ms: number): void;
  account(person: TeamsPerson): Account;
  /** An activity as Teams makes it: of a person, in their personal chat, now. */
  activity(person: TeamsPerson, more?: Record<string, unknown>): Record<string, unknown>;
  post(activity: unknown, headers?: Record<string, string>): Promise<Response>;
  invoke(person: TeamsPerson, name: string, value: unknown, more?: Record<string, unknown>): Promise<Invoked>;
  reports: string[];
  /** Why requests to the entrance were not taken, in the order in which they came. */
  turnedAway: { reason: string; words: string; facts?: Record<string, string | number> | undefined }[];
  close(): Promise<void>;
};

/** `login`: how it fails from the beginning. */
type Opening = { startsAt?: Date; desk?: Partial<DeskSide>; login?: Parameters<Identity['login']['fail']>[0] };

let serial = 0;

/** Two buttons act at once, and there are two kinds of help. */
const USUAL: Partial<DeskSide> = { atOnce: (press) => ['accept', 'rate'].includes(press), lines: async () => LINES };

/** Nobody's words are heard until somebody listens; `desk` is what else a test's desk gives. */
export async function openTeams({
  desk = {},
  login,
  ...change
}: Partial<TeamsChatOptions> & Opening = {}): Promise<TeamsStand> {
  let time = (change.startsAt ?? new Date()).getTime();
  const now = change.now ?? (() => new Date(time));
  serial += 1;
  const identity = await openIdentity(`${process.pid}-${serial}`, now);
  identity.login.fail(login);
  const connector = await openConnector(change.unauthenticated ? () => true : identity.isBotToken);
  const graph = await openGraph((authorization, service) => identity.login.isToken(authorization, service, TENANT));
  for (const person of [ANA, LEE]) connector.people.set(person.id, person);
  const reports: string[] = [];
  const turnedAway: TeamsStand['turnedAway'] = [];
  const port = teamsChat({
    appId: APP_ID,
    appType: 'SingleTenant',
    appTenant: TENANT,
    ...(change.certificate === undefined && change.appType !== 'UserAssignedMSI' && { appPassword: APP_SECRET }),
    tenants: [TENANT],
    now,
    report: (what) => reports.push(what),
    turnedAway: (reason, words, facts) => turnedAway.push({ reason, words, facts }),
    ...(!change.unauthenticated && {
      cloud: { ...identity.cloud, graph: graph.url, service: connector.serviceUrl },
    }),
    callTimeoutMs: 2_000,
    answerWithinMs: 5_000,
    ...change,
  });
  const { serviceUrl } = connector;
  const account = (person: TeamsPerson): Account => ({
    platform: 'teams',
    workspace: TENANT,
    userId: person.aadObjectId,
    address: encodeAddress({
      serviceUrl,
      tenant: TENANT,
      bot: BOT.id,
      conversation: `personal-${person.id}`,
      user: person.id,
    }),
    name: person.name,
    email: person.email,
    vouched: 'office',
  });
  const stand: TeamsStand = {
    port,
    listen: (hear, more) => port.start(deskSide(hear, { ...USUAL, ...desk, ...more })),
    connector,
    graph,
    identity,
    now,
    later(ms) {
      time += ms;
    },
    account,
    activity: (person, more = {}) => ({
      type: 'message',
      id: randomUUID(),
      timestamp: now().toISOString(),
      channelId: 'msteams',
      serviceUrl,
      from: { id: person.id, name: person.name, aadObjectId: person.aadObjectId },
      recipient: BOT,
      conversation: { id: `personal-${person.id}`, conversationType: 'personal', tenantId: TENANT },
      channelData: { tenant: { id: TENANT } },
      ...more,
    }),
    async post(activity, headers = {}) {
      const request = new Request('http://127.0.0.1/api/messages', {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          authorization: await identity.bearer(serviceUrl),
          ...headers,
        },
        body: typeof activity === 'string' ? activity : JSON.stringify(activity),
      });
      return port.http.handle(request);
    },
    async invoke(person, name, value, more = {}) {
      const response = await stand.post(stand.activity(person, { type: 'invoke', name, value, ...more }));
      const text = await response.text();
      const body = (text === '' ? {} : JSON.parse(text)) as InvokeBody;
      for (const card of cardsOf(body)) checkCard(card);
      return { status: response.status, body };
    },
    reports,
    turnedAway,
    async close() {
      for (const activity of connector.came) checkActivity(activity);
      await port.stop();
      await connector.close();
      await graph.close();
      await identity.close();
    },
  };
  await stand.listen(async () => ({ kind: 'done' }));
  return stand;
}

export function cardsOf({ type, value, task }: InvokeBody): Card[] {
  if (type === 'application/vnd.microsoft.card.adaptive') return [value as Card];
  return typeof task?.value === 'object' ? [task.value.card.content] : [];
}

const conversationOf = (address: string): string => {
  const { conversation, user } = decodeAddress(address) ?? {};
  return conversation ?? `personal-${user}`;
};

export const activitiesAt = ({ connector }: TeamsStand, address: string): { id: string; activity: Outbound }[] =>
  connector.posted.filter(({ conversation }) => conversation === conversationOf(address));
