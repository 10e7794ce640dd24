import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createEmulator } from 'emulate';
import { scopes } from '../../../adapters/slack/install/scopes.ts';
import { callProblems, chartBlocks, shownLines, validated } from './block-kit.ts';
import { messagesOf, unheard, withThread } from './conversation.ts';
import { openSocketServer, type SocketServer } from './socket-server.ts';
import {
  drawSeen,
  drawView,
  type Failure,
  fail,
  passedOn,
  readAll,
  readBody,
  realTimes,
  send,
  storyTimes,
} from './wire.ts';

export const BOT_TOKEN = 'xoxb-workspace-bot';
export const APP_TOKEN = 'xapp-workspace-socket';
export const SECRET = 'a signing secret of the workspace';
export const TEAM = 'T000000001';
export const BOT = 'U0DESKBOT';
const BOT_ID = 'B0DESKBOT';
const ALL_SCOPES = Object.keys(scopes);

export type Call = { method: string; body: Record<string, unknown> };
export type View = Record<string, unknown> & { id: string; blocks: Record<string, unknown>[] };
export type SlackPerson = { id: string; email: string; name: string; dm: string };

/** What tells one workspace from another: its team, and the token that its bot has there. */
export type Identity = { team: { id: string; domain: string; name: string }; token: string };
const USUAL: Identity = { team: { id: TEAM, domain: 'my-workspace', name: 'Emulate' }, token: BOT_TOKEN };

/**
 * A Slack workspace on this machine: Vercel's emulator of the Web API, and before it what that lacks: tokens that are
 * checked, scopes, failures, Socket Mode, and Block Kit's limits on everything that is sent.
 */
export type Workspace = Identity & {
  /** Slack's time. */
  now(): Date;
  apiUrl: string;
  calls: Call[];
  /** What Slack would have refused or could not have read out; a test ends with none. */
  problems: string[];
  person(email: string): SlackPerson;
  /** Stands in a conversation without having been told to anybody: what people wrote while nobody listened. */
  wrote(message: Record<string, unknown> & { channel: string; ts: string }): void;
  /** Changes what `users.info` says of somebody. */
  describe(email: string, change: Record<string, unknown>): void;
  /** The next calls of a method fail in these ways; `upload`: the bytes of a file. */
  failNext(method: string, ...failures: Failure[]): void;
  /** All calls fail in this way from now on. */
  failAll(failure: Failure | undefined): void;
  grant(scopes: string[]): void;
  /** Has Slack brought its own charts to this workspace? Until it has, messages with them are refused. */
  hasCharts: boolean;
  /** Slack's own charts in a conversation, as they stand there, post by post. */
  charts(channel: string): Promise<Record<string, unknown>[]>;
  /** The bot's messages in a conversation, as they are seen. */
  seen(channel: string): Promise<{ sentId: string; text: string; ts: string; buttons: Record<string, unknown>[] }[]>;
  /** What is said of each picture in a conversation to whoever does not see it, post by post. */
  pictures(channel: string): Promise<string[]>;
  /** What was shown to one person alone since the beginning, oldest first. */
  shown: { user: string; text: string }[];
  /** The modal that somebody has open. */
  modal(user: string): View | undefined;
  setModal(user: string, view: View | undefined): void;
  home(user: string): string;
  trigger(user: string): Promise<string>;
  api(method: string, body: Record<string, unknown>): Promise<Record<string, unknown>>;
  socket: SocketServer;
  close(): Promise<void>;
};

export async function openWorkspace(
  people: { email: string; name: string; zone?: string }[],
  story?: () => Date,
  identity: Identity = USUAL,
): Promise<Workspace> {
  const { team, token } = identity;
  const isStory = story !== undefined;
  const now = story ?? (() => new Date());
  const times = isStory ? storyTimes(now) : realTimes;
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: {
      slack: {
        team: { name: team.name, domain: team.domain },
        users: people.map(({ email, name }) => ({ name: email.split('@')[0], real_name: name, email })),
        channels: [{ name: 'general-help' }],
        oauth_apps: [
          {
            client_id: '1.1',
            client_secret: 'none',
            app_id: 'A0DESK',
            name: 'Liaison Desk',
            redirect_uris: [],
            bot_id: BOT_ID,
            bot_user_id: BOT,
            bot_name: 'desk',
            scopes: ALL_SCOPES,
          },
        ],
        tokens: [{ token, user_id: BOT, bot_id: BOT_ID, app_id: 'A0DESK', scopes: ALL_SCOPES }],
      },
    },
  });
  const failures = new Map<string, Failure[]>();
  const changes = new Map<string, Record<string, unknown>>();
  const triggers = new Map<string, string>();
  const modals = new Map<string, View>();
  const homes = new Map<string, string>();
  /** By the file's id. The emulator knows another name for them. */
  const alts = new Map<string, string>();
  let always: Failure | undefined;
  let granted = ALL_SCOPES;
  const known = new Map<string, SlackPerson>();
  const written: Parameters<Workspace['wrote']>[0][] = [];
  const socket = openSocketServer();

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.on('upgrade', socket.upgrade);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;

  const workspace: Workspace = {
    ...identity,
    now,
    apiUrl: `${origin}/api/`,
    calls: [],
    problems: [],
    shown: [],
    hasCharts: false,
    socket,
    person(email) {
      const person = known.get(email);
      if (!person) throw new Error(`nobody has the address ${email}`);
      return person;
    },
    wrote: (message) => void written.push(message),
    describe: (email, change) => void changes.set(email, { ...changes.get(email), ...change }),
    failNext: (method, ...given) => void failures.set(method, [...(failures.get(method) ?? []), ...given]),
    failAll(failure) {
      always = failure;
    },
    grant(given) {
      granted = given;
    },
    charts: async (channel) =>
      (await messagesOf(workspace.api, channel, BOT)).flatMap(({ blocks }) => chartBlocks(blocks)),
    pictures: async (channel) =>
      (await messagesOf(workspace.api, channel, BOT)).flatMap(({ files }) =>
        ((files ?? []) as Raw[]).flatMap(({ id }) => alts.get(String(id)) ?? []),
      ),
    async seen(channel) {
      return (await messagesOf(workspace.api, channel, BOT)).map(drawSeen);
    },
    modal: (user) => modals.get(user),
    setModal(user, view) {
      if (view) modals.set(user, view);
      else modals.delete(user);
    },
    home: (user) => homes.get(user) ?? '',
    async trigger(user) {
      const modal = modals.get(user);
      const answer = await workspace.api('views.generateTriggerId', {
        user_id: user,
        ...(modal && { view_id: modal.id }),
      });
      const id = String(answer.trigger_id);
      triggers.set(id, user);
      return id;
    },
    async api(method, body) {
      const response = await fetch(`${emulator.url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: times.kept(JSON.stringify(body)),
      });
      return JSON.parse(told(await response.text())) as Record<string, unknown>;
    },
    async close() {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
      if (workspace.problems.length > 0)
        throw new Error(`Slack would not have shown this:\n${workspace.problems.join('\n')}`);
    },
  };
  type Raw = Record<string, unknown>;
  // The emulator knows one team only, under that id.
  const told = (text: string): string => times.told(text.replaceAll(emulator.url, origin).replaceAll(TEAM, team.id));

  for (const { email, name, zone } of people) {
    const { user } = (await workspace.api('users.lookupByEmail', { email })) as { user: { id: string } };
    const { channel } = (await workspace.api('conversations.open', { users: user.id })) as { channel: { id: string } };
    known.set(email, { id: user.id, email, name, dm: channel.id });
    workspace.describe(email, { tz: zone ?? 'America/New_York', is_restricted: false });
  }
  return workspace;

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', origin);
    const bytes = await readAll(request);
    const method = /^\/api\/([\w.]+)$/u.exec(url.pathname)?.[1];
    const isJson = method !== undefined && !(request.headers['content-type'] ?? '').startsWith('multipart');
    const body = isJson ? readBody(bytes) : {};
    if (method) workspace.calls.push({ method, body });
    response.setHeader('date', now().toUTCString());
    const failure = always ?? failures.get(method ?? (url.pathname.startsWith('/upload/') ? 'upload' : ''))?.shift();
    if (failure && failure !== 'lost' && failure !== 'pass') return fail(failure, response);
    if (method === 'apps.connections.open') {
      const ok = request.headers.authorization === `Bearer ${APP_TOKEN}`;
      return send(
        response,
        ok ? { ok: true, url: `${origin.replace('http', 'ws')}/socket` } : { ok: false, error: 'invalid_auth' },
      );
    }
    if (method && request.headers.authorization !== `Bearer ${token}`)
      return send(response, { ok: false, error: 'invalid_auth' });
    if (method === 'blocks.validate') return send(response, validated(body));
    if (method) workspace.problems.push(...callProblems(method, body));
    if (!workspace.hasCharts && chartBlocks(body.blocks).length > 0)
      return send(response, { ok: false, error: 'invalid_blocks' });
    const answer = await fetch(`${emulator.url}${url.pathname}${url.search}`, {
      method: request.method ?? 'POST',
      headers: passedOn(request),
      ...(bytes.length > 0 && { body: isJson ? times.kept(bytes.toString('utf8')) : new Uint8Array(bytes) }),
    });
    if (!method) {
      response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'text/plain' });
      response.end(Buffer.from(await answer.arrayBuffer()));
      return;
    }
    const result = JSON.parse(told(await answer.text())) as Raw;
    note(method, body, result);
    // Done, and nobody hears of it.
    if (failure === 'lost') return void request.socket.destroy();
    response.setHeader('x-oauth-scopes', granted.join(','));
    send(response, amend(method, body, result));
  }

  /** What the emulator answers more plainly than Slack does. */
  function amend(method: string, body: Raw, result: Raw): Raw {
    const user = result.user as Raw | undefined;
    if ((method === 'users.info' || method === 'users.lookupByEmail') && user) {
      const email = String((user.profile as Raw).email);
      return { ...result, user: { ...user, ...changes.get(email) } };
    }
    if (method === 'users.list') {
      const members = (result.members as Raw[] | undefined)?.map((each) => ({
        ...each,
        ...changes.get(String((each.profile as Raw).email)),
      }));
      return { ...result, members };
    }
    if (method === 'conversations.history' || method === 'conversations.replies') {
      // In a story the time of the database is not Slack's, and that is what `oldest` is told in.
      const oldest = isStory ? 0 : Number(body.oldest ?? 0);
      const all = [...unheard(written, method, body), ...((result.messages as Raw[] | undefined) ?? [])];
      const messages = all.map((message) => withThread(written, message)).filter(({ ts }) => Number(ts) >= oldest);
      const plain = messages.map(({ metadata, ...rest }) =>
        body.include_all_metadata === true ? { ...rest, metadata } : rest,
      );
      return { ...result, messages: plain };
    }
    return result;
  }

  function note(method: string, body: Raw, result: Raw): void {
    if (result.ok !== true) return;
    const view = result.view as View | undefined;
    const drawn = { ...view, ...(body.view as Raw) } as View;
    if (method === 'files.getUploadURLExternal' && body.alt_txt) alts.set(String(result.file_id), String(body.alt_txt));
    if (method === 'chat.postEphemeral') shownTo(String(body.user), shownLines(body.blocks).join('\n'));
    if (method === 'views.publish') homes.set(String(body.user_id), shownLines(drawn.blocks).join('\n'));
    const user =
      method === 'views.update'
        ? [...modals].find(([, each]) => each.id === body.view_id)?.[0]
        : method === 'views.open' || method === 'views.push'
          ? triggers.get(String(body.trigger_id))
          : undefined;
    if (!user || !view) return;
    modals.set(user, { ...drawn, id: view.id });
    shownTo(user, drawView(drawn));
  }

  function shownTo(user: string, text: string): void {
    workspace.shown.push({ user, text });
  }
}
