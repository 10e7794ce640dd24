import { createServer, type Server } from 'node:http';
import { hostname } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Chat, Http } from '../chat/capabilities.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import { isNearby } from './nearby.ts';
import { once } from './once.ts';

/** The desk's one server: health and metrics, and below them whatever the adapters answer. */
export type DeskServer = { address: string; stop(): Promise<void> };

export async function startServer(options: {
  host: string;
  port: number;
  ports: readonly Chat[];
  /** The desk's own page, where it has one. */
  page?: Http | undefined;
  metrics: Metrics;
  /** Resolves when the desk can do its work, rejects when it cannot. */
  ready(): Promise<void>;
  log: Logger;
}): Promise<DeskServer> {
  const app = new Hono();
  app.get('/healthz', (context) => context.text('ok'));
  const own = [options.host.toLowerCase(), hostname().toLowerCase()];
  for (const path of ['/readyz', '/metrics'])
    app.use(path, async (context, next) => {
      if (isNearby(new URL(context.req.url).hostname, own)) return next();
      return context.text('Ask for this under an address, or a name of the inner network.', 403);
    });
  const ready = inTime(once(options.ready), READY_WITHIN_MS);
  app.get('/readyz', async (context) => {
    try {
      await ready();
      return context.text('ready');
    } catch (error) {
      options.log.failure('not ready', error);
      return context.text('the database does not answer', 503);
    }
  });
  app.get('/metrics', async (context) => {
    const { type, body } = await options.metrics.text();
    return context.body(body, 200, { 'content-type': type });
  });
  // The longest paths first: an adapter at / takes what is left.
  const adapters = [...options.ports.map(({ http }) => http), options.page]
    .flatMap((http) => http ?? [])
    .sort((a, b) => b.path.length - a.path.length);
  for (const { path, handle } of adapters)
    app.all(path === '/' ? '*' : `${path}/*`, (context) => handle(context.req.raw));
  app.onError((error, context) => {
    options.log.failure('a request to the server failed', error);
    return context.text('Something went wrong here. Please try again.', 500);
  });
  const server = createServer(getRequestListener(app.fetch));
  server.requestTimeout = 15_000;
  server.headersTimeout = 5_000;
  await listen(server, options.port, options.host);
  return {
    address: addressOf(server, options.host),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // Pages that stay open for news would keep it open for ever.
        server.closeAllConnections();
      }),
  };
}

/** Whoever asks whether the desk is ready has a short time limit of their own, and takes silence for death. */
const READY_WITHIN_MS = 1_500;

/** Rejects when there is no answer within so many milliseconds. */
function inTime<T>(ask: () => Promise<T>, ms: number): () => Promise<T> {
  return async () => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer in time')), ms);
    });
    return Promise.race([ask(), late]).finally(() => clearTimeout(timer));
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function addressOf(server: Server, host: string): string {
  const bound = server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
