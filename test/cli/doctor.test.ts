import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../../db/engine/folder-lock.ts';
import type { Finding } from '../../src/chat/finding.ts';
import { type Part, runDoctor } from '../../src/cli/doctor.ts';
import { type DoctorOptions, withParts } from '../../src/cli/doctorParts.ts';
import { built } from '../support/built.ts';
import { APP_TOKEN, BOT_TOKEN, openWorkspace, SECRET, type Workspace } from '../support/slack/workspace.ts';
import { type Identity, openIdentity, TENANT } from '../support/teams/identity.ts';
import { APP_ID, APP_SECRET } from '../support/teams/login.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-doctor-'));
beforeAll(() => void built('src/cli/cli.ts'), 240_000); // is compiled, if it was not yet
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Env = Record<string, string | undefined>;
/** Nothing is there: no database, and no chat unless one is given. */
const NOTHING = { DATA_DIR: join(folder, 'none') };

async function examine(env: Env, options: DoctorOptions = {}) {
  const said: string[] = [];
  const withIt = <T>(work: (parts: Part[]) => Promise<T>) => withParts({ ...NOTHING, ...env }, work, options);
  const code = await runDoctor([], { out: (line) => void said.push(line), withParts: withIt });
  return { code, said: said.join('\n') };
}

/** What is said in one part. */
const partOf = (said: string, name: string): string =>
  said
    .split('\n')
    .slice(said.split('\n').indexOf(name) + 1)
    .join('\n')
    .split(/^\S/mu)[0] ?? '';

describe('the command', () => {
  const run = async (parts: Part[], limitMs?: number) => {
    const said: string[] = [];
    const out = (line: string) => void said.push(line);
    const code = await runDoctor([], { out, withParts: (work) => work(parts), ...(limitMs && { limitMs }) });
    return { code, said };
  };
  const saying = (...findings: Finding[]) => [async () => findings];

  it('says how each thing is, and ends well when nothing is wrong', async () => {
    const fine: Finding = { grade: 'ok', says: 'it is there' };
    const odd: Finding = { grade: 'note', says: 'it will soon be full' };
    expect(
      await run([
        { name: 'Cellar', checks: saying(fine, odd) },
        { name: 'Attic', checks: saying() },
      ]),
    ).toEqual({
      code: 0,
      said: [
        'Cellar',
        '  ok             it is there',
        '  worth knowing  it will soon be full',
        '',
        'Nothing is wrong. 1 thing is worth knowing.',
      ],
    });
  });

  it('goes on when one fails or says nothing, without repeating what an error holds', async () => {
    const fails = async (): Promise<Finding[]> => {
      throw Object.assign(new TypeError('what people wrote, and a secret'), { code: 'E_ODD' });
    };
    const hangs = () => new Promise<Finding[]>(() => {});
    const { code, said } = await run(
      [
        { name: 'Cellar', checks: [fails, hangs] },
        { name: 'Attic', checks: saying({ grade: 'ok', says: 'dry' }) },
      ],
      20,
    );
    expect([code, said]).toEqual([
      1,
      [
        'Cellar',
        '  WRONG          this could not be looked at (TypeError, E_ODD)',
        '  WRONG          there was no answer within 0.02 s: look at the network between here and there',
        'Attic',
        '  ok             dry',
        '',
        '2 things to mend.',
      ],
    ]);
  });

  it('says what is wrong with the settings, and repeats none of them', async () => {
    const { code, said } = await examine({ PORT: 'harbour', SLACK_BOT_TOKEN: 'xoxp-secret' });
    expect(code).toBe(1);
    expect(said).toMatch(
      /^Settings\n {2}WRONG {10}PORT is not a port.*\n {2}WRONG {10}SLACK_BOT_TOKEN is not a bot token/u,
    );
    expect(said).not.toMatch(/harbour|secret/u);
  });
});

describe('Slack', () => {
  let slack: Workspace;
  afterEach(() => slack.close());
  const env = (change: Env = {}): Env => ({
    SLACK_BOT_TOKEN: BOT_TOKEN,
    SLACK_APP_TOKEN: APP_TOKEN,
    SLACK_API_URL: slack.apiUrl,
    ...change,
  });
  const open = async () => {
    slack = await openWorkspace([{ email: 'ana@state.example', name: 'Ana Ruiz' }]);
  };

  it('is well: the workspace, the connection, and how messages look; nobody is written to', async () => {
    await open();
    const { code, said } = await examine(env());
    expect([code, partOf(said, 'Slack')]).toEqual([
      0,
      [
        '  ok             the workspace Emulate knows the desk as desk, and lets it do all that it needs to',
        '  ok             Slack lets the desk connect (Socket Mode)',
        '  ok             Slack takes messages as the desk draws them\n\n',
      ].join('\n'),
    ]);
    expect(new Set(slack.calls.map(({ method }) => method))).toEqual(
      new Set(['auth.test', 'apps.connections.open', 'blocks.validate']),
    );
    expect(slack.socket.connections).toBe(0);
    expect(said).not.toMatch(/xoxb-|xapp-/u);
  });

  it('names what the app may not do, and what it may do without need', async () => {
    await open();
    slack.grant(['chat:write', 'channels:history']);
    const { code, said } = await examine(env());
    expect(code).toBe(1);
    expect(said).toMatch(/WRONG {10}the Slack app lacks app_mentions:read, commands, .*install it again/u);
    expect(said).toMatch(/worth knowing {2}in the workspace Emulate the app may do more .*\(channels:history\)/u);
  });

  it('tells which of the two tokens is wrong', async () => {
    await open();
    const wrongApp = await examine(env({ SLACK_APP_TOKEN: 'xapp-of-another' }));
    expect([wrongApp.code, wrongApp.said]).toEqual([
      1,
      expect.stringMatching(
        /ok {13}the workspace Emulate[\s\S]*WRONG {10}Slack says invalid_auth: is SLACK_APP_TOKEN/u,
      ),
    ]);
    const wrongBot = await examine(env({ SLACK_BOT_TOKEN: 'xoxb-of-another' }));
    expect([wrongBot.code, wrongBot.said]).toEqual([
      1,
      expect.stringMatching(/WRONG {10}Slack says invalid_auth: is SLACK_BOT_TOKEN[\s\S]*ok {13}Slack lets the desk/u),
    ]);
    expect(wrongApp.said + wrongBot.said).not.toContain('of-another');
  });

  it('says what Slack does not take of a message, and nothing where it cannot be asked', async () => {
    await open();
    const http = env({ SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: SECRET });
    slack.failNext('blocks.validate', { error: 'invalid_blocks' });
    const odd = await examine(http);
    expect([odd.code, odd.said]).toEqual([
      0,
      expect.stringContaining('worth knowing  Slack does not take messages as the desk draws them (invalid_blocks)'),
    ]);
    slack.failNext('blocks.validate', { error: 'unknown_method' });
    expect(
      partOf((await examine(http)).said, 'Slack')
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });

  it('is away: the rest is looked at all the same', async () => {
    await open();
    slack.failAll('hang');
    const { code, said } = await examine(env(), { callMs: 100 });
    expect(code).toBe(1);
    expect(partOf(said, 'Slack').match(/WRONG/gu)).toHaveLength(2);
    expect(said).toContain('Slack could not be asked');
    expect(partOf(said, 'Database')).toContain('there is none in');
  });
});

describe('Teams', () => {
  let microsoft: Identity;
  let serial = 0;
  afterEach(() => microsoft.close());
  const open = async () => {
    serial += 1;
    microsoft = await openIdentity(`doctor-${process.pid}-${serial}`, () => new Date());
  };
  const look = async (change: Env = {}) => {
    const env = {
      MicrosoftAppId: APP_ID,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: TENANT,
      MicrosoftAppPassword: APP_SECRET,
      ...change,
    };
    const { code, said } = await examine(env, { teamsCloud: microsoft.cloud, callMs: 5_000 });
    expect(said).not.toContain(env.MicrosoftAppPassword);
    return { code, said: partOf(said, 'Teams').trim() };
  };

  it('is well when the login lets the bot in, and its keys can be fetched', async () => {
    await open();
    expect(await look()).toEqual({
      code: 0,
      said: 'ok             the login lets the bot in\n  ok             the keys that Teams signs with can be fetched',
    });
  });

  it('says why the login does not let the bot in, and that keys are away', async () => {
    await open();
    microsoft.failKeys('fail');
    const { code, said } = await look({ MicrosoftAppPassword: 'another secret' });
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(
        /^WRONG .*the client secret is wrong.*\n {2}WRONG .*keys .* cannot be fetched.*127\.0\.0\.1/u,
      ),
    ]);
  });

  it('names the permissions that installing itself lacks', async () => {
    await open();
    microsoft.login.roles = ['User.Read.All', 'AppCatalog.ReadWrite.All'];
    const lacking = await look({ TEAMS_PROACTIVE_INSTALL: '1' });
    expect([lacking.code, lacking.said]).toEqual([
      1,
      expect.stringContaining('lacks TeamsAppInstallation.ReadWriteSelfForUser.All of Microsoft Graph'),
    ]);
    microsoft.login.roles.push('TeamsAppInstallation.ReadWriteSelfForUser.All');
    serial += 1;
    expect(lacking.said).not.toContain('User.Read.All,');
    expect((await look({ TEAMS_PROACTIVE_INSTALL: '1' })).said).toContain(
      'Microsoft Graph lets the bot install itself',
    );
  });
});

describe('the database', () => {
  it('is one that nothing answers for: said without its password, and the chats are looked at', async () => {
    const nobody = createServer();
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve));
    const address = nobody.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await new Promise((resolve) => nobody.close(resolve));
    const { code, said } = await examine({
      DATABASE_URL: `postgres://desk:secret@127.0.0.1:${port}/desk`,
      TRY_IT: '1',
    });
    expect(code).toBe(1);
    expect(said).toContain(`WRONG          No PostgreSQL answers at DATABASE_URL (127.0.0.1:${port})`);
    expect(partOf(said, 'Calendar')).toContain('not looked at, because of the database');
    expect(said).not.toContain('secret');
  });

  it('is open in a desk that runs: that is said, and the rest looked at', async () => {
    const data = join(folder, 'held');
    mkdirSync(join(data, 'pg18'), { recursive: true });
    writeFileSync(join(data, 'pg18', 'PG_VERSION'), '18');
    const release = lockFolder(join(data, 'pg18'));
    const child = spawn(process.execPath, [...built('src/cli/cli.ts'), 'doctor'], {
      env: { ...process.env, DATABASE_URL: '', DATA_DIR: data },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => child.once('close', resolve));
    release();
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/^Database\n {2}worth knowing {2}a desk has the embedded database open.*stop it to have/u),
    ]);
  });
});
