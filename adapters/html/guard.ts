import type { Env, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { secureHeaders } from 'hono/secure-headers';
import { Refusal } from './posted.ts';

/** Room for the longest text, each character as long as it can be in a posted form, and for the fields around it. */
const LONGEST_BODY_BYTES = 1_000_000;

/** Names under which only this machine is reached. */
const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];

/** Where more than a form may be sent: below a path, so many bytes. */
export type Roomy = { below: string; bytes: number };

/**
 * What every request to a page of ours must pass. `hosts` are the names under which it may be reached; by default only
 * those of this machine, so that a foreign page whose name was pointed here (DNS rebinding) is refused.
 */
export function addGuard<E extends Env>(
  app: Hono<E>,
  hosts: readonly string[] | 'any' = LOOPBACK_NAMES,
  { below, bytes }: Roomy = { below: '', bytes: LONGEST_BODY_BYTES },
): void {
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
      xFrameOptions: 'DENY',
      referrerPolicy: 'same-origin',
      strictTransportSecurity: false,
    }),
  );
  app.use(async (context, next) => {
    const { hostname } = new URL(context.req.url);
    if (hosts !== 'any' && !hosts.includes(hostname)) {
      throw new Refusal(
        403,
        `This page is not served under the name ${hostname}. Open it as http://localhost instead.`,
      );
    }
    await next();
  });
  app.use(csrf());
  const [usual, roomy] = [atMost(LONGEST_BODY_BYTES), atMost(bytes)];
  app.use((c, next) => (below !== '' && c.req.path.startsWith(below) ? roomy : usual)(c, next));
}

const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal(413, 'That is more than the page takes at once. Nothing was sent.');
    },
  });
