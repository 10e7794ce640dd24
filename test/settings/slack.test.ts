import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/settings/settings.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const several = {
  SLACK_CLIENT_ID: '1234.5678',
  SLACK_CLIENT_SECRET: 'hunter2hunter2hunter2',
  SLACK_SIGNING_SECRET: '0123456789abcdef',
  SLACK_STATE_SECRET: 'hunter2hunter2hunter2hunter2hunter2',
  SLACK_TOKEN_KEY: key,
  SLACK_ALLOWED_TEAMS: ' T0TRANSP1,T0OFFICE2=office, ',
};

describe('Slack in several workspaces', () => {
  test('needs all of its settings, and then the try-it page is off', () => {
    expect(readConfig(several)).toMatchObject({
      slack: {
        oauth: {
          clientId: '1234.5678',
          clientSecret: several.SLACK_CLIENT_SECRET,
          stateSecret: several.SLACK_STATE_SECRET,
          tokenKeys: [Buffer.alloc(32, 7)],
          allowedTeams: ['T0TRANSP1', 'T0OFFICE2'],
        },
        reach: { kind: 'http', signingSecret: several.SLACK_SIGNING_SECRET },
        apiUrl: undefined,
      },
      tryIt: false,
    });
    const gov = readConfig({ ...several, SLACK_API_URL: 'https://slack-gov.com/api/' });
    expect(gov.slack?.apiUrl).toBe('https://slack-gov.com/api/');
  });

  test('may have two keys for tokens, while the one is changed for the other', () => {
    const next = Buffer.alloc(32, 8);
    const { slack } = readConfig({ ...several, SLACK_TOKEN_KEY: ` ${next.toString('base64')} , ${key} ` });
    expect(slack).toMatchObject({ oauth: { tokenKeys: [next, Buffer.alloc(32, 7)] } });
  });

  test.each(Object.keys(several))('without %s is refused, and it is said what that is', (name) => {
    const words = new RegExp(`a problem:\n- ${name} is missing, to be installed in several Slack workspaces: \\w`, 'u');
    expect(() => readConfig({ ...several, [name]: ' ' })).toThrow(words);
  });

  test.each(Object.keys(several).filter((name) => name !== 'SLACK_SIGNING_SECRET'))(
    'with %s alone is refused, and everything that is missing is named at once',
    (name) => {
      const value = several[name as keyof typeof several];
      expect(() => readConfig({ [name]: value })).toThrow(/^The configuration has 5 problems:\n/u);
    },
  );

  test.each([
    [{ SLACK_BOT_TOKEN: 'xoxb-hunter2' }, /SLACK_BOT_TOKEN is for one workspace; .*: keep one of the two/u],
    [
      { SLACK_APP_TOKEN: 'xapp-hunter2' },
      /SLACK_APP_TOKEN \(Socket Mode\) is for one workspace.*SLACK_SIGNING_SECRET/u,
    ],
    [{ SLACK_CLIENT_ID: 'A0DESK' }, /SLACK_CLIENT_ID is not a client id/u],
    [{ SLACK_CLIENT_SECRET: 'hunter2' }, /SLACK_CLIENT_SECRET is too short/u],
    [{ SLACK_STATE_SECRET: 'hunter2' }, /SLACK_STATE_SECRET is too short, so .*openssl rand -base64 32/u],
    [{ SLACK_TOKEN_KEY: `${Buffer.alloc(32).toString('base64')},hunter2` }, /SLACK_TOKEN_KEY is not 32 bytes/u],
    [{ SLACK_TOKEN_KEY: 'hunter2' }, /SLACK_TOKEN_KEY is not 32 bytes in base64; make one with: openssl/u],
    [{ SLACK_TOKEN_KEY: Buffer.alloc(31).toString('base64') }, /SLACK_TOKEN_KEY is not 32 bytes/u],
    [{ SLACK_TOKEN_KEY: Buffer.alloc(33).toString('base64') }, /SLACK_TOKEN_KEY is not 32 bytes/u],
    [{ SLACK_TOKEN_KEY: Buffer.alloc(32).toString('hex') }, /SLACK_TOKEN_KEY is not 32 bytes/u],
    [{ SLACK_ALLOWED_TEAMS: 'transport' }, /SLACK_ALLOWED_TEAMS.* is not a list of ids of workspaces/u],
    [{ SLACK_ALLOWED_TEAMS: 'T0TRANSP1, X0STATE' }, /SLACK_ALLOWED_TEAMS.* is not a list of ids of workspaces/u],
    [{ SLACK_ALLOWED_TEAMS: '*' }, /SLACK_ALLOWED_TEAMS.* is not a list of ids of workspaces/u],
  ])('%o is refused, and no secret is repeated', (change, words) => {
    const read = () => readConfig({ ...several, ...change });
    expect(read).toThrow(words);
    expect(read).not.toThrow(/hunter2/u);
    expect(read).not.toThrow(new RegExp(key.replaceAll('+', '\\+'), 'u'));
  });
});
