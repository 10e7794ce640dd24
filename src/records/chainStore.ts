import type { Leaf, SignedCheckpoint } from './checkpoint.ts';
import type { Subject } from './event.ts';
import type { Link } from './link.ts';

/** A link, and behind the last one of a subject what its head says: how many there are, and the hash of the last. */
export type LinkRow = Link & { head: { position: number; hash: string | null } | null };

/** Something of the record that is under no link. */
export type Unlinked = { subject: Subject; type: 'event' | 'wording' | 'head'; name: string };

/** The chains of the record: the database adds to them, the desk reads them. */
export interface ChainStore {
  /**
   * Puts under the chain what was written before there was one, of at most so many requests behind this one. Answers with
   * the last of them; undefined when none was left, which is kept.
   */
  linkOld(after: number, limit: number): Promise<number | undefined>;
  /** Whether nothing from before the chain is left. */
  isAllLinked(): Promise<boolean>;
  /** All links by subject and position, with what they are of: some at a time, each as it is when it is read. */
  links(): AsyncIterable<LinkRow[]>;
  /** What stands on the record under no link, and heads without links. */
  unlinked(limit: number): Promise<Unlinked[]>;

  latestCheckpoint(): Promise<SignedCheckpoint | undefined>;
  /** Behind the one of this number, in order. */
  checkpoints(after: number, limit: number): Promise<SignedCheckpoint[]>;
  /** Fails where there is one of this number. */
  addCheckpoint(checkpoint: SignedCheckpoint): Promise<void>;
  /**
   * Writes down the heads that have moved since the checkpoint before, of at most so many subjects behind this one. Answers
   * with the last of them; undefined when there was none.
   */
  markHeads(checkpoint: number, after: Subject | null, limit: number): Promise<Subject | undefined>;
  /** Of each subject the last link at that checkpoint, in order. */
  leaves(checkpoint: number, after: Subject | null, limit: number): Promise<Leaf[]>;
  /** Of each subject the first link that a checkpoint knows and that is another one now, or gone. */
  brokenLeaves(limit: number): Promise<(Leaf & { checkpoint: number; isGone: boolean })[]>;
}
