/** The office's own way of signing people in, by OpenID Connect, as the page knows it. */

/** Whom the provider has signed in. `label`: what it calls them, for themselves to read. */
export type ProvenAccount = { issuer: string; subject: string; label: string };

/** What one browser has to show again when it comes back, so that nobody is signed in by an answer to somebody else. */
export type Attempt = { verifier: string; state: string; nonce: string };

/**
 * Why nobody was signed in: the person or the provider said no; it did not answer; it refuses this desk; or what came
 * back is none of its answers to this attempt.
 */
export type Unproven = 'declined' | 'away' | 'refused' | 'not believed';

export interface SignInProvider {
  /** Where the browser is to be sent. */
  begin(): Promise<{ url: string; attempt: Attempt } | { failed: Unproven }>;
  /** `query`: what the browser has brought back. */
  finish(query: string, attempt: Attempt): Promise<{ account: ProvenAccount } | { failed: Unproven }>;
}
