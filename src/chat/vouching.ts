/**
 * Whose people are in a workspace or tenant: the office's own, whose word counts for every e-mail, or an agency's, whose
 * word counts for e-mails of these domains only (in lower case).
 */
export type Home = 'office' | readonly string[];

/** By id of the workspace or tenant. What is not named vouches for nobody. */
export type Homes = ReadonlyMap<string, Home>;

/** Who stands behind the e-mail of an account. Whoever runs a workspace can give its accounts any e-mail they like. */
export type Vouched = 'office' | 'agency' | 'no';

/** What a platform says of somebody. `confirmed` is false where it says itself that the e-mail was never confirmed. */
export type Claim = { email: string | undefined; guest: boolean; confirmed: boolean };

/**
 * Whose word the desk takes for who this is, and the e-mail that this word covers: none that is not confirmed, and none
 * at all of guests and of homes that do not vouch for it. A member of the office's own home stays one without an e-mail.
 */
export function vouch(
  home: Home | undefined,
  { email, guest, confirmed }: Claim,
): { vouched: Vouched; email?: string } {
  if (home === undefined || guest) return { vouched: 'no' };
  const address = confirmed ? email?.trim().toLowerCase() : undefined;
  if (home === 'office') return { vouched: 'office', ...(address && { email: address }) };
  if (!address || !covers(home, address)) return { vouched: 'no' };
  return { vouched: 'agency', email: address };
}

/** Does the word of this home count for this e-mail? A domain does not speak for those below it. */
export function covers(home: Home | undefined, email: string): boolean {
  if (home === undefined) return false;
  return home === 'office' || home.includes(email.slice(email.lastIndexOf('@') + 1).toLowerCase());
}
