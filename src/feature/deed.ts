import type { Answer } from '../chat/answer.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { hidden } from './answer.ts';
import type { About, PressOf, Shape } from './press.ts';

/** Somebody known pressed or sent something. `source` is its natural key, `at` the platform's time of it. */
export type Doing = { actor: Actor; accountId: number; at: Date; source: string; now: Date };
/** With what it is about, and the values of a form that was sent. */
export type Doings<A> = Doing & { tx: Tx; about: A };
export type Sent<A> = Doings<A> & { values: Record<string, string> };

/**
 * How a button is answered: `does` at once, with a word; `opens` a form, which `sent` takes back; `shows` something to
 * read. A deed has the first or one of the others, and a chat that opens dialogs by itself can tell beforehand.
 */
type Ways<A> = {
  does?: (given: Doings<A>) => Promise<Answer>;
  opens?: (given: Doings<A>) => Promise<Answer>;
  sent?: (given: Sent<A>) => Promise<Answer>;
  shows?: (given: Doings<A>) => Promise<Answer>;
};

/** A deed as the door knows it: what it is about is still as it was written. */
export type Deed = {
  readonly name: string;
  readonly atOnce: boolean;
  press(tx: Tx, doing: Doing, written: string): Promise<Answer>;
  send(tx: Tx, doing: Doing, written: string, values: Record<string, string>): Promise<Answer>;
  /** What one must be allowed to do to which request; absent where it is about none. */
  readonly guard?: (written: string) => { action: string; requestId: number } | undefined;
};

/** One declaration gives the button, who may press it, and the case. */
export function deed<S extends Shape>(press: PressOf<S>, ways: Ways<About<S>>, guard?: Deed['guard']): Deed {
  const answer = ways.does ?? ways.opens ?? ways.shows;
  return {
    name: press.name,
    atOnce: ways.does !== undefined,
    async press(tx, doing, written) {
      const about = press.read(written);
      return about === undefined || !answer ? hidden : answer({ ...doing, tx, about });
    },
    async send(tx, doing, written, values) {
      const about = press.read(written);
      return about === undefined || !ways.sent ? hidden : ways.sent({ ...doing, tx, about, values });
    },
    ...(guard && { guard }),
  };
}
