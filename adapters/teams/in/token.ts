import { type CryptoKey, decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { type Keys, KeysAway, type SigningKey } from './keys.ts';
import type { Reason } from './turnedAway.ts';

/** What a token was found to be: Microsoft's, for calls from this service; or why it is not taken. */
export type Judged =
  | { good: true; serviceUrl: unknown }
  | { good: false; reason: Reason; facts?: Record<string, string | number> };

export type TokenOptions = {
  /** The bot's own id, for which tokens are made. */
  appId: string;
  /** Who makes tokens of the channel. */
  issuer: string;
  /** The channel that a key has to be good for. */
  channel: string;
  keys: Keys;
  now(): Date;
};

const LONGEST_HEADER = 16_000;
/** As the Bot Framework itself counts. */
const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * Judges the token that came with a request, RS256 over the claims. What it says of itself is looked at first, so that a
 * stranger's token costs nothing; for its time alone it is refused last, so that only Microsoft's own can be untimely.
 */
export function createTokenCheck(options: TokenOptions): (authorization: string) => Promise<Judged> {
  const { appId, issuer, channel, keys, now } = options;

  async function findKey(id: string | undefined): Promise<CryptoKey> {
    const found: SigningKey | undefined = id === undefined ? undefined : await keys.find(id);
    if (!found || (found.channels.length > 0 && !found.channels.includes(channel))) throw new NoSuchKey();
    return found.key;
  }

  return async (authorization) => {
    const token = readBearer(authorization);
    if (!token) return { good: false, reason: 'no token' };
    const { header, claims } = token;
    if (header.alg !== 'RS256') return { good: false, reason: 'forged' };
    if (claims.iss !== issuer) return { good: false, reason: 'other issuer' };
    if (claims.aud !== appId) return { good: false, reason: 'other bot' };
    try {
      const verified = await jwtVerify(token.text, ({ kid }) => findKey(kid), {
        algorithms: ['RS256'],
        issuer,
        audience: appId,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: now(),
      });
      return { good: true, serviceUrl: verified.payload.serviceurl };
    } catch (error) {
      if (error instanceof KeysAway) return { good: false, reason: 'keys away' };
      if (!isUntimely(error)) return { good: false, reason: 'forged' };
      return { good: false, reason: 'untimely', facts: { apart: sayApart(error.payload, now()) } };
    }
  };
}

/** Not one of Microsoft's, or one that it signs other channels with. */
class NoSuchKey extends Error {
  override readonly name = 'NoSuchKey';
}

function readBearer(authorization: string) {
  if (authorization.length > LONGEST_HEADER) return undefined;
  const [, text = ''] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]*)$/u.exec(authorization) ?? [];
  try {
    return { text, header: decodeProtectedHeader(text), claims: decodeJwt(text) };
  } catch {
    return undefined;
  }
}

const isUntimely = (error: unknown): error is errors.JWTExpired | errors.JWTClaimValidationFailed =>
  error instanceof errors.JWTExpired ||
  (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf' && error.reason === 'check_failed');

/** By how much, "61 minutes old": from the border of its time on. */
function sayApart({ nbf = 0, exp = 0 }: JWTPayload, now: Date): string {
  const seconds = now.getTime() / 1_000;
  const early = nbf > seconds;
  return `${Math.round(Math.abs((early ? nbf : exp) - seconds) / 60)} minutes ${early ? 'early' : 'old'}`;
}
