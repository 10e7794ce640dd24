import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type TeamsChatOptions, teamsChat } from '../../../adapters/teams/index.ts';
import { decodeAddress } from '../../../adapters/teams/out/address.ts';
import { trustedHosts } from '../../../adapters/teams/out/hosts.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { APP_ID, APP_SECRET } from '../../support/teams/login.ts';
import { LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
beforeEach(async () => {
  teams = await openTeams();
  teams.graph.installed.add(LEE.aadObjectId);
  teams.graph.users.push({
    id: LEE.aadObjectId,
    displayName: LEE.name,
    mail: LEE.email,
    userPrincipalName: LEE.email,
    userType: 'Member',
    accountEnabled: true,
    chat: `personal-${LEE.id}`,
  });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await teams.close();
});

const GOVERNMENT = 'https://botframework.azure.us';

test.for([
  [{}, 'https://graph.microsoft.com', 'https://smba.trafficmanager.net/teams/'],
  [{ environment: 'GCC' }, 'https://graph.microsoft.com', 'https://smba.infra.gcc.teams.microsoft.com/teams/'],
  [{ channelService: GOVERNMENT }, 'https://graph.microsoft.us', 'https://smba.infra.gov.teams.microsoft.us/teams/'],
  [
    { channelService: GOVERNMENT, environment: 'DoD' },
    'https://dod-graph.microsoft.us',
    'https://smba.infra.dod.teams.microsoft.us/teams/',
  ],
] as [Partial<TeamsChatOptions>, string, string][])(
  'with %o people are looked up and spoken to first in their own cloud',
  async ([options, graph, service]) => {
    const asked = new Set<string>();
    const { fetch } = globalThis;
    // The way to Graph leads to this machine, whichever it is.
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
      const { origin, pathname, search } = new URL(url);
      if (!origin.includes('graph')) return fetch(url, init);
      asked.add(origin);
      const authorization = `Bearer ${teams.identity.login.tokenFor(teams.graph.url, TENANT)}`;
      const headers = { ...init.headers, authorization };
      return fetch(`${teams.graph.url}${pathname}${search}`, { ...init, headers });
    });
    const port = teamsChat({
      appId: APP_ID,
      appType: 'SingleTenant',
      appTenant: TENANT,
      appPassword: APP_SECRET,
      tenants: [TENANT],
      proactiveInstall: true,
      now: teams.now,
      ...options,
      cloud: teams.identity.cloud,
    });
    const account = await port.directory?.reach(LEE.email);
    await port.stop();
    expect(decodeAddress(account?.address ?? '')?.serviceUrl).toBe(service);
    expect([...asked]).toEqual([graph]);
    expect(teams.identity.login.logins.at(-1)?.service).toBe(graph);
    expect(trustedHosts({ loopback: false, government: options.channelService !== undefined }).isService(service)).toBe(
      true,
    );
  },
);
