import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Subject } from './event.ts';
import { nameOf } from './link.ts';
import type { SigningKey } from './signingKey.ts';

/**
 * How far all chains had come at a time, in one hash: whoever keeps it elsewhere can tell later whether the end of one was
 * cut off, or all of it written anew. docs/decisions/16-the-record-is-a-chain.md has the exact bytes.
 */
export type Checkpoint = {
  /** From 1 on, without gaps. */
  number: number;
  /** In UTC, to the microsecond. */
  at: string;
  /** How many there are. */
  chains: number;
  /** Of the Merkle tree of their last links. */
  root: string;
  /** Hash of the checkpoint before it: so a signature vouches for all before it, too. */
  previous: string | null;
};

/** `key`: the public half of what it was signed with, and null with `signature` where the desk had no key. */
export type SignedCheckpoint = Checkpoint & { key: string | null; signature: string | null };

/** The last link of a subject at a checkpoint. */
export type Leaf = { subject: Subject; position: number; hash: string };

export function checkpointText({ number, at, chains, root, previous }: Checkpoint): string {
  return canonicalJson({ number, at, chains, root, previous, v: 1 });
}

export const checkpointHash = (checkpoint: Checkpoint): string => hash('sha256', checkpointText(checkpoint), 'hex');

export const leafText = ({ subject, position, hash }: Leaf): string =>
  canonicalJson({ subject: nameOf(subject), position, hash });

export function seal(checkpoint: Checkpoint, key: SigningKey | undefined): SignedCheckpoint {
  return { ...checkpoint, key: key?.public ?? null, signature: key?.sign(checkpointText(checkpoint)) ?? null };
}
