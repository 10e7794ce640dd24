import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import type { Home } from '../../../src/chat/vouching.ts';
import { createApi } from '../client.ts';
import type { Desk, Given, Report, Times } from '../desk.ts';
import { createVisitors } from '../in/visitors.ts';
import { createOwnCharts, type OwnCharts } from '../out/chart.ts';
import { createMemory } from '../people/memory.ts';
import { createPeople } from '../people/people.ts';
import { checkWorkspace } from './selfCheck.ts';

/** What is the same in every workspace. */
export type Surroundings = {
  apiUrl: string;
  times: Times;
  charts: ChartsAs;
  now(): Date;
  report: Report;
  /** Told what a workspace is, once Slack has said so. */
  tell(facts: Record<string, unknown>): void;
  /** What the desk gives. @throws while it does not listen. */
  given(): Given;
};

/** One Slack workspace that the app is installed in, with what this process knows of it. */
export type Workspace = {
  /** Slack's id of it; empty where the desk was given nothing but its token. */
  team: string;
  desk: Desk;
  charts: OwnCharts;
  token: string;
  /** Looks whether it can be worked with, and says what cannot. Never throws. */
  check(): Promise<void>;
  /** Something changed for the person at this address. */
  changed(address: string): void;
  /** Ends when the workspace is not used any more. */
  signal: AbortSignal;
  stop(): Promise<void>;
};

type Installed = { token: string; team?: string; home: Home | undefined; refused: string; removed(): Promise<void> };

/**
 * `home` is whose workspace it is, `refused` tells the operator what to do about a token that Slack does not take, and `removed` is called when Slack says
 * that the app was removed.
 */
export function createWorkspace(
  { apiUrl, times, charts, now, report, tell, given }: Surroundings,
  { token, team = '', home, refused, removed }: Installed,
): Workspace {
  const api = createApi(token, apiUrl, now, times.apiMs);
  const stopping = new AbortController();
  const memory = createMemory(now);
  const desk: Desk = {
    api,
    people: createPeople(api, {
      now,
      home,
      ownTeam: team || undefined,
      known: async (who) => given().known(who),
      patienceMs: times.knownMs,
    }),
    times,
    now,
    report,
    keep: async (event) => given().keep(event),
    async act(deed) {
      const answer = await given().act(deed);
      visitors.pressed(deed.from.address);
      return answer;
    },
    view: async (question) => given().view(question),
    known: async (who) => given().known(who),
    lines: async () => given().lines(),
    visited: (account) => visitors.visited(account),
    mayTake: (channel, key, most) => memory.mayTake(channel, key, most),
    first: (what) => memory.first(what),
    isToMend: (form) => memory.isToMend(form),
    timesMended: (form) => memory.timesMended(form),
    hasLeft: (userId) => memory.hasLeft(userId),
    setLeft: (userId, closed) => memory.setLeft(userId, closed),
    removed,
  };
  const visitors = createVisitors(desk);
  return {
    team,
    desk,
    charts: createOwnCharts(charts, now),
    token,
    check: () => checkWorkspace(api, refused, report, tell),
    changed: (address) => visitors.changed(address),
    signal: stopping.signal,
    async stop() {
      stopping.abort();
      await visitors.stop();
    },
  };
}
