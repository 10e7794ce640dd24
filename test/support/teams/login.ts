import type { KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import type { Reply } from './server.ts';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
export const APP_SECRET = 'the bot’s own secret';
/** What the machine of a managed identity sends to be believed. */
export const IDENTITY_HEADER = 'only this machine knows it';

type Login = { host: string; tenant: string; service: string; by: 'secret' | 'certificate' | 'managed identity' };

/** Microsoft's login on this machine. It believes what the real one would: the secret, or what a certificate signed. */
export type LoopbackLogin = {
  network: NonNullable<TeamsChatOptions['cloud']>['login'];
  /** Public keys of the certificates that the app may log in with, by thumbprint in hexadecimal digits. */
  certificates: Map<string, KeyObject>;
  logins: Login[];
  /** Application permissions that were granted, as a token for Graph names them. */
  roles: string[] | undefined;
  fail(way: 'refuses' | 'fails' | 'is away' | undefined): void;
  /** The token that `isToken` is asked for. */
  tokenFor(service: string, tenant: string): string;
  isToken(authorization: string | undefined, service: string, tenant: string): boolean;
  /** Answers below `/login/` and `/managed-identity`. */
  answer(request: { path: string; headers: IncomingHttpHeaders; body: string }): Promise<Reply>;
};

const LIVES_SECONDS = 3_600;

/** `url` is where `answer` is reached. */
export function loopbackLogin(serial: string, url: () => string): LoopbackLogin {
  const certificates = new Map<string, KeyObject>();
  const logins: Login[] = [];
  let fails: 'refuses' | 'fails' | 'is away' | undefined;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const tokenOf = (service: string, tenant: string): string =>
    `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ serial, service, tenant, roles: own.roles })}.signature`;
  const refused = (code: string): Reply => ({
    status: 401,
    body: { error: 'invalid_client', error_description: `${code}: refused` },
  });

  async function isSignedByCertificate(assertion: string, audience: string): Promise<boolean> {
    const { alg, x5t, 'x5t#S256': x5tS256 } = decodeProtectedHeader(assertion) as Record<string, string>;
    const thumbprint = Buffer.from(x5tS256 ?? x5t ?? '', 'base64url').toString('hex');
    const key = certificates.get(thumbprint);
    if (!key || alg !== (x5tS256 === undefined ? 'RS256' : 'PS256')) return false;
    // The library rounds its time up.
    const claims = { issuer: APP_ID, subject: APP_ID, audience, clockTolerance: 5 };
    return jwtVerify(assertion, key, claims).then(
      () => true,
      () => false,
    );
  }

  async function logIn(path: string, body: string): Promise<Reply> {
    const [, , host = '', tenant = '', ...rest] = path.split('/');
    const form = new URLSearchParams(body);
    const assertion = form.get('client_assertion');
    const audience = `https://${host}/${tenant}/${rest.join('/')}`;
    if (form.get('client_id') !== APP_ID || form.get('grant_type') !== 'client_credentials')
      return refused('AADSTS700016');
    if (assertion === null && form.get('client_secret') !== APP_SECRET) return refused('AADSTS7000215');
    if (assertion !== null && !(await isSignedByCertificate(assertion, audience))) return refused('AADSTS700027');
    const service =
      (form.get('scope') ?? '')
        .split(' ')
        .find((scope) => scope.endsWith('/.default'))
        ?.slice(0, -9) ?? '';
    logins.push({ host, tenant, service, by: assertion === null ? 'secret' : 'certificate' });
    const token = { token_type: 'Bearer', expires_in: LIVES_SECONDS, access_token: tokenOf(service, tenant) };
    return { status: 200, body: token };
  }

  /** As App Service and Container Apps have it. */
  function asMachine(path: string, headers: IncomingHttpHeaders): Reply {
    const asked = new URL(path, url()).searchParams;
    if (headers['x-identity-header'] !== IDENTITY_HEADER) return { status: 401, body: {} };
    if (asked.get('client_id') !== APP_ID)
      return { status: 400, body: { statusCode: 400, message: 'No such identity' } };
    const service = asked.get('resource') ?? '';
    logins.push({ host: 'this machine', tenant: '', service, by: 'managed identity' });
    const expires = String(Math.floor(Date.now() / 1_000) + LIVES_SECONDS);
    const token = { access_token: tokenOf(service, ''), expires_on: expires, resource: service, token_type: 'Bearer' };
    return { status: 200, body: token };
  }

  const send = async <T>(to: string, options?: { headers?: Record<string, string>; body?: string }) => {
    if (fails === 'is away') throw new TypeError('fetch failed');
    const { host, pathname } = new URL(to);
    const response = await fetch(`${url()}/login/${host}${pathname}`, { method: 'POST', ...options });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    };
  };
  const own: LoopbackLogin = {
    certificates,
    logins,
    roles: undefined,
    network: { sendPostRequestAsync: send, sendGetRequestAsync: send },
    fail(way) {
      fails = way;
    },
    tokenFor: tokenOf,
    isToken: (authorization, service, tenant) => authorization === `Bearer ${tokenOf(service, tenant)}`,
    async answer({ path, headers, body }) {
      if (fails === 'is away') return 'reset';
      if (fails === 'fails') return { status: 503, body: { statusCode: 503, message: 'Later' } };
      if (fails === 'refuses') return refused('AADSTS7000222');
      return path.startsWith('/managed-identity') ? asMachine(path, headers) : logIn(path, body);
    },
  };
  return own;
}
