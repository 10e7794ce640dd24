import {
  type Account,
  ChatError,
  type ChatPort,
  type Inbound,
  type Outgoing,
  type Receive,
  type Sent,
} from '../../src/chat/port.ts';

/** Beyond this the port gives up and cannot know whether the chat took it. Shorter than any lease of the tests. */
const TIMEOUT_MS = 700;

/** The side of the loopback chat that lives in the desk's process: over HTTP in both directions, as a platform is. */
export function loopbackPort(chat: string): ChatPort {
  let receive: Receive | undefined;
  return {
    platform: 'loopback',
    async start(given) {
      receive = given;
    },
    async send(outgoing: Outgoing) {
      const answer = await ask(chat, 'send', outgoing);
      if (!answer.ok) throw new ChatError('retry', `the chat answered ${answer.status}`);
      return sentOf(await body(answer));
    },
    async find(outgoing: Outgoing) {
      const answer = await ask(chat, 'find', outgoing);
      return answer.status === 404 ? undefined : sentOf(await body(answer));
    },
    async reach(email: string) {
      const answer = await ask(chat, 'reach', { email });
      if (!answer.ok) throw new ChatError('retry', `the chat answered ${answer.status}`);
      return (await body(answer)) as Account;
    },
    http: {
      path: '/loopback',
      async handle(request) {
        if (!receive) return new Response('not started', { status: 503 });
        const inbound = (await request.json()) as Inbound;
        try {
          return Response.json(await receive({ ...inbound, at: new Date(inbound.at) }));
        } catch {
          return new Response('not stored: send it again', { status: 503 });
        }
      },
    },
    async stop() {
      receive = undefined;
    },
  };
}

async function ask(chat: string, deed: string, about: object): Promise<Response> {
  try {
    return await fetch(`${chat}/${deed}`, {
      method: 'POST',
      body: JSON.stringify(about),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch {
    throw new ChatError('ambiguous', 'the chat did not answer');
  }
}

async function body(answer: Response): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new ChatError('ambiguous', 'the answer broke off');
  }
}

function sentOf(value: unknown): Sent {
  const { sentId, at } = value as { sentId: string; at: string };
  return { sentId, at: new Date(at) };
}
