import type { Taken, Unordered } from '../page/taken.ts';
import type { Actor } from '../people/person.ts';
import type { Store } from '../store.ts';

/** Something that somebody may take away from the desk's own page as a file, below `/desk/take`. */
export type Taking = {
  /** The first part of its address: `file`. */
  path: string;
  isFor(actor: Actor): boolean;
  /**
   * `rest`: what stands behind the path. `values`: of the form that ordered it. Undefined: there is no such thing, or it is
   * not theirs. What is given is read in transactions of its own, since it may be long.
   */
  give(asked: TakingAsked): Promise<Taken | Unordered | undefined>;
};

export type TakingAsked = {
  store: Store;
  actor: Actor;
  rest: string;
  values?: Record<string, string> | undefined;
  now: () => Date;
};
