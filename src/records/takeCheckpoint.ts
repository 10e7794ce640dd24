import type { Store } from '../store.ts';
import type { ChainStore } from './chainStore.ts';
import { checkpointHash, leafText, type SignedCheckpoint, seal } from './checkpoint.ts';
import type { Subject } from './event.ts';
import { createMerkleTree } from './merkle.ts';
import type { SigningKey } from './signingKey.ts';

const PAGE = 5_000;
const DAY_MS = 86_400_000;

/**
 * Writes down how far every chain has come, and signs it. What is written meanwhile may be in it or not: of each chain it
 * says how far that had come when it was read.
 */
export async function takeCheckpoint(
  chain: ChainStore,
  now: Date,
  key: SigningKey | undefined,
): Promise<SignedCheckpoint> {
  const last = await chain.latestCheckpoint();
  const number = (last?.number ?? 0) + 1;
  for (let place: Subject | null | undefined = null; place !== undefined; )
    place = await chain.markHeads(number, place, PAGE);
  const checkpoint = {
    number,
    at: `${now.toISOString().slice(0, -1)}000Z`,
    ...(await readTree(chain, number)),
    previous: last ? checkpointHash(last) : null,
  };
  const signed = seal(checkpoint, key);
  await chain.addCheckpoint(signed);
  return signed;
}

/** The tree of a checkpoint, from what was written down of it. */
export async function readTree(chain: ChainStore, number: number): Promise<{ root: string; chains: number }> {
  const tree = createMerkleTree();
  let chains = 0;
  for (let place: Subject | null = null; ; ) {
    const leaves = await chain.leaves(number, place, PAGE);
    for (const leaf of leaves) tree.add(leafText(leaf));
    chains += leaves.length;
    const last = leaves.at(-1);
    if (!last) return { root: tree.root(), chains };
    place = last.subject;
  }
}

/** Once a day, by one desk for all; not before everything is under the chain. */
export async function takeDailyCheckpoint(store: Store, now: Date, key: SigningKey | undefined): Promise<void> {
  if (!(await store.transaction((tx) => tx.chain.isAllLinked()))) return;
  const begun = await store.transaction((tx) => tx.chores.begin('checkpoint', DAY_MS));
  if (!begun) return;
  try {
    await store.transaction((tx) => takeCheckpoint(tx.chain, now, key));
  } catch (error) {
    await store.transaction((tx) => tx.chores.giveUp('checkpoint', begun.last));
    throw error;
  }
}
