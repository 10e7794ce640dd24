import { type LoopbackServer, type Reply, serveJson } from './server.ts';

export type GraphUser = {
  id: string;
  displayName: string;
  mail: string | null;
  userPrincipalName: string;
  userType?: 'Member' | 'Guest';
  accountEnabled?: boolean;
  /** Their chat with the app, once it is installed. */
  chat: string;
};
type Permission = 'User.Read.All' | 'AppCatalog.Read.All' | 'TeamsAppInstallation.ReadWriteSelfForUser.All';

/** Microsoft Graph on this machine, as far as installing an app for somebody takes it. */
export type LoopbackGraph = {
  url: string;
  users: GraphUser[];
  /** Apps in the tenant's catalogue: the id of their manifest, and the one they have there. */
  catalogue: { externalId: string; id: string }[];
  granted: Set<Permission>;
  /** Users for whom the app is installed. */
  installed: Set<string>;
  /** Users for whom a policy of the tenant forbids it. */
  forbidden: Set<string>;
  /** Chats that are not there yet. */
  chatless: Set<string>;
  /** Every call, as "GET users". */
  calls: string[];
  failNext(...replies: Reply[]): void;
  close(): Promise<void>;
};

const refused = (status: number, code: string): Reply => ({ status, body: { error: { code, message: 'refused' } } });
const TEXT = "'((?:[^']|'')*)'";
const read = (text = ''): string => text.replaceAll("''", "'").toLowerCase();

/** `isToken`: is this a token for the service at this address? */
export async function openGraph(
  isToken: (authorization: string | undefined, service: string) => boolean,
): Promise<LoopbackGraph> {
  const failures: Reply[] = [];
  const graph = {
    users: [] as GraphUser[],
    catalogue: [] as LoopbackGraph['catalogue'],
    granted: new Set<Permission>([
      'User.Read.All',
      'AppCatalog.Read.All',
      'TeamsAppInstallation.ReadWriteSelfForUser.All',
    ]),
    installed: new Set<string>(),
    forbidden: new Set<string>(),
    chatless: new Set<string>(),
    calls: [] as string[],
  };

  function findUsers(filter: string): Reply {
    const [, mail] = new RegExp(`^mail eq ${TEXT}$`, 'u').exec(filter) ?? [];
    if (mail === undefined) return refused(400, 'Request_UnsupportedQuery');
    return { status: 200, body: { value: graph.users.filter((user) => user.mail?.toLowerCase() === read(mail)) } };
  }

  function findApps(filter: string): Reply {
    const [, id] =
      new RegExp(`^externalId eq ${TEXT} and distributionMethod eq 'organization'$`, 'u').exec(filter) ?? [];
    if (id === undefined) return refused(400, 'BadRequest');
    return { status: 200, body: { value: graph.catalogue.filter(({ externalId }) => externalId === read(id)) } };
  }

  function ofUser(method: string, userId: string, rest: string[], body: string): Reply {
    const user = graph.users.find(({ id }) => id === userId);
    if (!user) return refused(404, 'NotFound');
    const [installation, what] = rest;
    if (method === 'POST') {
      const { 'teamsApp@odata.bind': bound } = JSON.parse(body) as Record<string, string>;
      const known = graph.catalogue.some(({ id }) => bound === `${server.url}/v1.0/appCatalogs/teamsApps/${id}`);
      if (!known) return refused(400, 'BadRequest');
      if (graph.forbidden.has(userId)) return refused(403, 'Forbidden');
      if (graph.installed.has(userId)) return refused(409, 'Conflict');
      graph.installed.add(userId);
      return { status: 201 };
    }
    const there = graph.installed.has(userId);
    if (installation === undefined)
      return { status: 200, body: { value: there ? [{ id: `installation==${userId}` }] : [] } };
    if (what !== 'chat' || !there || installation !== `installation==${userId}` || graph.chatless.has(userId))
      return refused(404, 'NotFound');
    return { status: 200, body: { id: user.chat, chatType: 'oneOnOne' } };
  }

  const server: LoopbackServer = await serveJson(({ method, path, body, headers }) => {
    const { pathname, searchParams } = new URL(path, server.url);
    const [, version, first = '', id = '', , , ...rest] = pathname.split('/').map(decodeURIComponent);
    graph.calls.push(`${method} ${decodeURIComponent(pathname.slice('/v1.0/'.length))}`);
    const failure = failures.shift();
    if (failure) return failure;
    if (!isToken(headers.authorization, server.url)) return refused(401, 'InvalidAuthenticationToken');
    const needs: Permission =
      first === 'appCatalogs'
        ? 'AppCatalog.Read.All'
        : id === ''
          ? 'User.Read.All'
          : 'TeamsAppInstallation.ReadWriteSelfForUser.All';
    if (!graph.granted.has(needs)) return refused(403, 'Authorization_RequestDenied');
    const filter = searchParams.get('$filter') ?? '';
    if (version !== 'v1.0') return refused(404, 'NotFound');
    if (first === 'appCatalogs') return findApps(filter);
    return id === '' ? findUsers(filter) : ofUser(method, id, rest, body);
  });
  return {
    ...graph,
    url: server.url,
    failNext(...replies) {
      failures.push(...replies);
    },
    close: () => server.close(),
  };
}
