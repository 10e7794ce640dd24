import { createHash } from 'node:crypto';

/**
 * What a request must have before anything is spent on it: looking for keys and checking signatures costs memory and
 * calls, and everybody on the internet may ask for it.
 */
export type Gate = {
  /** The body as JSON, or the status to refuse with. */
  admit(request: Request): Promise<{ body: unknown; authorization: string } | { refuse: number }>;
  /** The token was verified: requests with it count as known from now on, until it expires. */
  verified(authorization: string): void;
};

export type GateOptions = {
  appId: string;
  /** Who signs tokens of the channel; undefined where no token is asked for. */
  issuer: string | undefined;
  now(): Date;
};

const LONGEST_BODY = 1_000_000;
const LONGEST_HEADER = 16_000;
/** As the Bot Framework itself counts. */
const CLOCK_TOLERANCE_MS = 300_000;
/** Tokens never seen before: so many at once, and so many more each second. Microsoft's own lives for hours. */
const BURST = 100;
const PER_SECOND = 10;
const MOST_KNOWN = 1_000;

export function createGate({ appId, issuer, now }: GateOptions): Gate {
  const known = new Map<string, number>();
  let left = BURST;
  let filledAt = now().getTime();

  function takePlace(): boolean {
    const at = now().getTime();
    left = Math.min(BURST, left + (Math.max(0, at - filledAt) / 1_000) * PER_SECOND);
    filledAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  }

  function refusal(authorization: string): number | undefined {
    if (issuer === undefined) return takePlace() ? undefined : 429;
    const claims = readClaims(authorization);
    const at = now().getTime();
    const sound =
      claims !== undefined &&
      claims.alg === 'RS256' &&
      claims.iss === issuer &&
      claims.aud === appId &&
      claims.expiresAt > at - CLOCK_TOLERANCE_MS &&
      (claims.notBefore === undefined || claims.notBefore < at + CLOCK_TOLERANCE_MS);
    if (!sound) return 401;
    if ((known.get(digest(authorization)) ?? 0) > at - CLOCK_TOLERANCE_MS) return undefined;
    return takePlace() ? undefined : 429;
  }

  return {
    async admit(request) {
      if (request.method !== 'POST') return { refuse: 405 };
      if (!/^application\/json\s*(?:;|$)/iu.test(request.headers.get('content-type') ?? '')) return { refuse: 415 };
      const authorization = request.headers.get('authorization') ?? '';
      const refuse = refusal(authorization);
      if (refuse !== undefined) return { refuse };
      if (Number(request.headers.get('content-length') ?? 0) > LONGEST_BODY) return { refuse: 413 };
      const text = await readText(request);
      if (text === undefined) return { refuse: 413 };
      try {
        return { body: JSON.parse(text) as unknown, authorization };
      } catch {
        return { refuse: 400 };
      }
    },
    verified(authorization) {
      const claims = readClaims(authorization);
      if (!claims) return;
      const [oldest] = known.keys();
      if (known.size >= MOST_KNOWN && oldest !== undefined) known.delete(oldest);
      known.set(digest(authorization), claims.expiresAt);
    },
  };
}

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');

type Claims = { alg: unknown; iss: unknown; aud: unknown; expiresAt: number; notBefore: number | undefined };

/** What a token says of itself, believed by nobody yet. */
function readClaims(authorization: string): Claims | undefined {
  if (authorization.length > LONGEST_HEADER) return undefined;
  const [, head = '', middle = ''] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/u.exec(authorization) ?? [];
  const header = readPart(head);
  const claims = readPart(middle);
  if (!header || !claims || typeof claims.exp !== 'number') return undefined;
  const notBefore = typeof claims.nbf === 'number' ? claims.nbf * 1_000 : undefined;
  return { alg: header.alg, iss: claims.iss, aud: claims.aud, expiresAt: claims.exp * 1_000, notBefore };
}

function readPart(part: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined when it is longer than is taken. Counted while it comes: a length may be left out or lied about. */
async function readText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
