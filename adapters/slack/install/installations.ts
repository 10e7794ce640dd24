/**
 * Where it is kept what Slack gave when the app was installed in a workspace or an organisation. `sealed` is encrypted here: nobody who
 * reads the database can write in anybody's name.
 */
export interface Installations {
  /** Enters it, or replaces the one of the same place. */
  save(installation: Installation): Promise<void>;
  /** Seals it anew; not when it is another meanwhile than the one that was read, nor while its token is renewed. */
  reseal(read: Read, sealed: string): Promise<boolean>;
  /** Whether this desk is the one to renew its token, for so long: no other does, and it is still as it was read. */
  claim(read: Read, forMs: number): Promise<boolean>;
  /** Its next token; not when it is another meanwhile than the one that was claimed. */
  renew(read: Read, sealed: string): Promise<boolean>;
  /** It was not renewed: another may try. */
  release(read: Read): Promise<void>;
  read(workspace: string): Promise<Installation | undefined>;
  all(): Promise<Installation[]>;
  remove(workspace: string): Promise<void>;
}
type Read = Pick<Installation, 'workspace' | 'sealed'>;
/** `workspace` is the id of a workspace, or of an organisation that the app was installed in as a whole; `name` is for people. */
export type Installation = { workspace: string; name: string; sealed: string; at: Date };
