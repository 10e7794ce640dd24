import type { Brought, Received } from '../page/brought.ts';
import type { Actor } from '../people/person.ts';
import type { Store } from '../store.ts';

/** Files that somebody may bring to the desk's own page, below `/desk/bring`. */
export type Bringing = {
  /** The first part of its address: `import`. */
  path: string;
  isFor(actor: Actor): boolean;
  receive(given: { store: Store; actor: Actor; brought: Brought; now: () => Date }): Promise<Received>;
};
