import type { Lately } from '../page/lately.ts';
import type { Asked, PageView } from '../page/view.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** Who looks, and when. `lately`: for what takes long to count. */
export type Visit = { actor: Actor; now: Date; lately: Lately };

/** A page of the desk's own, below `/desk`. */
export type Page = {
  /** The first part of its address: `requests`; the one that opens first has none. */
  path: string;
  /** It has addresses below its own, such as `requests/R-1042`; of all others there are none. */
  goesDeeper?: true;
  /** Among the ways at the top, in the order in which the features are listed; without one it is found by links alone. */
  label?: string;
  /** Among the ways of the programme, which stand by themselves. */
  isProgramme?: true;
  /** Whether this person has such a page at all. What stands on it is theirs too: each query asks for no more. */
  isFor(actor: Actor): boolean;
  /** What the database has to be asked for, of those whom it may be for. */
  isTheirs?(tx: Tx, actor: Actor): Promise<boolean>;
  /** Undefined: there is no such thing, or it is not theirs. */
  open(tx: Tx, asked: Asked, visit: Visit): Promise<PageView | undefined>;
};
