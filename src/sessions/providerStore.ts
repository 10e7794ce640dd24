/** Accounts of the office's own sign-in provider (OpenID Connect): proven, and linked to people. */

/** An account that its provider has vouched for. `label`: what the provider calls it, for people to know it by. */
export type Identity = { issuer: string; subject: string; label: string };

export type ProviderLink = Identity & { id: number; accountId: number; personId: number; at: Date };

export interface ProviderStore {
  /** Which provider signs people in, by its issuer; undefined where none is set. */
  current(): Promise<string | undefined>;
  moveTo(issuer: string | undefined): Promise<void>;
  find(identity: Pick<Identity, 'issuer' | 'subject'>): Promise<ProviderLink | undefined>;
  /** What signs this person in, the newest first. */
  of(personId: number): Promise<ProviderLink[]>;
  /** Answers with its id. There is none of the same issuer and subject. */
  link(link: Omit<ProviderLink, 'id'>): Promise<number>;
  /** It signs in nobody any more; the sessions that it began are answered with, by their ids. */
  unlink(id: number): Promise<number[]>;
  keepProof(proof: Identity & { hash: string; until: Date }): Promise<void>;
  proof(hash: string, now: Date): Promise<Identity | undefined>;
  /** The same, and nobody uses it again. */
  spendProof(hash: string, now: Date): Promise<Identity | undefined>;
}
