import type { ChainStore } from './chainStore.ts';
import { checkpointHash, checkpointText, type SignedCheckpoint } from './checkpoint.ts';
import type { Subject } from './event.ts';
import { isSigned } from './signingKey.ts';
import { readTree } from './takeCheckpoint.ts';

const PAGE = 1_000;
const MOST_CHAINS = 200;

export type CheckpointProblem =
  /** Checkpoints before it are gone, or are others. */
  | 'order'
  | 'signature'
  /** It came after one that this desk has signed, and this desk has not signed it. */
  | 'stranger'
  /** It is signed, with a key that is neither the desk's own nor one of those it is said to have had. */
  | 'other key'
  /** What it was made of is not what its root says. */
  | 'tree'
  /** Somebody kept another one of this number, or the desk has none. */
  | 'other'
  | 'gone';

export type CheckpointFinding =
  | { checkpoint: number; problem: CheckpointProblem }
  /** A chain is not any more what it was at that time. */
  | { checkpoint: number; problem: 'chain'; subject: Subject; position: number; isGone: boolean };

/** What somebody kept of a checkpoint: its root, or the first half of it. */
export type Kept = { number: number; root: string };

export type VerifiedCheckpoints = { count: number; last: SignedCheckpoint | undefined };

/**
 * Holds the chains to all checkpoints there are, and to one that somebody kept elsewhere. `key`: the public half of the
 * desk's own key, if it has one. `former`: of those it had before, as somebody kept them; without them whoever can write
 * everything anew could sign what is older than the desk's own key with a key of theirs.
 */
export async function verifyCheckpoints(
  chain: ChainStore,
  { key, kept, former = [] }: { key: string | undefined; kept: Kept | undefined; former?: readonly string[] },
  found: (finding: CheckpointFinding) => void,
): Promise<VerifiedCheckpoints> {
  const ours = new Set([...(key === undefined ? [] : [key]), ...former]);
  let last: SignedCheckpoint | undefined;
  let isOurs = false;
  let isKept = false;
  for (;;) {
    const page: SignedCheckpoint[] = await chain.checkpoints(last?.number ?? 0, PAGE);
    for (const each of page) {
      const { number } = each;
      const previous = last ? checkpointHash(last) : null;
      if (number !== (last?.number ?? 0) + 1 || each.previous !== previous)
        found({ checkpoint: number, problem: 'order' });
      if (each.signature !== null || each.key !== null) {
        const holds = isSigned(checkpointText(each), each.signature ?? '', each.key ?? '');
        if (!holds) found({ checkpoint: number, problem: 'signature' });
      }
      // Whoever has no key can take a signature away, or put their own in its place: but not sign for the desk.
      if (each.key !== null && ours.has(each.key)) isOurs = true;
      else if (isOurs) found({ checkpoint: number, problem: 'stranger' });
      else if (each.key !== null && former.length > 0) found({ checkpoint: number, problem: 'other key' });
      if (kept?.number === number) {
        isKept = true;
        if (!each.root.startsWith(kept.root)) found({ checkpoint: number, problem: 'other' });
        await holdTree(each);
      }
      last = each;
    }
    if (page.length === 0) break;
  }
  if (kept && !isKept) found({ checkpoint: kept.number, problem: 'gone' });
  if (last && last.number !== kept?.number) await holdTree(last);
  for (const { checkpoint, subject, position, isGone } of await chain.brokenLeaves(MOST_CHAINS))
    found({ checkpoint, problem: 'chain', subject, position, isGone });
  return { count: last?.number ?? 0, last };

  async function holdTree({ number, root, chains }: SignedCheckpoint): Promise<void> {
    const tree = await readTree(chain, number);
    if (tree.root !== root || tree.chains !== chains) found({ checkpoint: number, problem: 'tree' });
  }
}

/**
 * Reads a checkpoint out of what somebody kept: what `desk checkpoint --json` printed, or a line of a digest. Undefined
 * where there is none. Half of a root (32 digits) is as good as all of it.
 */
export function readKept(text: string): Kept | undefined {
  const number = /"number"\s*:\s*(\d{1,9})\b/u.exec(text) ?? /\bcheckpoint\s+(\d{1,9})\b/iu.exec(text);
  const root =
    /\b[0-9a-f]{64}\b/u.exec(/"root"\s*:\s*"([0-9a-f]{64})"/u.exec(text)?.[1] ?? text) ??
    /\b[0-9a-f]{32}\b/u.exec(text);
  return number?.[1] !== undefined && root ? { number: Number(number[1]), root: root[0] } : undefined;
}
