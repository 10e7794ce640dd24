import type { Account } from '../chat/account.ts';
import type { Photo } from '../chat/message.ts';

/** The picture of somebody, for whichever platform it is seen on; undefined where no chat has an account of theirs. */
export function photoOf(name: string, accounts: readonly Account[]): Photo | undefined {
  if (accounts.length === 0) return undefined;
  const url = accounts.find(({ photo }) => photo !== undefined)?.photo;
  return {
    of: name,
    ...(url !== undefined && { url }),
    accounts: accounts.map(({ platform, workspace, userId }) => ({ platform, workspace, userId })),
  };
}
