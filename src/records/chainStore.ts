import type { Subject } from './event.ts';
import type { Link } from './link.ts';

/** A link, and what the head of its subject says: how many there are, and the hash of the last. */
export type LinkRow = Link & { head: { position: number; hash: string | null } | null };

/** Where a page ended. */
export type LinkPlace = { subject: Subject; position: number };

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
  /** Links by subject and position, with what they are of. */
  page(after: LinkPlace | null, limit: number): Promise<LinkRow[]>;
  /** What stands on the record under no link, and heads without links. */
  unlinked(limit: number): Promise<Unlinked[]>;
}
