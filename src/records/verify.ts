import type { ChainStore, Unlinked } from './chainStore.ts';
import { createWalk, type Finding } from './walk.ts';

/** Of what is under no link so much is told: whoever wrote more of it has not touched a letter here and there. */
const MOST_UNLINKED = 200;

export type Verified = {
  links: number;
  chains: number;
  /** What was written before there was a chain is not all under it yet. */
  isComplete: boolean;
};

/** Reads all chains of the record, and tells of all that does not fit as it is found. */
export async function verifyChains(chain: ChainStore, found: (finding: Finding | Unlinked) => void): Promise<Verified> {
  const walk = createWalk(found);
  for await (const some of chain.links()) for (const row of some) walk.step(row);
  walk.end();
  const isComplete = await chain.isAllLinked();
  for (const each of await chain.unlinked(MOST_UNLINKED)) found(each);
  return { links: walk.links, chains: walk.chains, isComplete };
}
