import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/settings/settings.ts';

const tenant = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const other = 'aaaaaaaa-bbbb-cccc-dddd-ffffffffffff';
const teams = {
  MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppTenantId: tenant,
  MicrosoftAppPassword: 'hunter2',
};

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const pem = rsa.export({ type: 'pkcs8', format: 'pem' }).toString();
const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(folder, { recursive: true }));
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
const thumbprint = 'A1'.repeat(20);
const certified = { ...teams, MicrosoftAppPassword: '', CertificateThumbprint: thumbprint, CertificatePrivateKey: pem };

describe('the configuration', () => {
  test('nothing set is enough to try it', () => {
    expect(readConfig({})).toMatchObject({
      database: { kind: 'pglite', folder: './data' },
      host: '127.0.0.1',
      port: 3000,
      logLevel: 'info',
      tryIt: true,
    });
  });

  test('empty is not set', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: ' ', TRY_IT: '', DATA_DIR: '' })).toEqual(readConfig({}));
  });

  test.each([
    [
      { DATABASE_URL: 'postgres://desk:secret@db:5432/desk' },
      { database: { kind: 'postgres', url: 'postgres://desk:secret@db:5432/desk' } },
    ],
    [{ DATA_DIR: '/var/desk' }, { database: { kind: 'pglite', folder: '/var/desk' } }],
    [{ HOST: '0.0.0.0' }, { host: '0.0.0.0', tryIt: false }],
    [{ HOST: '0.0.0.0', TRY_IT: '1' }, { tryIt: true }],
    [{ TRY_IT: '0' }, { tryIt: false }],
    [{ CHARTS: 'native' }, { charts: 'native' }],
    [{ CHARTS: 'pictures' }, { charts: 'pictures' }],
    [{ CHARTS: '' }, { charts: undefined }],
    [{ PORT: '8080' }, { port: 8080 }],
    [{ LOG_LEVEL: 'warn' }, { logLevel: 'warn' }],
    [{ OFFICE_FILE: 'ours/office.yaml' }, { officeFile: 'ours/office.yaml' }],
    [
      {
        ...{ PAGE_URL: 'https://desk.state.example/', SIGN_IN_ISSUER: ' https://login.state.example/tenant ' },
        ...{ SIGN_IN_CLIENT_ID: 'desk', SIGN_IN_CLIENT_SECRET: 'hunter2' },
      },
      {
        pageUrl: 'https://desk.state.example',
        provider: { issuer: 'https://login.state.example/tenant', clientId: 'desk', clientSecret: 'hunter2' },
      },
    ],
    [{ RECORD_SIGNING_KEY: `${'A'.repeat(43)}=` }, { recordSigningKey: `${'A'.repeat(43)}=` }],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef' },
      {
        slack: { botToken: 'xoxb-1', reach: { kind: 'http', signingSecret: '0123456789abcdef' }, apiUrl: undefined },
        tryIt: false,
      },
    ],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'https://slack-gov.com/api/' },
      { slack: { reach: { kind: 'socket', appToken: 'xapp-1' }, apiUrl: 'https://slack-gov.com/api/' } },
    ],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', TRY_IT: '1' }, { tryIt: true }],
    [{}, { slack: undefined, teams: undefined }],
    [
      teams,
      {
        teams: { appId: teams.MicrosoftAppId, appType: 'SingleTenant', tenants: [tenant], unauthenticated: false },
        tryIt: false,
      },
    ],
    [{ ...teams, TEAMS_ALLOWED_TENANTS: ` ${other}, ${tenant},` }, { teams: { tenants: [other, tenant] } }],
    [
      { ...teams, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' },
      { teams: { appType: 'UserAssignedMSI' } },
    ],
    [
      { ...teams, ChannelService: 'https://botframework.azure.us' },
      { teams: { channelService: 'https://botframework.azure.us' } },
    ],
    [
      { ...teams, ChannelService: 'https://botframework.azure.us', TEAMS_ENVIRONMENT: 'DoD' },
      { teams: { environment: 'DoD' } },
    ],
    [{ ...teams, TEAMS_ENVIRONMENT: 'GCC' }, { teams: { environment: 'GCC' } }],
    [teams, { teams: { proactiveInstall: false } }],
    [{ ...teams, TEAMS_PROACTIVE_INSTALL: '1' }, { teams: { proactiveInstall: true } }],
    [
      {
        ...teams,
        TEAMS_PROACTIVE_INSTALL: '1',
        MicrosoftAppType: 'MultiTenant',
        TEAMS_ALLOWED_TENANTS: `${other}=office`,
      },
      { teams: { proactiveInstall: true } },
    ],
    [{ TEAMS_ALLOW_UNAUTHENTICATED: '1' }, { teams: { appId: '', unauthenticated: true } }],
    [{ TEAMS_ALLOW_UNAUTHENTICATED: '0', TEAMS_PROACTIVE_INSTALL: '0' }, { teams: undefined }],
  ])('%o', (env, expected) => {
    expect(readConfig(env)).toMatchObject(expected);
  });

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-1' }, /is not enough: set SLACK_SIGNING_SECRET .* or SLACK_APP_TOKEN/u],
    [{ SLACK_SIGNING_SECRET: '0123456789abcdef' }, /SLACK_BOT_TOKEN is missing/u],
    [{ SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is missing/u],
    [{ SLACK_API_URL: 'https://slack-gov.com/api/' }, /SLACK_BOT_TOKEN is missing/u],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '0123456789abcdef', SLACK_APP_TOKEN: 'xapp-1' },
      /are both set: keep the first if/u,
    ],
    [{ SLACK_BOT_TOKEN: 'xoxp-secret', SLACK_APP_TOKEN: 'xapp-1' }, /SLACK_BOT_TOKEN is not a bot token/u],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: '' }, /is not enough/u],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'hunter2' }, /SLACK_SIGNING_SECRET is too short/u],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xoxb-1' }, /SLACK_APP_TOKEN is not an app-level token/u],
    [{ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'slack.com' }, /SLACK_API_URL is not an/u],
    [
      { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', SLACK_API_URL: 'http://slack.example/api/' },
      /SLACK_API_URL is not https/u,
    ],
  ])('half of what Slack needs is refused: %o', (env, words) => {
    expect(() => readConfig(env)).toThrow(words);
    expect(() => readConfig(env)).not.toThrow(/hunter2|xoxp-secret/u);
  });

  test.each([
    [{ MicrosoftAppId: '' }, /MicrosoftAppId is missing, though/u],
    [{ MicrosoftAppId: 'desk' }, /MicrosoftAppId is not an app id/u],
    [{ MicrosoftAppType: '' }, /MicrosoftAppType is missing/u],
    [{ MicrosoftAppType: 'Other' }, /MicrosoftAppType is not one of/u],
    [{ MicrosoftAppTenantId: '' }, /MicrosoftAppTenantId is missing/u],
    [{ MicrosoftAppTenantId: '', MicrosoftAppPassword: '' }, /2 problems/u],
    [{ MicrosoftAppPassword: '' }, /MicrosoftAppPassword is missing/u],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, /a managed identity has none/u],
    [{ TEAMS_ALLOWED_TENANTS: 'contoso.example' }, /TEAMS_ALLOWED_TENANTS.* is not a list of tenant ids/u],
    [{ TEAMS_PROACTIVE_INSTALL: 'yes' }, /TEAMS_PROACTIVE_INSTALL is neither/u],
    [{ MicrosoftAppId: '', TEAMS_PROACTIVE_INSTALL: '1' }, /MicrosoftAppId is missing, though/u],
    [{ MicrosoftAppId: '', TEAMS_PROACTIVE_INSTALL: '1', TEAMS_ALLOW_UNAUTHENTICATED: '1' }, /needs a real bot/u],
    [{ TEAMS_PROACTIVE_INSTALL: '1', TEAMS_ALLOWED_TENANTS: other }, /people of MicrosoftAppTenantId only/u],
    [{ ChannelService: 'https://evil.example' }, /ChannelService is not https/u],
    [{ TEAMS_ENVIRONMENT: 'DOD' }, /TEAMS_ENVIRONMENT is neither GCC nor DoD/u],
    [{ TEAMS_ENVIRONMENT: 'DoD' }, /DoD needs ChannelService/u],
    [{ TEAMS_ENVIRONMENT: 'GCC', ChannelService: 'https://botframework.azure.us' }, /do not agree/u],
    [{ TEAMS_ALLOW_UNAUTHENTICATED: '1' }, /which has no MicrosoftAppId/u],
    [{ MicrosoftAppId: '', TEAMS_ALLOW_UNAUTHENTICATED: '1', HOST: '0.0.0.0' }, /on a loopback HOST only/u],
    [{ TEAMS_ALLOW_UNAUTHENTICATED: 'yes' }, /TEAMS_ALLOW_UNAUTHENTICATED is neither/u],
  ])('half of what Teams needs is refused: %o', (change, words) => {
    const read = () => readConfig({ ...teams, ...change });
    expect(read).toThrow(words);
    expect(read).not.toThrow(/hunter2/u);
  });

  test.each([
    ['as it is', { CertificatePrivateKey: pem }],
    ['in one line', { CertificatePrivateKey: pem.replaceAll('\n', '\\n') }],
    ['in a file', { CertificatePrivateKey: file('key.pem', pem) }],
    ['in a file with the certificate', { CertificatePrivateKey: file('both.pem', `Bag Attributes\n${pem}`) }],
    ['of the older form', { CertificatePrivateKey: rsa.export({ type: 'pkcs1', format: 'pem' }).toString() }],
    ['beside a thumbprint as Windows shows it', { CertificateThumbprint: 'a1:'.repeat(19).concat('a1') }],
  ])('a certificate’s key may be given %s', (_, change) => {
    const { certificate } = readConfig({ ...certified, ...change }).teams ?? {};
    expect({ ...certificate, thumbprint: certificate?.thumbprint.toUpperCase() }).toEqual({
      thumbprint,
      privateKey: pem,
    });
  });

  test.each([
    [{ MicrosoftAppPassword: 'hunter2' }, /MicrosoftAppPassword and a certificate are both set/u],
    [{ CertificateThumbprint: '' }, /CertificateThumbprint is missing/u],
    [{ CertificatePrivateKey: '' }, /CertificatePrivateKey is missing/u],
    [{ CertificateThumbprint: 'A1B2' }, /CertificateThumbprint is not a thumbprint/u],
    [{ CertificatePrivateKey: join(folder, 'nowhere.pem') }, /CertificatePrivateKey is neither a key .* nor a file/u],
    [{ CertificatePrivateKey: '/dev/zero' }, /CertificatePrivateKey is neither a key .* nor a file/u],
    [{ CertificatePrivateKey: file('hunter2.pem', 'hunter2') }, /CertificatePrivateKey has no private key/u],
    [
      {
        CertificatePrivateKey: rsa
          .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
          .toString(),
      },
      /protected by a passphrase/u,
    ],
    [
      {
        CertificatePrivateKey: generateKeyPairSync('ed25519')
          .privateKey.export({ type: 'pkcs8', format: 'pem' })
          .toString(),
      },
      /is no RSA key/u,
    ],
    [{ MicrosoftAppType: 'UserAssignedMSI' }, /2 problems.*a managed identity has none/su],
    [{ MicrosoftAppId: '' }, /MicrosoftAppId is missing, though/u],
  ])('half a certificate is refused, and no key is shown: %o', (change, words) => {
    const read = () => readConfig({ ...certified, ...change });
    expect(read).toThrow(words);
    expect(read).not.toThrow(/hunter2|BEGIN PRIVATE KEY-----\n/u);
  });

  test.each([
    [{ SIGN_IN_ISSUER: 'login.state.example' }, /SIGN_IN_ISSUER is not an address/u],
    [{ SIGN_IN_ISSUER: 'http://login.state.example' }, /SIGN_IN_ISSUER is not https/u],
    [{ SIGN_IN_ISSUER: '' }, /SIGN_IN_ISSUER is missing, though/u],
    [{ SIGN_IN_CLIENT_ID: '' }, /SIGN_IN_CLIENT_ID is missing, though/u],
    [{ SIGN_IN_CLIENT_SECRET: '' }, /SIGN_IN_CLIENT_SECRET is missing, though/u],
    [{ PAGE_URL: '' }, /PAGE_URL is missing, though SIGN_IN_ISSUER is set/u],
  ])('half a way of signing in is refused, and no secret is shown: %o', (change, words) => {
    const whole = {
      ...{ PAGE_URL: 'https://desk.state.example', SIGN_IN_ISSUER: 'https://login.state.example' },
      ...{ SIGN_IN_CLIENT_ID: 'desk', SIGN_IN_CLIENT_SECRET: 'hunter2' },
    };
    const read = () => readConfig({ ...whole, ...change });
    expect(read).toThrow(words);
    expect(read).not.toThrow(/hunter2/u);
  });

  test('what is wrong with both chats is told at once', () => {
    const read = () => readConfig({ SLACK_SIGNING_SECRET: '0123456789abcdef', MicrosoftAppPassword: 'hunter2' });
    expect(read).toThrow(/2 problems.*SLACK_BOT_TOKEN is missing.*MicrosoftAppId is missing/su);
  });

  test('all problems are told at once, and no secret with them', () => {
    const read = () =>
      readConfig({ DATABASE_URL: 'mysql://desk:hunter2@db', PORT: '70000', LOG_LEVEL: 'loud', TRY_IT: 'yes' });
    expect(read).toThrow(/4 problems/u);
    expect(read).toThrow(/DATABASE_URL is not a PostgreSQL address; write it as postgres:/u);
    expect(read).toThrow(/PORT is above 65535/u);
    expect(read).toThrow(/LOG_LEVEL is not one of/u);
    expect(read).toThrow(/TRY_IT is neither 1/u);
    expect(read).not.toThrow(/hunter2/u);
  });
});
