import { type Check, note, ok, wrong } from '../../src/chat/finding.ts';
import { discover, type ProviderOptions } from './openid.ts';

/** Whether the office's provider can sign people in. The secret it takes or refuses at the first sign-in, and not before. */
export function providerCheckup(provider: ProviderOptions, redirectUri: string): Check[] {
  return [
    async () => {
      const { issuer } = provider;
      const config = await discover(provider).catch(() => undefined);
      if (!config)
        return [
          wrong(
            `${issuer} does not answer as an OpenID Connect provider of that name: look at SIGN_IN_ISSUER, which has to be what its own /.well-known/openid-configuration calls “issuer”, and at the network between here and there`,
          ),
        ];
      const server = config.serverMetadata();
      const cannot = [
        ...(server.authorization_endpoint && server.token_endpoint ? [] : ['say where people sign in']),
        ...((server.response_types_supported ?? ['code']).includes('code') ? [] : ['know the code flow']),
      ];
      if (cannot.length > 0) return [wrong(`${issuer} does not ${cannot.join(' or ')}`)];
      return [
        ok(`${issuer} answers`),
        note(
          `whether it takes SIGN_IN_CLIENT_ID and SIGN_IN_CLIENT_SECRET shows when somebody signs in; ${redirectUri} has to be registered there as a redirect URI`,
        ),
      ];
    },
  ];
}
