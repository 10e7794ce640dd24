import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { IDENTITY_HEADER } from '../../support/teams/login.ts';
import { ANA, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
afterEach(async () => {
  vi.unstubAllEnvs();
  await teams.close();
});

/** What becomes of a message that has to be sent. */
async function send(): Promise<unknown> {
  const { workspace, address } = teams.account(ANA);
  const message = { blocks: [{ kind: 'text' as const, text: ['a secret'] }] };
  const sending = teams.port.outbound.send({ deliveryId: 'a', workspace, address, message, since: teams.now() });
  return sending.then(
    () => 'sent',
    (error: unknown) => error,
  );
}

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2_048 });
const [own, foreign] = [pair(), pair()];
const pem = (key: typeof own): string => key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

describe('the bot logs in', () => {
  test('with its secret', async () => {
    teams = await openTeams();
    expect(await send()).toBe('sent');
    expect(teams.identity.login.logins).toMatchObject([{ by: 'secret', tenant: TENANT }]);
  });

  test.each([
    ['SHA-1', 20],
    ['SHA-256', 32],
  ])('with a certificate that is named by its %s thumbprint', async (_, bytes) => {
    const thumbprint = randomBytes(bytes).toString('hex');
    teams = await openTeams({ certificate: { thumbprint, privateKey: pem(own) } });
    teams.identity.login.certificates.set(thumbprint, own.publicKey);
    expect(await send()).toBe('sent');
    expect(teams.identity.login.logins).toMatchObject([{ by: 'certificate', tenant: TENANT }]);
  });

  test('not with the key of another certificate', async () => {
    const thumbprint = randomBytes(20).toString('hex');
    teams = await openTeams({ certificate: { thumbprint, privateKey: pem(foreign) } });
    teams.identity.login.certificates.set(thumbprint, own.publicKey);
    expect(await send()).toMatchObject({ outcome: 'unauthorised', message: expect.stringContaining('invalid_client') });
    expect(teams.connector.calls).toEqual([]);
  });

  test.each<[string, Partial<TeamsChatOptions>, string, string]>([
    ['of one tenant', {}, 'login.microsoftonline.com', TENANT],
    ['of no tenant', { appType: 'MultiTenant' }, 'login.microsoftonline.com', 'botframework.com'],
    ['of a government cloud', { channelService: 'https://botframework.azure.us' }, 'login.microsoftonline.us', TENANT],
  ])('a bot %s where it belongs', async (_, change, host, tenant) => {
    teams = await openTeams(change);
    await send();
    expect(teams.identity.login.logins).toMatchObject([{ host, tenant }]);
  });
});

/** One test, since the library looks but once in a process where its machine is. */
test('a managed identity asks its machine, without any secret; while that fails the operator is told how', async () => {
  teams = await openTeams({ appType: 'UserAssignedMSI', callTimeoutMs: 10_000 });
  vi.stubEnv('IDENTITY_ENDPOINT', teams.identity.machine);
  vi.stubEnv('IDENTITY_HEADER', IDENTITY_HEADER);
  for (const [way, outcome, words] of [
    ['refuses', 'unauthorised', 'the login refuses the bot (invalid_client'],
    ['fails', 'retry', 'the login cannot be reached'],
    ['is away', 'retry', 'the login cannot be reached (network_error)'],
  ] as const) {
    teams.identity.login.fail(way);
    expect(await send()).toMatchObject({ outcome, message: expect.stringContaining(words) });
  }
  expect([teams.identity.login.logins, teams.connector.calls]).toEqual([[], []]);
  teams.identity.login.fail(undefined);
  expect(await send()).toBe('sent');
  expect(teams.identity.login.logins).toMatchObject([{ by: 'managed identity' }]);
  expect(teams.connector.calls.every(({ authorised }) => authorised)).toBe(true);
});
