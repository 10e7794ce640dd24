import type { Store } from '../store.ts';
import type { Progress } from './following.ts';

/** What a command that changes the record stands on: where it speaks, whom it asks, and the database. */
export type ChangingIo = {
  out: (line: string) => void;
  err: (line: string) => void;
  now: () => Date;
  /** Asks yes or no; undefined when nobody is there to answer. */
  ask: ((question: string) => Promise<boolean>) | undefined;
  /** Runs `work` on the configured database, brought up to date, and closes it. */
  withStore: <T>(work: (store: Store) => Promise<T>) => Promise<T>;
  progress: Progress;
};
