/** Somebody who has left, as the database names them. */
export type Named = { id: number; name: string; email: string | null };

/** What is asked and done when a departed person's name goes. */
export interface ForgettingStore {
  /** Numbers of requests that they still wait for or hold, a few of them. */
  openRequests(personId: number): Promise<number[]>;
  /** Those offices whose file names this e-mail as their records officer's, by name. */
  officeOfOfficer(email: string): Promise<string | undefined>;
  isTaken(name: string): Promise<boolean>;
  /** Entries of the record that the desk itself wrote their name or their e-mail into, by ids. */
  namedIn(person: Named): Promise<number[]>;
  /**
   * Takes name, e-mail, accounts, sessions and linked accounts away, and the name from what the desk has sent. What
   * people wrote stays as they wrote it.
   */
  forget(person: Named, pseudonym: string): Promise<void>;
}
