import type { Outbound } from '../../../adapters/teams/in/activity.ts';
import { type LoopbackServer, type Reply, serveJson } from './server.ts';

type Posted = { id: string; conversation: string; activity: Outbound };
export type TeamsPerson = {
  id: string;
  aadObjectId: string;
  name: string;
  email: string;
  tenantId?: string;
  userRole?: string;
  userPrincipalName?: string;
};

/** The connector of Teams on this machine: it keeps what is posted, knows its people, and can be told to fail. */
export type LoopbackConnector = {
  serviceUrl: string;
  posted: Posted[];
  /** Every activity that ever came, also those that were changed, taken away or refused. */
  came: Outbound[];
  /** Every call, as "POST /v3/…", with whether it carried the bot's token. */
  calls: { what: string; authorised: boolean }[];
  people: Map<string, TeamsPerson>;
  /** Next calls of this kind fail so; `accepted` first does what was asked. */
  failNext(kind: Kind, ...ways: Failure[]): void;
  /** Conversations that nobody can write to. */
  blocked: Set<string>;
  files: Map<string, Buffer>;
  /** What was put into people's OneDrive, and with which range and token it came. */
  drive: { path: string; range: string; token: string | undefined; bytes: Buffer }[];
  /** A place in somebody's OneDrive, as Teams opens one for a file that was allowed. */
  driveUrl(name: string): string;
  close(): Promise<void>;
};
type Kind = 'post' | 'update' | 'member' | 'open' | 'drive';
type Failure = 'works' | { reply: Reply; accepted?: boolean };

const DRIVE = '/drive/';

export async function openConnector(
  isBotToken: (authorization: string | undefined) => boolean,
): Promise<LoopbackConnector> {
  const posted: Posted[] = [];
  const came: Outbound[] = [];
  const people = new Map<string, TeamsPerson>();
  const failures = new Map<Kind, Failure[]>();
  const blocked = new Set<string>();
  const files = new Map<string, Buffer>();
  const drive: LoopbackConnector['drive'] = [];
  const calls: LoopbackConnector['calls'] = [];
  let counter = 0;

  const refused = (code: string, status: number): Reply => ({ status, body: { error: { code, message: 'refused' } } });
  const isOpen = (conversation: string): boolean =>
    conversation.startsWith('personal-') || conversation.includes('@thread');

  function post(conversation: string, body: string): Reply {
    if (blocked.has(conversation)) return refused('MessageWritesBlocked', 403);
    if (!isOpen(conversation)) return refused('ConversationNotFound', 404);
    counter += 1;
    const id = `m${counter}`;
    posted.push({ id, conversation, activity: JSON.parse(body) as Outbound });
    return { status: 201, body: { id } };
  }

  function answer(kind: Kind, work: () => Reply): Reply {
    const failure = failures.get(kind)?.shift();
    if (failure === undefined || failure === 'works') return work();
    if (failure.accepted) work();
    return failure.reply;
  }

  const server: LoopbackServer = await serveJson(({ method, path, body, bytes, headers }) => {
    const authorised = isBotToken(headers.authorization);
    calls.push({ what: `${method} ${decodeURIComponent(path)}`, authorised });
    const file = files.get(path);
    if (file) return { status: 200, body: file, headers: { 'content-type': 'application/octet-stream' } };
    if (path.startsWith(DRIVE))
      return answer('drive', () => {
        const { authorization: token, 'content-range': range = '' } = headers;
        drive.push({ path, range, token, bytes });
        return { status: 201, body: {} };
      });
    if (!authorised) return { status: 401, body: {} };
    const [, , conversation = '', what, id = ''] = path
      .replace(/^\/(?:amer|emea)/u, '')
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    const line = posted.find((each) => each.id === id && each.conversation === conversation);
    if (what === undefined) {
      return answer('open', () => {
        const { members } = JSON.parse(body) as { members: { id: string }[] };
        const [member] = members;
        // People may be named by their id in the directory, too.
        const known = [...people.values()].find(({ aadObjectId }) => aadObjectId === member?.id);
        return { status: 201, body: { id: `personal-${known?.id ?? member?.id}` } };
      });
    }
    if (what === 'members') {
      const person = people.get(id);
      return answer('member', () =>
        person ? { status: 200, body: person } : refused('MemberNotFoundInConversation', 404),
      );
    }
    if ((method === 'POST' || method === 'PUT') && what === 'activities') came.push(JSON.parse(body) as Outbound);
    if (method === 'POST') return answer('post', () => post(conversation, body));
    if (method === 'PUT')
      return answer('update', () => {
        if (!line) return refused('BadArgument', 404);
        line.activity = JSON.parse(body) as Outbound;
        return { status: 200, body: { id } };
      });
    if (method === 'DELETE' && line) posted.splice(posted.indexOf(line), 1);
    return { status: line ? 200 : 404, body: {} };
  });

  return {
    serviceUrl: `${server.url}/amer/`,
    posted,
    came,
    calls,
    people,
    blocked,
    files,
    drive,
    driveUrl: (name) => `${server.url}${DRIVE}${encodeURIComponent(name)}`,
    failNext(kind, ...ways) {
      failures.set(kind, [...(failures.get(kind) ?? []), ...ways]);
    },
    close: () => server.close(),
  };
}
