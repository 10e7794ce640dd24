import { z } from 'zod';
import { isLoopback } from './loopback.ts';

/** The office's own provider, by OpenID Connect, that signs people in at the desk's page. */
export type ProviderConfig = { issuer: string; clientId: string; clientSecret: string };

/** Where the provider sends browsers back to, behind the address of the page: to be registered there. */
export const COMES_BACK_TO = '/desk/provider/back';

const setting = <T>(rule: z.ZodType<T, string>) =>
  z.preprocess((value) => (typeof value === 'string' ? value.trim() || undefined : value), rule.optional());

export const signInSettings = {
  SIGN_IN_ISSUER: setting(
    z
      .url({
        protocol: /^https?$/u,
        error: 'is not an address, such as https://login.state.example; the provider’s own page names its issuer',
      })
      .refine(
        (url) => !URL.canParse(url) || new URL(url).protocol === 'https:' || isLoopback(new URL(url).hostname),
        'is not https: whoever sits in between could sign in as anybody',
      ),
  ),
  SIGN_IN_CLIENT_ID: setting(z.string()),
  SIGN_IN_CLIENT_SECRET: setting(z.string()),
};

type Read = Partial<Record<keyof typeof signInSettings | 'PAGE_URL', string | undefined>>;

export function readSignIn(given: Read): { provider: ProviderConfig | undefined; problems: string[] } {
  const { SIGN_IN_ISSUER: issuer, SIGN_IN_CLIENT_ID: clientId, SIGN_IN_CLIENT_SECRET: clientSecret } = given;
  if (issuer === undefined && clientId === undefined && clientSecret === undefined)
    return { provider: undefined, problems: [] };
  const problems = (['SIGN_IN_ISSUER', 'SIGN_IN_CLIENT_ID', 'SIGN_IN_CLIENT_SECRET'] as const)
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is missing, though the others of the office’s sign-in are set`);
  if (given.PAGE_URL === undefined)
    problems.push('PAGE_URL is missing, though SIGN_IN_ISSUER is set: the provider has to send people back to it');
  if (issuer === undefined || clientId === undefined || clientSecret === undefined || problems.length > 0)
    return { provider: undefined, problems };
  return { provider: { issuer, clientId, clientSecret }, problems: [] };
}
