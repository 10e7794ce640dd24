import { afterEach, describe, expect, test } from 'vitest';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Home } from '../../../src/chat/vouching.ts';
import { deskSide } from '../../support/desk-side.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { APP_ID } from '../../support/teams/login.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

const AGENCY = 'bbbbbbbb-bbbb-cccc-dddd-eeeeeeeeeeee';
const QUIET = 'cccccccc-bbbb-cccc-dddd-eeeeeeeeeeee';
const homes = new Map<string, Home>([
  [TENANT.toUpperCase(), 'office'],
  [AGENCY, ['roads.example']],
  [QUIET, []],
]);
const tenants = [QUIET, AGENCY, TENANT];

let teams: TeamsStand;
let heard: Inbound[];
async function open(change: Parameters<typeof openTeams>[0] = { homes }) {
  teams = await openTeams({ tenants, ...change });
  heard = [];
  await teams.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return { kind: 'done' };
    }),
  );
}
afterEach(() => teams.close());

/** Somebody writes who is in this tenant, as its roster describes them. */
async function write(tenant: string, described: Record<string, string>, named = tenant) {
  teams.connector.people.set(ANA.id, { ...ANA, email: '', tenantId: tenant, ...described });
  const conversation = { id: `personal-${ANA.id}`, conversationType: 'personal', tenantId: tenant };
  const activity = teams.activity(ANA, { text: 'hello', conversation, channelData: { tenant: { id: named } } });
  expect((await teams.post(activity)).status).toBe(200);
  return heard.at(-1)?.from;
}

const liaison = { email: 'Lee@State.example' };
const driver = { email: 'kim@roads.example' };
const login = { userPrincipalName: 'lee@state.example' };

test.each([
  ['the office’s tenant', TENANT, liaison, { vouched: 'office', email: 'lee@state.example' }],
  ['the office’s tenant', TENANT.toUpperCase(), driver, { vouched: 'office', email: 'kim@roads.example' }],
  ['the office’s tenant', TENANT, login, { vouched: 'office' }],
  ['the office’s tenant', TENANT, {}, { vouched: 'office' }],
  ['an agency’s tenant', AGENCY, driver, { vouched: 'agency', email: 'kim@roads.example' }],
  ['an agency’s tenant', AGENCY, liaison, { vouched: 'no' }],
  ['an agency’s tenant', AGENCY, { userPrincipalName: 'kim@roads.example' }, { vouched: 'no' }],
  ['an agency’s tenant', AGENCY, {}, { vouched: 'no' }],
  ['a tenant without domains', QUIET, liaison, { vouched: 'no' }],
  ['a tenant without domains', QUIET, driver, { vouched: 'no' }],
] as const)('%s (%s) says %o: %o', async (_, tenant, described, word) => {
  await open();
  const { vouched, email } = (await write(tenant, described)) ?? {};
  expect({ vouched, ...(email !== undefined && { email }) }).toEqual(word);
});

test.each([
  ['guest', { ...liaison, userRole: 'guest' }],
  ['guest by name', { ...liaison, userPrincipalName: 'lee_state.example#EXT#@roads.example' }],
  ['somebody of another tenant', { ...liaison, tenantId: AGENCY }],
])('a %s in the office’s own tenant is not heard', async (_, described) => {
  await open();
  await write(TENANT, described);
  expect(heard).toEqual([]);
});

test('whose tenant is not told, between two that are named, is vouched for by neither', async () => {
  await open();
  expect(await write(TENANT, { ...liaison, tenantId: '' }, AGENCY)).toMatchObject({ vouched: 'no' });
  expect(heard.at(-1)?.from).not.toHaveProperty('email');
});

test('without a word about tenants the bot’s own is the office’s, and no other vouches', async () => {
  await open({});
  expect(await write(TENANT, liaison)).toMatchObject({ vouched: 'office' });
  teams.later(3_600_001);
  expect(await write(AGENCY, driver)).toMatchObject({ vouched: 'no' });
});

describe('installing the app for somebody', () => {
  const kim = {
    id: 'aad-kim',
    displayName: 'Kim Moss',
    mail: driver.email,
    userPrincipalName: driver.email,
    chat: 'personal-29:kim',
  };
  const lee = { ...kim, id: LEE.aadObjectId, displayName: LEE.name, mail: LEE.email, userPrincipalName: LEE.email };

  test('asks only tenants that vouch for the e-mail', async () => {
    const quiet = new Map<string, Home>([[TENANT, ['roads.example']]]);
    await open({ proactiveInstall: true, homes: quiet });
    teams.graph.users.push(kim, lee);
    teams.graph.catalogue.push({ externalId: APP_ID, id: 'app' });
    expect(await teams.port.directory?.reach(LEE.email)).toBeUndefined();
    expect(teams.graph.calls).toEqual([]);
    expect(await teams.port.directory?.reach(driver.email)).toMatchObject({ vouched: 'agency', email: driver.email });
  });
});
