/**
 * What Slack gives for an installation: a token, and where the app’s tokens are renewed (token rotation) what the next one
 * is given for, and when this one ends, in milliseconds since 1970.
 */
export type Grant = { token: string; renewing?: { refresh: string; until: number } };

/** As it is kept, before it is sealed: a token that does not end as it always was. */
export const writeGrant = ({ token, renewing }: Grant): string =>
  renewing === undefined ? token : JSON.stringify({ token, ...renewing });

/** @throws when it is no such text, which nobody but the desk can have sealed */
export function readGrant(text: string): Grant {
  if (!text.startsWith('{')) return { token: text };
  const { token, refresh, until } = JSON.parse(text) as Record<string, unknown>;
  if (typeof token !== 'string' || typeof refresh !== 'string' || typeof until !== 'number')
    throw new TypeError('what was sealed is no installation');
  return { token, renewing: { refresh, until } };
}
