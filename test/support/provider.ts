import { createServer, type RequestListener } from 'node:http';
import { Provider } from 'oidc-provider';
import { openIdProvider } from '../../adapters/pages/openid.ts';
import { COMES_BACK_TO } from '../../src/settings/signIn.ts';
import { ADDRESS } from './page.ts';

/** A real OpenID Connect provider on loopback, and somebody who signs in there by its own forms. */
export type Signing = Awaited<ReturnType<typeof openProvider>>;

export const CLIENT = { clientId: 'desk', clientSecret: 'a-secret-of-the-desk-and-the-provider' };

/** `takes`: how the provider wants the secret. `emails`: what it says of whom, verified or not. `address`: of the page. */
export async function openProvider(
  takes: 'client_secret_post' | 'client_secret_basic' = 'client_secret_basic',
  emails: Record<string, string> = {},
  address = ADDRESS,
) {
  let answer: RequestListener = (_, response) => void response.writeHead(503).end('<h1>Down for maintenance</h1>');
  const down = answer;
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  const issuer = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret },
        ...{ redirect_uris: [`${address}${COMES_BACK_TO}`], token_endpoint_auth_method: takes },
      },
    ],
    clientAuthMethods: [takes],
    cookies: { keys: ['of a test'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: `${id}@login`, email: emails[id], email_verified: true }),
    }),
  }).callback();
  answer = provider;
  const errors: unknown[] = [];
  return {
    issuer,
    errors,
    signIn: openIdProvider({
      ...{ issuer, ...CLIENT, redirectUri: `${address}${COMES_BACK_TO}` },
      report: (error) => void errors.push(error),
    }),
    /** From the address that the desk sends a browser to, to that which the provider sends it back to. */
    walk: (start: string, who: string | 'nobody') => walk(issuer, start, who),
    breaks() {
      answer = down;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `nobody`: turns round at the form. */
async function walk(issuer: string, start: string, who: string): Promise<string> {
  const cookies = new Map<string, string>();
  let [url, body]: [string, URLSearchParams | undefined] = [start, undefined];
  for (let step = 0; step < 12; step += 1) {
    if (!url.startsWith(issuer)) return url;
    const answer: Response = await fetch(url, {
      ...{ redirect: 'manual', method: body ? 'POST' : 'GET', ...(body && { body }) },
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(set) ?? [];
      cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    const text = await answer.text();
    if (to !== null) {
      [url, body] = [new URL(to, url).href, undefined];
      continue;
    }
    const prompt = /name="prompt" value="(?<prompt>\w+)"/u.exec(text)?.groups?.prompt;
    if (prompt === undefined) throw new Error(`the provider has no form here: ${text.slice(0, 500)}`);
    if (who === 'nobody') [url, body] = [`${url}/abort`, undefined];
    else body = new URLSearchParams({ prompt, ...(prompt === 'login' && { login: who, password: 'x' }) });
  }
  throw new Error('the provider leads in a circle');
}
