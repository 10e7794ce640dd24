/**
 * Where it is kept what Slack gave when the app was installed in a workspace. `sealed` is encrypted here: nobody who
 * reads the database can write in anybody's name.
 */
export interface Installations {
  /** Enters it, or replaces the one of the same workspace. */
  save(installation: Installation): Promise<void>;
  /** Seals it anew; not when it is another meanwhile than the one that was read. */
  reseal(installation: Pick<Installation, 'workspace' | 'sealed'>, sealed: string): Promise<void>;
  read(workspace: string): Promise<Installation | undefined>;
  all(): Promise<Installation[]>;
  remove(workspace: string): Promise<void>;
}
/** `name` is the workspace's, for people. */
export type Installation = { workspace: string; name: string; sealed: string; at: Date };
