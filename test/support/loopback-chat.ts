import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { Account } from '../../src/chat/account.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';

/** One message, or one change of a message, that the chat took. */
export type Arrival = { sentId: string; at: Date; outgoing: Outgoing };

/** How a chat misbehaves. */
export type Manners = {
  /** An answer may take so long. */
  lagMs: number;
  /** Share of sendings that are taken while the answer is lost. */
  loses: number;
  /** Share of sendings, and of questions who somebody is, that are refused. */
  refuses: number;
};

/** A chat platform in this process that a desk in another one talks to over loopback HTTP. It forgets nothing. */
export type LoopbackChat = {
  readonly url: string;
  /** In the order in which they came. */
  readonly arrivals: Arrival[];
  close(): Promise<void>;
};

/** Everybody with an e-mail has an account there, and its address is the e-mail. */
export const accountOf = (email: string): Account => ({
  platform: 'loopback',
  workspace: 'test',
  userId: email,
  address: email,
  email,
  vouched: 'office',
});

/** `now` is the chat's time, which it tells with each message. */
export async function openLoopbackChat(manners: Manners, now: () => Date): Promise<LoopbackChat> {
  const chat = { url: '', arrivals: [] as Arrival[], close: async () => {} };
  const server = createServer((request, response) => {
    // Whoever asked may be dead before the answer is written.
    answer({ ...chat, manners, now }, request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  chat.url = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  chat.close = async () => {
    server.close();
    server.closeAllConnections();
  };
  return chat;
}

async function answer(
  chat: { arrivals: Arrival[]; manners: Manners; now(): Date },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const asked = JSON.parse(await text(request)) as Outgoing & { email: string };
  const { lagMs, loses, refuses } = chat.manners;
  // Asked about a sending it answers after all that came before: that is what a desk's time to settle is for.
  await pause(request.url === '/find' ? lagMs : Math.random() * lagMs);
  const say = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
  if (request.url === '/find') {
    const there = chat.arrivals.find(({ outgoing }) => outgoing.deliveryId === asked.deliveryId);
    return void say(there ? 200 : 404, there ?? {});
  }
  if (Math.random() < refuses) return void say(503, {});
  if (request.url === '/reach') return void say(200, accountOf(asked.email));
  const arrival = { sentId: asked.replaces ?? `s${chat.arrivals.length + 1}`, at: chat.now(), outgoing: asked };
  chat.arrivals.push(arrival);
  if (Math.random() < loses) response.destroy();
  else say(200, arrival);
}
