import { ManagedIdentityCredential } from '@azure/identity';
import { ConfidentialClientApplication, type Configuration } from '@azure/msal-node';

/** How Microsoft's login is reached, when not over the internet. */
export type LoginNetwork = NonNullable<NonNullable<Configuration['system']>['networkClient']>;

/** What an app shows to be itself. Hexadecimal thumbprint (SHA-1 or SHA-256) and PEM. */
export type Certificate = { thumbprint: string; privateKey: string };

export type LoginOptions = {
  appId: string;
  appType: 'SingleTenant' | 'MultiTenant';
  appTenant: string;
  secret: string | undefined;
  certificate: Certificate | undefined;
  government: boolean;
  network: LoginNetwork | undefined;
};

/** Bots that belong to no tenant log in with the Bot Framework's own. */
const PUBLIC = { host: 'https://login.microsoftonline.com', botTenant: 'botframework.com' };
const GOVERNMENT = { host: 'https://login.microsoftonline.us', botTenant: 'cab8a31a-1906-4287-a0d8-4eef66b95f6e' };
const SHA256_DIGITS = 64;

/** The login of an app that has a secret or a certificate. */
export function createLogin(options: LoginOptions) {
  const { appId, appType, appTenant, secret, certificate, government, network } = options;
  const { host, botTenant } = government ? GOVERNMENT : PUBLIC;
  const client = new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: `${host}/${appType === 'MultiTenant' ? botTenant : appTenant}`,
      ...(secret !== undefined && { clientSecret: secret }),
      ...(certificate && { clientCertificate: named(certificate) }),
    },
    ...(network && { system: { networkClient: network } }),
  });
  return {
    client,
    /** The app's own token for another service than the Bot Framework's, as it is known in that tenant. */
    async token(scope: string, tenant: string, fresh: boolean): Promise<string> {
      const authority = `${host}/${tenant}`;
      const result = await client.acquireTokenByClientCredential({ scopes: [scope], authority, skipCache: fresh });
      return result?.accessToken ?? '';
    },
  };
}

/**
 * The login of a managed identity: the machine in Azure vouches for it, in its own tenant alone. The SDK would go on to
 * ask every tool on the machine that may be logged in as somebody, and so be too slow to say what is wrong.
 */
export function createMachineLogin(appId: string) {
  const credential = new ManagedIdentityCredential({ clientId: appId, retryOptions: { maxRetries: 0 } });
  return { credential, token: async (scope: string): Promise<string> => (await credential.getToken(scope)).token };
}

const named = ({ thumbprint, privateKey }: Certificate) =>
  thumbprint.length === SHA256_DIGITS ? { thumbprintSha256: thumbprint, privateKey } : { thumbprint, privateKey };
