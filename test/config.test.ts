import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.ts';

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
    [{ PORT: '8080' }, { port: 8080 }],
    [{ LOG_LEVEL: 'warn' }, { logLevel: 'warn' }],
    [{ OFFICE_FILE: 'ours/office.yaml' }, { officeFile: 'ours/office.yaml' }],
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
    [{}, { slack: undefined }],
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
