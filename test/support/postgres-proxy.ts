import { once } from 'node:events';
import { createServer, type Server, type Socket, connect as tcpConnect } from 'node:net';
import { join } from 'node:path';
import type { PostgresServer } from './postgres-server.ts';

/** Listens on a port of this machine alone. */
export async function listen(onSocket: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return { server, port: address.port };
}

/** A way to PostgreSQL that can be cut: at will, by a reset; once, by closing, when `cutAt` goes by; or without a word. */
export async function proxyTo(target: PostgresServer, cutAt?: string) {
  const { host } = target.address('postgres');
  const sockets = new Set<Socket>();
  let cuts = 0;
  const deaf = new Set<Socket>();
  const { server, port } = await listen((client) => {
    const upstream = tcpConnect(join(host, '.s.PGSQL.5432'));
    sockets.add(client);
    client.on('data', (bytes) => {
      if (cutAt && cuts === 0 && bytes.includes(cutAt)) {
        cuts++;
        client.end();
        upstream.destroy();
      } else if (!deaf.has(client)) upstream.write(bytes);
    });
    upstream.on('data', (bytes) => deaf.has(client) || client.write(bytes));
    client.on('close', () => sockets.delete(client) && upstream.destroy());
    upstream.on('close', () => client.end());
    for (const socket of [client, upstream]) socket.on('error', () => {});
  });
  return {
    port,
    reset: () => sockets.forEach((socket) => void socket.resetAndDestroy()),
    /** From now on nothing passes over these connections, and no end is told of it; new ones work. */
    swallow: () => sockets.forEach((socket) => void deaf.add(socket)),
    cuts: () => cuts,
    close: () => server.close(),
  };
}
