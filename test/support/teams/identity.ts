import { createRequire } from 'node:module';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { TeamsChatOptions } from '../../../adapters/teams/index.ts';
import { type LoopbackServer, serveJson } from './server.ts';

export const APP_ID = '11111111-2222-3333-4444-555555555555';
const APP_SECRET = 'the bot’s own secret';
export const TENANT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';
const BOT_TOKEN = 'token-of-the-bot';

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
};

/**
 * Microsoft's side of who is who, on this machine: the keys that inbound tokens are signed with, and the login that
 * gives the bot its own. The library that logs in is the real one; only its wire ends here.
 */
export type Identity = {
  cloud: NonNullable<TeamsChatOptions['cloud']>;
  /** The header that Teams would send with an activity. */
  bearer(serviceUrl: string, change?: TokenChange): Promise<string>;
  /** How often the keys were asked for, and what the login answers from now on. */
  asked: { keys: number; logins: number };
  failLogin(way: 'refuses' | 'is away' | undefined): void;
  failKeys(way: 'fail' | 'hang' | undefined): void;
  isBotToken(authorization: string | undefined): boolean;
  close(): Promise<void>;
};

const keysOf = () => generateKeyPair('RS256', { extractable: true });
const shared = Promise.all([keysOf(), keysOf()]);

export async function openIdentity(serial: string, now: () => Date): Promise<Identity> {
  const [own, foreign] = await shared;
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KEY_ID, alg: 'RS256', use: 'sig', endorsements: ['msteams'] };
  const asked = { keys: 0, logins: 0 };
  let loginFails: 'refuses' | 'is away' | undefined;
  let keysFail: 'fail' | 'hang' | undefined;
  const server: LoopbackServer = await serveJson(({ path }) => {
    if (path.startsWith('/login')) {
      asked.logins += 1;
      if (loginFails === 'refuses')
        return {
          status: 401,
          body: { error: 'invalid_client', error_description: 'AADSTS7000222: The secret is expired.' },
        };
      return { status: 200, body: { token_type: 'Bearer', expires_in: 3600, access_token: `${BOT_TOKEN}-${serial}` } };
    }
    if (keysFail === 'hang') return 'hang';
    if (keysFail === 'fail') return { status: 500 };
    if (path.startsWith('/openid')) return { status: 200, body: { issuer: ISSUER, jwks_uri: `${server.url}/keys` } };
    asked.keys += 1;
    return { status: 200, body: { keys: [jwk] } };
  });

  return {
    asked,
    cloud: {
      issuer: ISSUER,
      settings: {
        ToChannelFromBotLoginUrl: `https://login.microsoftonline.com/${TENANT}`,
        // The library keeps tokens for the whole process by this name: each test logs in for itself.
        ToChannelFromBotOAuthScope: `https://api.botframework.com/${serial}`,
        ToBotFromChannelTokenIssuer: ISSUER,
        ToBotFromChannelOpenIdMetadataUrl: `${server.url}/openid`,
        ToBotFromEmulatorOpenIdMetadataUrl: `${server.url}/openid`,
        OAuthUrl: `${server.url}/oauth`,
        ValidateAuthority: 'false',
        CallerId: 'urn:botframework:azure',
      },
      credentials: loginThrough(server.url, () => loginFails === 'is away'),
    },
    async bearer(serviceUrl, change = {}) {
      // Valid in the time of the test and in the library's own, which is the real one.
      const times = [Date.now(), now().getTime()].map((ms) => Math.floor(ms / 1_000));
      const claims = { serviceurl: change.serviceUrl ?? serviceUrl };
      const payload = {
        ...claims,
        iss: change.issuer ?? ISSUER,
        aud: change.audience ?? APP_ID,
        nbf: Math.min(...times) + (change.notBefore ?? -60),
        exp: Math.max(...times) + (change.expires ?? 3_600),
      };
      const { algorithm = 'RS256' } = change;
      if (algorithm === 'none') {
        const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
        return `Bearer ${part({ alg: 'none', typ: 'JWT', kid: KEY_ID })}.${part(payload)}.`;
      }
      const header = { alg: algorithm, typ: 'JWT', kid: change.unknownKey ? 'key-9' : KEY_ID };
      const jwt = new SignJWT(payload).setProtectedHeader(header);
      // The classic confusion: the public key, which everybody has, taken for a shared secret.
      if (algorithm === 'HS256') return `Bearer ${await jwt.sign(Buffer.from(JSON.stringify(jwk)))}`;
      return `Bearer ${await jwt.sign(change.forged ? foreign.privateKey : own.privateKey)}`;
    },
    failLogin(way) {
      loginFails = way;
    },
    failKeys(way) {
      keysFail = way;
    },
    isBotToken: (authorization) => authorization === `Bearer ${BOT_TOKEN}-${serial}`,
    close: () => server.close(),
  };
}

/** The bot's login by the real MSAL, whose requests go to this machine instead of Microsoft's. */
function loginThrough(url: string, isAway: () => boolean): Identity['cloud']['credentials'] {
  const requireOfBot = createRequire(createRequire(import.meta.url).resolve('botbuilder'));
  const { MsalServiceClientCredentialsFactory } = requireOfBot('botframework-connector');
  const { ConfidentialClientApplication } = createRequire(requireOfBot.resolve('botframework-connector'))(
    '@azure/msal-node',
  );
  const send = async (path: string, options?: { headers?: Record<string, string>; body?: string }) => {
    if (isAway()) throw new TypeError('fetch failed');
    const response = await fetch(`${url}/login${new URL(path).pathname}`, { method: 'POST', ...options });
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.json() };
  };
  const client = new ConfidentialClientApplication({
    auth: { clientId: APP_ID, clientSecret: APP_SECRET, authority: `https://login.microsoftonline.com/${TENANT}` },
    system: { networkClient: { sendPostRequestAsync: send, sendGetRequestAsync: send } },
  });
  return new MsalServiceClientCredentialsFactory(APP_ID, client);
}
