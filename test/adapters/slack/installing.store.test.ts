import { ClearStateStore } from '@slack/oauth';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { rows } from '../../../db/engine/client.ts';
import { useDatabase } from '../../support/database.ts';
import { OFFICE, openTwo, TRANSPORT } from '../../support/slack/open-several.ts';
import { CLIENT } from '../../support/slack/several.ts';

const data = useDatabase();
let stand: Awaited<ReturnType<typeof openTwo>>;
beforeEach(async () => {
  stand = await openTwo(data.database, { transport: [], office: [] });
});
afterEach(() => stand.close());

const kept = async () => (await stand.installations.all()).map(({ workspace }) => workspace);
/** All that is in the database, as text. */
async function everything(): Promise<string> {
  const tables = await rows<{ name: string }>(
    data.database.db,
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const found = [];
  for (const { name } of tables)
    found.push(...(await rows<{ row: string }>(data.database.db, sql.raw(`select t::text as row from ${name} t`))));
  return found.map(({ row }) => row).join('\n');
}

describe('the page to begin at', () => {
  test('leads to Slack, for what the app may do, and is bound to the browser', async () => {
    const browser = stand.desk().browser();
    const address = await browser.begin();
    expect(address.origin + address.pathname).toBe(`${new URL(stand.slack.apiUrl).origin}/oauth/v2/authorize`);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: CLIENT.clientId,
      scope: expect.stringContaining('chat:write,commands,'),
      state: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/u),
    });
    const { headers, status } = await browser.get('/slack/install');
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toMatch(
      /^__Host-liaison-desk-install=[\w.-]+; Secure; HttpOnly; Path=\/; Max-Age=600; SameSite=Lax$/u,
    );
  });

  test('brings nothing from elsewhere, and is for nobody’s frame or cache', async () => {
    const { text, headers } = await stand.desk().browser().get('/slack/install');
    expect(text).not.toMatch(/<script|\bsrc=|<link|url\(|@import|\bon\w+=/iu);
    expect(text.match(/https?:/gu)).toHaveLength(1);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/u);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each(['POST', 'HEAD', 'PUT'])('is not there for %s, nor is the way back', async (method) => {
    const { handle } = stand.desk();
    for (const path of ['/slack/install', '/slack/oauth_redirect'])
      expect((await handle(new Request(`https://desk.example${path}`, { method }))).status).toBe(405);
    expect((await handle(new Request('https://desk.example/slack/installed'))).status).toBe(404);
  });
});

describe('an installation', () => {
  test('is kept, said to the installer and to the operator, and checked at once', async () => {
    const { browser, told, reports } = stand.desk();
    const installing = browser();
    const { status, text } = await installing.install(stand.slack.permit(stand.transport));
    expect(status).toBe(200);
    expect(text).toContain('<h1>Liaison Desk is installed in Transport &amp; Roads &lt;T&gt;</h1>');
    expect(text).toContain(`/app_redirect?app=A0DESK&amp;team=${TRANSPORT.team.id}`);
    expect(await stand.installations.read(TRANSPORT.team.id)).toMatchObject({ name: TRANSPORT.team.name });
    expect(told).toEqual([{ team: TRANSPORT.team.name, bot: 'desk' }]);
    expect(reports).toEqual([]);
    expect(installing.cookie(), 'is used once').toBeUndefined();
  });

  test('leaves no token that could be read in the database', async () => {
    const { browser } = stand.desk();
    for (const workspace of [stand.transport, stand.office]) await browser().install(stand.slack.permit(workspace));
    const dump = await everything();
    expect(dump).toContain(OFFICE.team.name);
    expect(stand.slack.tokens()).toHaveLength(2);
    for (const token of stand.slack.tokens())
      for (const code of ['utf8', 'base64', 'base64url', 'hex'] as const) {
        expect(dump).not.toContain(Buffer.from(token).toString(code).replace(/=+$/u, ''));
        expect(dump).not.toContain(Buffer.from(token.slice(-12)).toString(code).replace(/=+$/u, ''));
      }
  });

  test('that is done again replaces the one before', async () => {
    const { browser } = stand.desk();
    for (const name of ['Old name', 'New name'])
      await browser().install(stand.slack.permit(stand.office, { team: { id: OFFICE.team.id, name } }));
    expect(await stand.installations.all()).toMatchObject([{ workspace: OFFICE.team.id, name: 'New name' }]);
  });
});

describe('nothing is installed', () => {
  const state = (minutesAgo: number, secret = 'what the state is signed with') =>
    new ClearStateStore(secret).generateStateParam({ scopes: [] }, new Date(Date.now() - minutesAgo * 60_000));

  test.each<[string, number, string, (good: string) => Record<string, string> | Promise<Record<string, string>>]>([
    ['the installer said no', 403, 'did not allow it', (good) => ({ error: 'access_denied', state: good })],
    ['another word of Slack', 400, 'Slack says invalid_scope', (good) => ({ error: 'invalid_scope', state: good })],
    [
      'an app that is for one workspace alone',
      400,
      'activate its distribution',
      (good) => ({ error: 'invalid_team_for_non_distributed_app', state: good }),
    ],
    ['something odd for an error', 400, 'in the same browser', () => ({ error: '<script>alert(1)</script>' })],
    ['no state', 400, 'in the same browser', () => ({})],
    ['an empty state', 400, 'in the same browser', () => ({ state: '' })],
    ['a state that was changed', 400, 'in the same browser', (good) => ({ state: `${good}x` })],
    ['a state of another browser', 400, 'in the same browser', () => otherState()],
    ['a state that anybody can write', 400, 'in the same browser', async () => ({ state: await state(0, 'guessed') })],
  ])('%s', async (_, status, words, query) => {
    const { browser } = stand.desk();
    const installing = browser();
    const good = (await installing.begin()).searchParams.get('state') ?? '';
    const code = stand.slack.permit(stand.transport);
    const asked = await query(good);
    const page = await installing.back({ ...(asked.error === undefined && { code }), ...asked });
    expect(page.status).toBe(status);
    expect(page.text).toContain(words);
    expect(page.text).not.toContain('<script');
    expect(await kept()).toEqual([]);
    expect(stand.slack.calls, 'Slack is not asked').toEqual([]);
  });

  const otherState = async () => ({
    state: (await stand.desk().browser().begin()).searchParams.get('state') ?? '',
  });

  test.each<[string, number, string | undefined]>([
    ['is more than ten minutes old', 11, undefined],
    ['is of another secret, in the cookie too', 0, 'guessed'],
  ])('the state %s', async (_, minutesAgo, secret) => {
    const old = await state(minutesAgo, secret);
    const page = await stand
      .desk()
      .handle(
        new Request(
          `https://desk.example/slack/oauth_redirect?${new URLSearchParams({ code: stand.slack.permit(stand.office), state: old })}`,
          { headers: { cookie: `__Host-liaison-desk-install=${old}` } },
        ),
      );
    expect(page.status).toBe(400);
    expect(await page.text()).toContain('in the same browser');
    expect(await kept()).toEqual([]);
  });

  test('the cookie was lost', async () => {
    const installing = stand.desk().browser();
    const good = (await installing.begin()).searchParams.get('state') ?? '';
    installing.forget();
    expect(await installing.back({ code: stand.slack.permit(stand.office), state: good })).toMatchObject({
      status: 400,
      text: expect.stringContaining('with cookies allowed'),
    });
    expect(await kept()).toEqual([]);
  });

  test('the permission was used before, and what it brought stays', async () => {
    const { browser } = stand.desk();
    const code = stand.slack.permit(stand.office);
    expect((await browser().install(code)).status).toBe(200);
    expect(await browser().install(code)).toMatchObject({ status: 400, text: expect.stringContaining('used before') });
    expect(await kept()).toEqual([OFFICE.team.id]);
  });

  test.each([
    ['oauth.v2.access', { status: 503 }],
    ['oauth.v2.access', { status: 429, retryAfter: '30' }],
    ['oauth.v2.access', { before: 'reset' }],
    ['oauth.v2.access', 'html'],
    ['oauth.v2.access', { error: 'fatal_error' }],
    ['auth.test', { status: 503 }],
  ] as const)('%s fails with %o', async (method, failure) => {
    const { browser, reports } = stand.desk();
    stand.slack.failNext(method, failure);
    const { status, text } = await browser().install(stand.slack.permit(stand.office));
    expect(status).toBe(503);
    expect(text).toContain('Please try again in a few minutes');
    expect(reports).toEqual([expect.stringContaining('could not be ended')]);
    expect(await kept()).toEqual([]);
    expect((await browser().install(stand.slack.permit(stand.office))).status).toBe(200);
  });

  test.each([{ clientSecret: 'that of another app' }, { clientId: '9.9' }])(
    'the settings are wrong: %o',
    async (wrong) => {
      const { browser, reports } = stand.desk(wrong);
      const { status, text } = await browser().install(stand.slack.permit(stand.office));
      expect(status).toBe(500);
      expect(text).toContain('the operator finds in its log why');
      expect(reports).toEqual([expect.stringContaining('are SLACK_CLIENT_ID and SLACK_CLIENT_SECRET those')]);
      expect(text + reports.join()).not.toContain('that of another app');
    },
  );

  test('the database is away', async () => {
    const { browser, reports } = stand.desk();
    await data.database.db.execute(sql.raw('alter table installations rename to elsewhere'));
    try {
      const { status, text } = await browser().install(stand.slack.permit(stand.office));
      expect(status).toBe(503);
      expect(text).toContain('own database');
      expect(reports).toHaveLength(1);
    } finally {
      await data.database.db.execute(sql.raw('alter table elsewhere rename to installations'));
    }
    expect((await browser().install(stand.slack.permit(stand.office))).status).toBe(200);
  });
});

describe('what is not wanted is refused, and its token given back', () => {
  const org = { team: null, enterprise: { id: 'E0STATE', name: 'The state' }, is_enterprise_install: true };
  test.each<[string, object, object, number, RegExp]>([
    [
      'a workspace that is not named',
      { allowedTeams: [OFFICE.team.id] },
      {},
      403,
      /does not serve Transport &amp; Roads/u,
    ],
    ['no workspace named', { allowedTeams: [] }, {}, 403, /does not serve/u],
    ['a whole organisation', {}, org, 403, /does not serve all of The state/u],
    [
      'one that names a workspace and no organisation',
      {},
      { is_enterprise_install: true },
      403,
      /does not serve all of/u,
    ],
  ])('%s', async (_, settings, change, status, words) => {
    const { browser, reports } = stand.desk(settings);
    const page = await browser().install(stand.slack.permit(stand.transport, change as Record<string, unknown>));
    expect(page.status).toBe(status);
    expect(page.text).toMatch(words);
    expect(await kept()).toEqual([]);
    expect(stand.slack.tokens().map(stand.slack.isOpen)).toEqual([false]);
    expect(reports).toEqual([expect.stringContaining('its token was given back')]);
    expect(await everything()).not.toContain('xox');
  });

  test('the operator is told of a token that could not be given back', async () => {
    const { browser, reports } = stand.desk({ allowedTeams: [] });
    stand.slack.failNext('auth.revoke', { status: 503 });
    expect((await browser().install(stand.slack.permit(stand.transport))).status).toBe(403);
    expect(reports).toEqual([expect.stringContaining('could not be given back')]);
  });

  test('what has no bot is no installation', async () => {
    const page = await stand
      .desk()
      .browser()
      .install(stand.slack.permit(stand.office, { bot_user_id: undefined }));
    expect(page.status).toBe(400);
    expect(await kept()).toEqual([]);
  });
});
