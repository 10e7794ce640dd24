import type { ChainStore, LinkPlace, Unlinked } from './chainStore.ts';
import { createWalk, type Finding } from './walk.ts';

/** Links read at once: what verifying keeps in memory. Of larger pages most outlives a collection, which costs a fourth more. */
const PAGE = 1_500;
/** Of what is under no link so much is told: whoever wrote more of it has not touched a letter here and there. */
const MOST_UNLINKED = 200;

export type Verified = {
  links: number;
  chains: number;
  /** What was written before there was a chain is not all under it yet. */
  isComplete: boolean;
};

/** Reads all chains of the record in pages, and tells of all that does not fit as it is found. */
export async function verifyChains(chain: ChainStore, found: (finding: Finding | Unlinked) => void): Promise<Verified> {
  const walk = createWalk(found);
  let place: LinkPlace | null = null;
  // The next page is asked for while this one is looked at.
  let next = chain.page(place, PAGE);
  for (;;) {
    const page = await next;
    const last = page.at(-1);
    if (!last) break;
    place = { subject: last.subject, position: last.position };
    next = chain.page(place, PAGE);
    for (const row of page) walk.step(row);
  }
  walk.end();
  const isComplete = await chain.isAllLinked();
  for (const each of await chain.unlinked(MOST_UNLINKED)) found(each);
  return { links: walk.links, chains: walk.chains, isComplete };
}
