import type { Account } from '../../src/chat/account.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import { ChatError } from '../../src/chat/errors.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import type { Sent } from '../../src/chat/outgoing.ts';
import { handIn } from './desk-side.ts';

/** Beyond this the port gives up and cannot know whether the chat took it. Shorter than any lease of the tests. */
const TIMEOUT_MS = 700;

/** The side of the loopback chat that lives in the desk's process: over HTTP in both directions, as a platform is. */
export function loopbackPort(chat: string): Chat {
  let desk: DeskSide | undefined;
  return {
    platform: 'loopback',
    async start(given) {
      desk = given;
    },
    outbound: {
      async send(outgoing) {
        const answer = await ask(chat, 'send', outgoing);
        if (!answer.ok) throw new ChatError('retry', `the chat answered ${answer.status}`);
        return sentOf(await body(answer));
      },
      rates: () => [],
    },
    lookup: {
      async find(outgoing) {
        const answer = await ask(chat, 'find', outgoing);
        return answer.status === 404 ? undefined : sentOf(await body(answer));
      },
    },
    directory: {
      async reach(email) {
        const answer = await ask(chat, 'reach', { email });
        if (!answer.ok) throw new ChatError('retry', `the chat answered ${answer.status}`);
        return (await body(answer)) as Account;
      },
    },
    http: {
      path: '/loopback',
      async handle(request) {
        if (!desk) return new Response('not started', { status: 503 });
        const inbound = (await request.json()) as Inbound;
        try {
          return Response.json(await handIn(desk, { ...inbound, at: new Date(inbound.at) }));
        } catch {
          return new Response('not stored: send it again', { status: 503 });
        }
      },
    },
    async stop() {
      desk = undefined;
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
