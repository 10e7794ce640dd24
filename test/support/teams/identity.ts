import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import { APP_ID, type LoopbackLogin, loopbackLogin } from './login.ts';
import { type LoopbackServer, serveJson } from './server.ts';

export const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';

type TokenChange = {
  issuer?: string;
  audience?: string;
  serviceUrl?: string;
  /** Seconds from now. */
  expires?: number;
  notBefore?: number;
  algorithm?: 'RS256' | 'HS256' | 'none';
  /** Signed by somebody else's key, under our key's name. */
  forged?: boolean;
  /** A key that the server never had. */
  unknownKey?: boolean;
  /** Signed by the key that `publishKey` publishes, whether it was published or not. */
  newKey?: boolean;
};

/**
 * Microsoft's side of who is who, on this machine: the keys that inbound tokens are signed with, and the login that
 * gives the bot its own. The library that logs in is the real one; only its wire ends here.
 */
export type Identity = {
  cloud: NonNullable<TeamsChatOptions['cloud']>;
  /** The header that Teams would send with an activity. */
  bearer(serviceUrl: string, change?: TokenChange): Promise<string>;
  /** How often the keys were asked for. */
  asked: { keys: number };
  login: LoopbackLogin;
  /** Where a managed identity asks its machine for tokens. */
  machine: string;
  /** From now on there is another key besides. */
  publishKey(change?: { endorsements: string[] }): void;
  failKeys(way: 'fail' | 'hang' | undefined): void;
  isBotToken(authorization: string | undefined): boolean;
  close(): Promise<void>;
};

const NEW_KEY_ID = 'key-2';

const keysOf = () => generateKeyPair('RS256', { extractable: true });
const shared = Promise.all([keysOf(), keysOf(), keysOf()]);

export async function openIdentity(serial: string, now: () => Date): Promise<Identity> {
  const [own, foreign, coming] = await shared;
  const published = async (key: typeof own, kid: string) => ({
    ...(await exportJWK(key.publicKey)),
    ...{ kid, alg: 'RS256', use: 'sig', endorsements: ['msteams'] },
  });
  const [jwk, newJwk] = await Promise.all([published(own, KEY_ID), published(coming, NEW_KEY_ID)]);
  const keys: object[] = [jwk];
  const asked = { keys: 0 };
  let keysFail: 'fail' | 'hang' | undefined;
  const login = loopbackLogin(serial, () => server.url);
  // The library keeps tokens for the whole process by this name: each test logs in for itself.
  const service = `https://api.botframework.com/${serial}`;
  const server: LoopbackServer = await serveJson((request) => {
    const { path } = request;
    if (path.startsWith('/login') || path.startsWith('/managed-identity')) return login.answer(request);
    if (keysFail === 'hang') return 'hang';
    if (keysFail === 'fail') return { status: 500 };
    if (path.startsWith('/openid')) return { status: 200, body: { issuer: ISSUER, jwks_uri: `${server.url}/keys` } };
    asked.keys += 1;
    return { status: 200, body: { keys } };
  });

  return {
    asked,
    login,
    machine: `${server.url}/managed-identity`,
    cloud: {
      issuer: ISSUER,
      keys: `${server.url}/openid`,
      settings: {
        ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${TENANT}`,
        ToChannelFromBotOAuthScope: service,
        ToBotFromChannelTokenIssuer: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: `${server.url}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${server.url}/openid`,
        OAuthUrl: `${server.url}/oauth`,
        ValidateAuthority: 'false',
        CallerId: 'urn:botframework:azure',
      },
      login: login.network,
    },
    async bearer(serviceUrl, change = {}) {
      const at = Math.floor(now().getTime() / 1_000);
      const claims = { serviceurl: change.serviceUrl ?? serviceUrl };
      const payload = {
        ...claims,
        iss: change.issuer ?? ISSUER,
        aud: change.audience ?? APP_ID,
        nbf: at + (change.notBefore ?? -60),
        exp: at + (change.expires ?? 3_600),
      };
      const { algorithm = 'RS256' } = change;
      if (algorithm === 'none') {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `Bearer ${part({ alg: 'none', typ: 'JWT', kid: KEY_ID })}.${part(payload)}.`;
      }
      const kid = change.newKey ? NEW_KEY_ID : change.unknownKey ? `key-${randomUUID()}` : KEY_ID;
      const header = { alg: algorithm, typ: 'JWT', kid };
      const jwt = new SignJWT(payload).setProtectedHeader(header);
      // The classic confusion: the public key, which everybody has, taken for a shared secret.
      if (algorithm === 'HS256') return `Bearer ${await jwt.sign(Buffer.from(JSON.stringify(jwk)))}`;
      const pair = change.forged ? foreign : change.newKey ? coming : own;
      return `Bearer ${await jwt.sign(pair.privateKey)}`;
    },
    publishKey(change) {
      keys.push({ ...newJwk, ...change });
    },
    failKeys(way) {
      keysFail = way;
    },
    isBotToken: (authorization) => [TENANT, ''].some((tenant) => login.isToken(authorization, service, tenant)),
    close: () => server.close(),
  };
}
