import type { Account } from '../chat/account.ts';
import type { Vouched } from '../chat/vouching.ts';
import { type Actor, isStaffRole, type Person, sameEmail } from './person.ts';

/** What is known of an account: for whom it was vouched last, with which e-mail, and whose it was taken for. */
export type KnownAccount = { vouched: Vouched | null; email: string | null; person: Person | undefined };

/** The e-mail by which an account names a person; undefined where nobody stands behind it. */
export function namedBy({ vouched, email }: Pick<Account, 'vouched' | 'email'>): string | undefined {
  return email !== undefined && (vouched === 'office' || vouched === 'agency') ? sameEmail(email) : undefined;
}

/**
 * Whose account it is, judged anew whenever it is heard of. `named`: the person of its vouched e-mail (`namedBy`).
 *
 * A link counts when somebody vouched for the account as it was made, and as long as somebody does. Somebody without an
 * e-mail was entered for this very account, and stays its person whoever vouches. Of two people an active one wins: the
 * other left, or has another e-mail now. Of two active ones it is whom the platform names with a new e-mail. An e-mail
 * that only moved in the office's file, as one given to a newcomer, hands nobody's account to somebody else.
 *
 * Where a platform says nothing about who vouches, what was known holds, and nobody is linked.
 */
export function whoseAccount(
  { vouched, email }: Pick<Account, 'vouched' | 'email'>,
  known: KnownAccount,
  named: Person | undefined,
): Person | undefined {
  const { person } = known;
  if (vouched === undefined) return person;
  const entered = person?.email === null;
  if (vouched === 'no') return entered ? person : undefined;
  const trusted = entered || known.vouched === 'office' || known.vouched === 'agency' ? person : undefined;
  if (!trusted || !named) return named ?? trusted;
  if (trusted.active !== named.active) return trusted.active ? trusted : named;
  const moved = email !== undefined && sameEmail(email) !== known.email;
  return moved ? named : trusted;
}

/**
 * What somebody may do through an account: roles in an office come from the office's own workspace or tenant alone, and
 * that somebody heads an agency from there or from the agency's. An account for which nobody was ever asked (null: it
 * was linked before anybody was) has none of these until somebody vouches.
 */
export function actingThrough(actor: Actor, vouched: Vouched | null): Actor {
  if (vouched === 'office') return actor;
  const memberships = actor.memberships.filter(
    ({ role }) => role === 'requester' || (role === 'agency head' && vouched === 'agency'),
  );
  if (memberships.length === actor.memberships.length) return actor;
  const { person } = actor;
  const works = actor.memberships.some(({ role }) => isStaffRole(role));
  return works ? { person, memberships, fromElsewhere: true } : { person, memberships };
}
