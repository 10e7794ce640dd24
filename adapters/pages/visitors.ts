import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PageSide, Visitor } from '../../src/page/pageSide.ts';

/** Who looks: by the cookie of their session, or on the try-it desk whoever was chosen. */

/** Somebody whom the try-it desk lets one look as. */
export type Seat = { email: string; name: string; roles: string; account: Visitor };

export type Cookies = {
  session(c: Context): string | undefined;
  begin(c: Context, token: string): void;
  end(c: Context): void;
  /** What the desk said to the last thing that was done: read once. */
  said(c: Context): string | undefined;
  say(c: Context, words: string): void;
  seat(c: Context): string | undefined;
  sit(c: Context, email: string): void;
};

const LONGEST_SAID = 1_000;

/** `secure`: the page is reached by https. Then the cookie's name alone keeps other hosts and paths from setting it. */
export function createCookies(secure: boolean): Cookies {
  const session = secure ? '__Host-desk' : 'desk';
  const options = { httpOnly: true, sameSite: 'Lax' as const, path: '/', secure };
  return {
    session: (c) => getCookie(c, session),
    begin: (c, token) => setCookie(c, session, token, options),
    end: (c) => void deleteCookie(c, session, options),
    said(c) {
      const words = getCookie(c, 'desk-said');
      if (words !== undefined) deleteCookie(c, 'desk-said', { ...options, path: '/desk' });
      return words;
    },
    say: (c, words) =>
      setCookie(c, 'desk-said', words.slice(0, LONGEST_SAID), { ...options, path: '/desk', maxAge: 60 }),
    seat: (c) => getCookie(c, 'desk-seat'),
    sit: (c, email) => setCookie(c, 'desk-seat', email, { ...options, path: '/desk' }),
  };
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
