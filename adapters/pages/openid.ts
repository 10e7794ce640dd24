import * as client from 'openid-client';
import type { Attempt, ProvenAccount, SignInProvider, Unproven } from '../../src/page/provider.ts';

/** The office's provider, by OpenID Connect: discovery, code flow with PKCE, state and nonce. */

export type ProviderOptions = { issuer: string; clientId: string; clientSecret: string };
type Wired = ProviderOptions & { redirectUri: string; report(error: unknown): void };

const ANSWERS_WITHIN_S = 10;
/** Addresses of a provider move now and then; its keys are looked up by the library whenever it meets a new one. */
const KNOWN_FOR_MS = 3_600_000;
const LONGEST_LABEL = 200;

export function openIdProvider({ report, redirectUri, ...options }: Wired): SignInProvider {
  let known: { until: number; config: Promise<client.Configuration> } | undefined;
  /** One that failed is asked again by whoever comes next. */
  const discovered = (): Promise<client.Configuration> => {
    if (known && known.until > performance.now()) return known.config;
    const config = discover(options);
    known = { until: performance.now() + KNOWN_FOR_MS, config };
    config.catch(() => {
      known = undefined;
    });
    return config;
  };
  const failed = (error: unknown): { failed: Unproven } => {
    const why = whyOf(error);
    if (why !== 'declined') report(error);
    return { failed: why };
  };
  return {
    async begin() {
      try {
        const [verifier, state, nonce] = [client.randomPKCECodeVerifier(), client.randomState(), client.randomNonce()];
        const url = client.buildAuthorizationUrl(await discovered(), {
          ...{ redirect_uri: redirectUri, scope: 'openid profile email', state, nonce },
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { url: url.href, attempt: { verifier, state, nonce } };
      } catch (error) {
        return failed(error);
      }
    },
    async finish(query, { verifier, state, nonce }: Attempt) {
      try {
        const config = await discovered();
        const tokens = await client.authorizationCodeGrant(config, new URL(`${redirectUri}${query}`), {
          ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true },
        });
        const claims = tokens.claims();
        if (!claims) throw new Error('an answer without an ID token was let through');
        return { account: await named(config, tokens.access_token, claims) };
      } catch (error) {
        return failed(error);
      }
    },
  };
}

/** Asks the issuer where everything is, and by which of two ways it takes the secret. @throws when it does not answer as it should. */
export async function discover({ issuer, clientId, clientSecret }: ProviderOptions): Promise<client.Configuration> {
  // In the open on this machine alone, as the settings see to it.
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.ClientSecretPost(clientSecret), {
    ...{ execute, timeout: ANSWERS_WITHIN_S },
  });
  const server = found.serverMetadata();
  // What a provider takes that does not say so: OpenID Connect Discovery 1.0, section 3.
  const takes = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  if (takes.includes('client_secret_post')) return found;
  const config = new client.Configuration(server, clientId, undefined, client.ClientSecretBasic(clientSecret));
  config.timeout = ANSWERS_WITHIN_S;
  for (const each of execute) each(config);
  return config;
}

type Claims = { iss: string; sub: string } & Record<string, unknown>;

/** Some providers keep names out of the token. Without any, people know their account by its number. */
async function named(config: client.Configuration, accessToken: string, claims: Claims): Promise<ProvenAccount> {
  const { iss: issuer, sub: subject } = claims;
  const own = nameIn(claims);
  const asked = own === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
  // Only a name is missing then, and nobody is kept out for it.
  const more = asked ? await client.fetchUserInfo(config, accessToken, subject).catch(() => undefined) : undefined;
  return { issuer, subject, label: own ?? (more && nameIn(more)) ?? subject.slice(0, LONGEST_LABEL) };
}

/** Shown to the person themselves; nobody is known by it. */
function nameIn(claims: Record<string, unknown>): string | undefined {
  for (const claim of ['preferred_username', 'email', 'name']) {
    const value = claims[claim];
    // No line breaks, nothing that turns the direction of what stands beside it.
    if (typeof value === 'string' && /^[^\p{C}\p{Zl}\p{Zp}]+$/u.test(value.trim()))
      return value.trim().slice(0, LONGEST_LABEL);
  }
  return undefined;
}

function whyOf(error: unknown): Unproven {
  if (error instanceof client.AuthorizationResponseError)
    return ['access_denied', 'login_required', 'consent_required', 'interaction_required'].includes(error.error)
      ? 'declined'
      : error.error === 'server_error' || error.error === 'temporarily_unavailable'
        ? 'away'
        : 'refused';
  if (error instanceof client.ResponseBodyError)
    // A code that was used, or is over: the attempt, and not the desk.
    return error.error === 'invalid_grant' ? 'not believed' : error.status >= 500 ? 'away' : 'refused';
  if (error instanceof client.WWWAuthenticateChallengeError) return 'refused';
  const { code } = error instanceof Error && 'code' in error ? error : { code: undefined };
  // The library's own: the network, the time for it, or an answer that is none (a page of a proxy, say).
  if (code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM' || code === 'OAUTH_RESPONSE_IS_NOT_JSON')
    return 'away';
  return error instanceof TypeError && code === undefined ? 'away' : 'not believed';
}
