/** Signing in at the desk's page: links that open once, and what was opened with them. Tokens are kept as hashes alone. */

export type SignInLink = { hash: string; accountId: number; at: Date; until: Date };

export type Session = {
  id: number;
  accountId: number;
  personId: number;
  at: Date;
  usedAt: Date;
  endedAt: Date | null;
  /** What the browser called itself, in a few words. */
  browser: string;
  /** The linked account of the provider that began it; null: a link from the chat did. */
  linkId: number | null;
};

export interface SessionStore {
  offer(link: SignInLink): Promise<void>;
  /** Whose link it is, as long as it can be used: the id of an account. */
  offered(hash: string, now: Date): Promise<number | undefined>;
  /** The same, and nobody uses it again. */
  spend(hash: string, now: Date): Promise<number | undefined>;
  /** Answers with its id. */
  begin(session: Omit<Session, 'id' | 'endedAt'> & { hash: string }): Promise<number>;
  /** The session of this token, unless it has ended or began before `since`, or was last used before `usedSince`. */
  running(hash: string, since: Date, usedSince: Date): Promise<Session | undefined>;
  used(id: number, at: Date): Promise<void>;
  /** Of this person alone; false when it had ended, or is not theirs. */
  end(id: number, personId: number, at: Date): Promise<boolean>;
  /** Those of this person that run, the newest first; the same limits as of `running`. */
  runningOf(personId: number, since: Date, usedSince: Date): Promise<Session[]>;
  /** Where the page is reached, as people open it: `https://desk.example.gov`; undefined where nobody has said. */
  address(): Promise<string | undefined>;
  moveTo(address: string | undefined): Promise<void>;
  /** Links and sessions that ended before then are forgotten. */
  forget(before: Date): Promise<void>;
}
