import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decodeAddress } from '../../../adapters/teams/out/address.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { GraphUser } from '../../support/teams/graph.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { APP_ID } from '../../support/teams/login.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
const lee: GraphUser = {
  id: LEE.aadObjectId,
  displayName: 'Lee Park',
  mail: LEE.email,
  userPrincipalName: LEE.email,
  userType: 'Member',
  accountEnabled: true,
  chat: `personal-${LEE.id}`,
};
beforeEach(async () => {
  teams = await openTeams({ proactiveInstall: true });
  teams.graph.users.push(lee);
  teams.graph.catalogue.push({ externalId: APP_ID, id: 'app-in-this-catalogue' });
});
afterEach(() => teams.close());

const reach = (email: string = LEE.email) => {
  const { directory } = teams.port;
  if (!directory) throw new Error('people can be looked up');
  return directory.reach(email);
};
const posted = () => teams.connector.posted.map(({ conversation, activity }) => [conversation, activity.text]);
async function send(address: string): Promise<void> {
  const message = { blocks: [{ kind: 'text' as const, text: ['There is a question for you.'] }] };
  await teams.port.outbound.send({ deliveryId: 'a', workspace: TENANT, address, message, since: teams.now() });
}

describe('somebody who has never written', () => {
  test('is looked up by e-mail, has the app installed, and can be written to', async () => {
    const account = await reach('Lee@State.example');
    expect(account).toMatchObject({
      platform: 'teams',
      workspace: TENANT,
      userId: LEE.aadObjectId,
      name: 'Lee Park',
      email: LEE.email,
    });
    expect(teams.graph.installed).toEqual(new Set([LEE.aadObjectId]));
    await send(account?.address ?? '');
    expect(posted()).toEqual([[`personal-${LEE.id}`, 'There is a question for you.']]);
  });

  test('is the same account when they write', async () => {
    const heard: Inbound[] = [];
    await teams.listen(async (inbound) => {
      heard.push(inbound);
      return { kind: 'done' };
    });
    const account = await reach();
    await teams.post(teams.activity(LEE, { text: 'queue' }));
    expect(heard[0]?.from).toMatchObject({ workspace: account?.workspace, userId: account?.userId });
    const [theirs, found] = [heard[0]?.from.address, account?.address].map((text) => decodeAddress(text ?? ''));
    expect({ ...found, user: LEE.id }).toEqual(theirs);
  });

  test('is written to where Teams was last heard of', async () => {
    await teams.listen(async () => ({ kind: 'done' }));
    const serviceUrl = teams.connector.serviceUrl.replace('amer', 'emea');
    const authorization = await teams.identity.bearer(serviceUrl);
    await teams.post(teams.activity(ANA, { text: 'queue', serviceUrl }), { authorization });
    expect(decodeAddress((await reach())?.address ?? '')?.serviceUrl).toBe(serviceUrl);
  });

  test('for whom the app is installed already costs no installation', async () => {
    teams.graph.installed.add(LEE.aadObjectId);
    teams.graph.granted.delete('AppCatalog.Read.All');
    expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
    expect(teams.graph.calls.filter((call) => call.startsWith('POST'))).toEqual([]);
  });

  test('for whom another desk was faster', async () => {
    teams.graph.failNext({ status: 200, body: { value: [lee] } }, { status: 200, body: { value: [] } });
    teams.graph.installed.add(LEE.aadObjectId);
    expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
    expect(teams.graph.calls.filter((call) => call.startsWith('POST'))).toHaveLength(1);
  });

  test('whose chat is not there yet has it opened when there is something to say', async () => {
    teams.graph.chatless.add(LEE.aadObjectId);
    const account = await reach();
    expect(decodeAddress(account?.address ?? '')).not.toHaveProperty('conversation');
    await send(account?.address ?? '');
    expect(posted()).toEqual([[`personal-${LEE.id}`, 'There is a question for you.']]);
  });

  test('is found by an e-mail with a quote in it', async () => {
    const mail = "lee.o'park@state.example";
    teams.graph.users.splice(0, 1, { ...lee, mail });
    expect(await reach(mail)).toMatchObject({ userId: LEE.aadObjectId, email: mail, vouched: 'office' });
    expect(await reach("x' or userType eq 'Member")).toBeUndefined();
  });
});

describe('nobody is installed for', () => {
  test.each<[string, Partial<GraphUser>]>([
    ['a guest', { userType: 'Guest' }],
    ['a guest by their name', { userType: 'Member', userPrincipalName: 'lee_other.example#EXT#@state.example' }],
    ['a closed account', { accountEnabled: false }],
    ['the name that somebody without an e-mail signs in with', { mail: null }],
    ['another e-mail', { mail: 'leo@state.example', userPrincipalName: 'leo@state.example' }],
  ])('%s', async (_, change) => {
    teams.graph.users.splice(0, 1, { ...lee, ...change });
    expect(await reach()).toBeUndefined();
    expect(teams.graph.installed).toEqual(new Set());
    expect(teams.reports).toEqual([]);
  });

  test('a tenant that is not served', async () => {
    await teams.close();
    teams = await openTeams({ proactiveInstall: true, tenants: ['bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee'] });
    teams.graph.users.push(lee);
    expect(await reach()).toBeUndefined();
    expect(teams.graph.calls).toEqual([]);
  });

  test('anybody, unless the office allows it', async () => {
    await teams.close();
    teams = await openTeams();
    expect(teams.port.directory).toBeUndefined();
  });
});

describe('what may not be done', () => {
  test.each(['User.Read.All', 'AppCatalog.Read.All', 'TeamsAppInstallation.ReadWriteSelfForUser.All'] as const)(
    'without %s is told once, with what to grant, and works when it was granted',
    async (permission) => {
      teams.graph.granted.delete(permission);
      expect(await reach()).toBeUndefined();
      expect(await reach('ana@state.example')).toBeUndefined();
      expect(teams.reports).toEqual([expect.stringContaining(permission)]);
      teams.graph.granted.add(permission);
      teams.later(16 * 60_000);
      expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
      // What was granted is in a new token only.
      const logins = teams.identity.login.logins.filter(({ service }) => service === teams.graph.url);
      expect(logins.length).toBeGreaterThan(1);
    },
  );

  test('because a policy forbids it is told, and holds for that person alone', async () => {
    teams.graph.users.push({
      ...lee,
      id: 'aad-ana',
      mail: 'ana@state.example',
      userPrincipalName: 'ana@state.example',
    });
    teams.graph.forbidden.add(LEE.aadObjectId);
    expect(await reach()).toBeUndefined();
    expect(teams.reports).toEqual([expect.stringContaining('policies')]);
    expect(await reach('ana@state.example')).toMatchObject({ userId: 'aad-ana' });
  });

  test('because the package was never uploaded is told once', async () => {
    teams.graph.catalogue.length = 0;
    for (const time of [1, 2]) {
      expect(await reach(), String(time)).toBeUndefined();
      teams.later(16 * 60_000);
    }
    expect(teams.reports).toEqual([expect.stringContaining('teams-package')]);
  });
});

describe('a queue of messages', () => {
  test('does not ask again for the same person', async () => {
    for (const email of [LEE.email, 'nobody@state.example']) {
      await reach(email);
      const calls = teams.graph.calls.length;
      await reach(email);
      expect(teams.graph.calls).toHaveLength(calls);
    }
    teams.later(16 * 60_000);
    const calls = teams.graph.calls.length;
    await reach('nobody@state.example');
    expect(teams.graph.calls).toHaveLength(calls + 1);
  });

  test.each([
    ['is away', 'reset' as const],
    ['does not answer', 'hang' as const],
    ['fails', { status: 500 }],
    ['refuses the token', { status: 401 }],
    ['says something else', { status: 200, body: { value: 'nothing' } }],
  ])('waits while Graph %s', async (_, reply) => {
    teams.graph.failNext(reply);
    await expect(reach()).rejects.toThrow();
    expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
  });

  test.each([429, 503])('leaves Graph alone for as long as it asks with %i', async (status) => {
    teams.graph.failNext({ status, headers: { 'retry-after': '120' } });
    await expect(reach()).rejects.toThrow(String(status));
    await expect(reach('ana@state.example')).rejects.toThrow('left alone');
    expect(teams.graph.calls).toHaveLength(1);
    teams.later(121_000);
    expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
  });

  test('waits while the login is away, which is told once', async () => {
    teams.identity.login.fail('refuses');
    for (const email of [LEE.email, LEE.email]) await expect(reach(email)).rejects.toThrow('login');
    expect(teams.reports).toEqual([expect.stringContaining('no token for Microsoft Graph')]);
    teams.identity.login.fail(undefined);
    expect(await reach()).toMatchObject({ userId: LEE.aadObjectId });
  });
});
