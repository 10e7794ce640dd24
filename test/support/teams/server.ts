import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A server on this machine that a test owns: its address, and its end. */
export type LoopbackServer = { url: string; close(): Promise<void> };
export type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | 'hang' | 'reset';

/** Serves JSON on a free port of this machine. What hangs, hangs until the server is closed. */
export async function serveJson(
  handle: (request: {
    method: string;
    path: string;
    body: string;
    bytes: Buffer;
    headers: IncomingMessage['headers'];
  }) => Reply | Promise<Reply>,
): Promise<LoopbackServer> {
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = incoming;
    const bytes = Buffer.concat(chunks);
    const reply = await handle({ method, path, headers, bytes, body: bytes.toString() });
    if (reply === 'hang') return;
    if (reply === 'reset') {
      incoming.socket.resetAndDestroy();
      return;
    }
    outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers });
    outgoing.end(reply.body === undefined ? '' : Buffer.isBuffer(reply.body) ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closed(server) };
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
