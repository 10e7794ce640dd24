import type { Vouched } from '../chat/vouching.ts';
import type { Person, Role } from './person.ts';

/** An active person whom no account reaches. */
export type Unreached = {
  person: Person;
  /** Of all the roles asked for, the one on which most depends. */
  role: Role;
  /**
   * Their accounts: why each cannot be written to (null: its chat is not connected, or it does not count for them), when
   * it was last heard of, and who vouched for it (null: it was linked before anybody was asked).
   */
  accounts: { platform: string; unreachable: string | null; seenAt: Date | null; vouched: Vouched | null }[];
  /** The newest message of the last three months that did not get through. */
  failed: { at: Date; reason: string } | null;
};

/** Who is looked at: with one of these roles, in one office or in all, as these platforms or as any reach them. */
export type Among = { roles: readonly Role[]; officeId?: number; platforms?: readonly string[] };

/** A connected chat. `looksUp`: it finds people by their e-mail, so they need not have written before. */
export type ConnectedChat = { platform: string; looksUp: boolean };

/**
 * Whether it is sure that somebody cannot be written to. It is not while a chat that finds people by their e-mail has
 * not been asked for them yet: it is asked when there is something to tell them.
 */
export function isLost({ person, accounts, failed }: Unreached, chats: readonly ConnectedChat[]): boolean {
  const isAsked = ({ platform, vouched }: Unreached['accounts'][number], chat: ConnectedChat): boolean =>
    platform === chat.platform && vouched !== null;
  const unasked = chats.some((chat) => chat.looksUp && !accounts.some((account) => isAsked(account, chat)));
  return person.email === null || failed !== null || !unasked;
}

/** Whether something has shown that somebody cannot be written to, whatever chats are connected. */
export const isProven = ({ accounts, failed }: Unreached): boolean =>
  failed !== null || accounts.some(({ unreachable }) => unreachable !== null);

/** In the order in which it matters that they are reached. */
export const rolesByNeed: readonly Role[] = ['liaison', 'supervisor', 'administrator', 'agency head', 'requester'];

/** Why an account cannot be written to that its platform says is closed. */
export const CLOSED = 'the account was closed';
/** … and one whose person took the app away, as long as they do not take it back. */
export const REMOVED = 'they took the app away';
