import type { Account } from '../../../src/chat/account.ts';
import { type Home, vouch } from '../../../src/chat/vouching.ts';
import { encodeAddress } from '../out/address.ts';
import type { Installed } from './graph.ts';

export type ReachOptions = {
  /** Finds the one of this e-mail, as their tenant has it, and installs the app for them. */
  install(email: string): Promise<Installed | undefined>;
  appId: string;
  /** Whose tenant this is. */
  homeOf(tenant: string): Home | undefined;
  /** Where Teams was last heard of for a tenant. */
  serviceOf(tenant: string): string | undefined;
  /** Where it is reached otherwise. */
  service: string;
};

/** Somebody who has not written yet, as the account that they will write with. */
export function createReach(options: ReachOptions): (email: string) => Promise<Account | undefined> {
  const { install, appId, homeOf, serviceOf, service } = options;
  return async (email) => {
    const installed = await install(email);
    if (!installed) return undefined;
    const { userId, name, conversation } = installed;
    const tenant = installed.tenant.toLowerCase();
    const address = encodeAddress({
      serviceUrl: serviceOf(tenant) ?? service,
      tenant,
      bot: `28:${appId}`,
      user: userId,
      ...(conversation !== undefined && { conversation }),
    });
    const word = vouch(homeOf(tenant), { email, guest: false, confirmed: true });
    return { platform: 'teams', workspace: tenant, userId, address, name, ...word };
  };
}
