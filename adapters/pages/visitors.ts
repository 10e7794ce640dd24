import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PageSide, Visitor } from '../../src/page/pageSide.ts';
import type { Attempt } from '../../src/page/provider.ts';

/** Who looks: by the cookie of their session, or on the try-it desk whoever was chosen. */

/** Somebody whom the try-it desk lets one look as. */
export type Seat = { email: string; name: string; roles: string; account: Visitor };

export type Cookies = {
  session(c: Context): string | undefined;
  begin(c: Context, token: string): void;
  end(c: Context): void;
  /** An attempt to sign in at the office's provider: read once, within ten minutes. */
  begun(c: Context): string | undefined;
  begins(c: Context, attempt: string): void;
  /** An account of it that may be linked; undefined takes it back. */
  proof(c: Context): string | undefined;
  prove(c: Context, token: string | undefined): void;
  /** What the desk said to the last thing that was done: read once. */
  said(c: Context): string | undefined;
  say(c: Context, words: string): void;
  seat(c: Context): string | undefined;
  sit(c: Context, email: string): void;
};

/** Browsers drop a cookie of more than 4,096 bytes without a word; a letter may take twelve as it is written there. */
const LONGEST_SAID_BYTES = 3_500;
const TEN_MINUTES_S = 600;

/** `secure`: the page is reached by https. Then the cookie's name alone keeps other hosts and paths from setting it. */
export function createCookies(secure: boolean): Cookies {
  const [session, attempt, proof] = ['desk', 'desk-attempt', 'desk-proof'].map((name) =>
    secure ? `__Host-${name}` : name,
  ) as [string, string, string];
  const options = { httpOnly: true, sameSite: 'Lax' as const, path: '/', secure };
  return {
    session: (c) => getCookie(c, session),
    begin: (c, token) => setCookie(c, session, token, options),
    end: (c) => void deleteCookie(c, session, options),
    begun(c) {
      const written = getCookie(c, attempt);
      if (written !== undefined) deleteCookie(c, attempt, options);
      return written;
    },
    begins: (c, written) => setCookie(c, attempt, written, { ...options, maxAge: TEN_MINUTES_S }),
    proof: (c) => getCookie(c, proof),
    prove: (c, token) =>
      token === undefined
        ? void deleteCookie(c, proof, options)
        : setCookie(c, proof, token, { ...options, maxAge: TEN_MINUTES_S }),
    said(c) {
      const words = getCookie(c, 'desk-said');
      if (words !== undefined) deleteCookie(c, 'desk-said', { ...options, path: '/desk' });
      return words;
    },
    say: (c, words) => setCookie(c, 'desk-said', fitting(words), { ...options, path: '/desk', maxAge: 60 }),
    seat: (c) => getCookie(c, 'desk-seat'),
    sit: (c, email) => setCookie(c, 'desk-seat', email, { ...options, path: '/desk' }),
  };
}

/** As much of it as a cookie holds, and no half of a sign. */
function fitting(words: string): string {
  let bytes = 0;
  let kept = '';
  for (const sign of words.toWellFormed()) {
    bytes += encodeURIComponent(sign).length;
    if (bytes > LONGEST_SAID_BYTES) return `${kept}…`;
    kept += sign;
  }
  return kept;
}

export type WhoLooks = { visitor: Visitor; seat?: Seat };

/** `seats`: those of the try-it desk, where nobody signs in. */
export async function whoLooks(
  c: Context,
  { side, cookies, seats }: { side: PageSide; cookies: Cookies; seats?: readonly Seat[] | undefined },
): Promise<WhoLooks | undefined> {
  if (seats) {
    const wanted = cookies.seat(c);
    const seat = seats.find(({ email }) => email === wanted) ?? seats[0];
    return seat && { visitor: seat.account, seat };
  }
  const token = cookies.session(c);
  const visitor = token === undefined ? undefined : await side.whose(token);
  return visitor && { visitor };
}

/** "Firefox on Windows", as far as the browser says. */
export function sayBrowser(agent: string): string {
  const named = (names: readonly [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1];
  const browser = named([
    [/Edg(?:e|A|iOS)?\//u, 'Edge'],
    [/Firefox\/|FxiOS\//u, 'Firefox'],
    [/OPR\//u, 'Opera'],
    [/Chrome\/|CriOS\//u, 'Chrome'],
    [/Safari\//u, 'Safari'],
  ]);
  const system = named([
    [/iPhone|iPad/u, 'iOS'],
    [/Android/u, 'Android'],
    [/Windows/u, 'Windows'],
    [/Mac OS X/u, 'macOS'],
    [/CrOS/u, 'ChromeOS'],
    [/Linux/u, 'Linux'],
  ]);
  return `${browser ?? 'a browser'}${system ? ` on ${system}` : ''}`;
}

/**
 * An attempt as its browser keeps it, unsigned: whoever changes it finds that no answer of the provider fits it any more,
 * and nobody else can write a cookie of this name.
 */
export const writeAttempt = ({ verifier, state, nonce }: Attempt): string => [verifier, state, nonce].join('.');

export function readAttempt(written: string | undefined): Attempt | undefined {
  const [verifier, state, nonce, ...rest] = (written ?? '').split('.');
  const whole = [verifier, state, nonce].every((part) => /^[\w-]{20,200}$/u.test(part ?? '')) && rest.length === 0;
  return whole && verifier && state && nonce ? { verifier, state, nonce } : undefined;
}
