import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { scopes } from '../../../adapters/slack/install/scopes.ts';
import { type Failure, fail, readAll, readBody, send } from './wire.ts';
import { BOT, type Workspace } from './workspace.ts';

export const CLIENT = { clientId: '1234.5678', clientSecret: 'the client secret of the app' };

type Raw = Record<string, unknown>;
/** Of an organisation these are asked for a workspace at a time. */
const LISTS = new Set(['users.list', 'conversations.list']);

/** `whole`: of an organisation, in which one workspace has its people and the others are listed. */
type Token = { workspace: Workspace; revoked: boolean; whole: boolean; expired?: true };

/**
 * Slack as an app sees it that several workspaces may install: one address, permissions that are used once, and a token
 * for each installation. What is said with a token goes to its workspace.
 */
export type Several = {
  apiUrl: string;
  /** What somebody allowed on Slack's own page: the code that their browser brings back. `change` is of Slack's answer. */
  permit(workspace: Workspace, change?: Raw): string;
  /** The app is removed there: its tokens open nothing any more. */
  remove(workspace: Workspace): void;
  /** From now on tokens end after so many seconds, and each is renewed once with what came along. */
  rotate(seconds: number): void;
  /** All tokens that were given so far have ended. */
  expire(): void;
  /** What tokens are renewed with opens nothing any more. */
  forgetRenewals(): void;
  /** How often a token was renewed. */
  readonly renewed: number;
  /** Every token that was ever given. */
  tokens(): string[];
  isOpen(token: string): boolean;
  calls: string[];
  failNext(method: string, ...failures: Exclude<Failure, 'pass' | 'lost'>[]): void;
  close(): Promise<void>;
};

export async function openSeveral(workspaces: readonly Workspace[]): Promise<Several> {
  const codes = new Map<string, { workspace: Workspace; change: Raw }>();
  const tokens = new Map<string, Token>();
  const failures = new Map<string, Exclude<Failure, 'pass' | 'lost'>[]>();
  const calls: string[] = [];
  const renewals = new Map<string, Token & { change: Raw }>();
  let seconds: number | undefined;
  let renewed = 0;
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const originOf = ({ apiUrl }: Workspace) => new URL(apiUrl).origin;

  return {
    apiUrl: `${origin}/api/`,
    calls,
    permit(workspace, change = {}) {
      const code = `code.${randomBytes(8).toString('hex')}`;
      codes.set(code, { workspace, change });
      return code;
    },
    remove(workspace) {
      for (const token of tokens.values()) if (token.workspace === workspace) token.revoked = true;
    },
    rotate(given) {
      seconds = given;
    },
    expire() {
      for (const token of tokens.values()) token.expired = true;
    },
    forgetRenewals: () => renewals.clear(),
    get renewed() {
      return renewed;
    },
    tokens: () => [...tokens.keys()],
    isOpen: (token) => tokens.get(token)?.revoked === false,
    failNext: (method, ...given) => void failures.set(method, [...(failures.get(method) ?? []), ...given]),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const bytes = await readAll(request);
    const method = /^\/api\/([\w.]+)$/u.exec(url.pathname)?.[1];
    if (method) calls.push(method);
    const failure = method ? failures.get(method)?.shift() : undefined;
    if (failure) return fail(failure, response);
    if (method === 'oauth.v2.access') return send(response, access(readBody(bytes)));
    // Where files are brought and fetched, a workspace is told by the first part of the path.
    const [, team = ''] = url.pathname.split('/');
    const given = request.headers.authorization?.replace('Bearer ', '') ?? '';
    const token = tokens.get(given);
    const asked = token?.whole && method && LISTS.has(method) ? String(readBody(bytes).team_id ?? '') : undefined;
    const listed = workspaces.find((each) => each.team.id === (asked ?? team));
    const workspace = method && asked === undefined ? token?.workspace : listed;
    if (asked === '') return send(response, { ok: false, error: 'missing_argument' });
    if (!workspace) return send(response, { ok: false, error: 'invalid_auth' });
    if (method && token?.revoked) return send(response, { ok: false, error: 'account_inactive' });
    if (token?.expired) return send(response, { ok: false, error: 'token_expired' });
    if (method === 'auth.teams.list')
      return send(response, {
        ok: true,
        teams: workspaces.map((each) => ({ id: each.team.id, name: each.team.name })),
      });
    if (method === 'auth.revoke' && token) {
      token.revoked = true;
      return send(response, { ok: true, revoked: true });
    }
    const path = method ? url.pathname : url.pathname.slice(team.length + 1);
    const answer = await fetch(originOf(workspace) + path + url.search, {
      method: request.method ?? 'POST',
      headers: {
        authorization: `Bearer ${workspace.token}`,
        ...(request.headers['content-type'] && { 'content-type': request.headers['content-type'] }),
      },
      ...(bytes.length > 0 && { body: new Uint8Array(bytes) }),
    });
    const headers = ['content-type', 'date', 'x-oauth-scopes', 'retry-after'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(answer.status, Object.fromEntries(headers));
    if (!method) return void response.end(Buffer.from(await answer.arrayBuffer()));
    response.end((await answer.text()).replaceAll(originOf(workspace), `${origin}/${workspace.team.id}`));
  }

  /** A token stays the same when the app is installed again, and is another one once it was removed. */
  function access({ code, client_id: id, client_secret: secret, grant_type: kind, refresh_token: refresh }: Raw): Raw {
    if (id !== CLIENT.clientId) return { ok: false, error: 'invalid_client_id' };
    if (secret !== CLIENT.clientSecret) return { ok: false, error: 'bad_client_secret' };
    if (kind === 'refresh_token') {
      const renewal = renewals.get(String(refresh));
      if (!renewal || renewal.revoked) return { ok: false, error: 'invalid_refresh_token' };
      renewals.delete(String(refresh));
      renewed += 1;
      return give(renewal.workspace, renewal.change);
    }
    const permitted = codes.get(String(code));
    if (!permitted) return { ok: false, error: 'invalid_code' };
    codes.delete(String(code));
    return give(permitted.workspace, permitted.change);
  }

  function give(workspace: Workspace, change: Raw): Raw {
    const whole = change.is_enterprise_install === true;
    const known = [...tokens].find(([, each]) => each.workspace === workspace && !each.revoked && each.whole === whole);
    const next = `xoxb-${workspace.team.id}-${randomBytes(12).toString('hex')}`;
    const token = seconds === undefined ? (known?.[0] ?? next) : `xoxe.${next}`;
    const given = { workspace, revoked: false, whole };
    tokens.set(token, given);
    const refresh = `xoxe-1-${randomBytes(12).toString('hex')}`;
    if (seconds !== undefined) renewals.set(refresh, { ...given, change });
    return {
      ok: true,
      access_token: token,
      token_type: 'bot',
      scope: Object.keys(scopes).join(','),
      bot_user_id: BOT,
      app_id: 'A0DESK',
      team: { id: workspace.team.id, name: workspace.team.name },
      enterprise: null,
      authed_user: { id: 'U0INSTALLER' },
      is_enterprise_install: false,
      ...(seconds !== undefined && { refresh_token: refresh, expires_in: seconds }),
      ...change,
    };
  }
}
