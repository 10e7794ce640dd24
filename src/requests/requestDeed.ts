import type { Answer } from '../chat/answer.ts';
import { plainSpans } from '../chat/message.ts';
import { errors, hidden, notice } from '../feature/answer.ts';
import { type Deed, type Doings, deed, type Sent } from '../feature/deed.ts';
import type { About, PressOf, Shape } from '../feature/press.ts';
import type { Action } from '../people/permissions.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import type { Decision } from './draft.ts';
import type { RequestFacts } from './facts.ts';
import { authorise, type Refusal } from './load.ts';
import { isDestroyed, isLive, requestRef } from './request.ts';
import { destroyedNotice } from './words/destroyed.ts';

/** A deed about one request, with all that is known of it, for somebody who may do it. */
export type RequestCase<A> = Doings<A> & { facts: RequestFacts };
export type RequestForm<A> = Sent<A> & { facts: RequestFacts };

/** What follows: an answer alone, or decisions that are written before it is given. */
export type Outcome = Answer | { decide: Decision | Decision[]; answer: Answer };

type Ways<A> = {
  does?: (given: RequestCase<A>) => Promise<Outcome> | Outcome;
  opens?: (given: RequestCase<A>) => Promise<Answer> | Answer;
  sent?: (given: RequestForm<A>) => Promise<Outcome> | Outcome;
};

/**
 * Declares a deed about a request: its press, what one must be allowed to do, and the case. Whether this person may is
 * asked here, once, at the click. `admits`: another action for the click itself, where an old button is to be answered
 * otherwise than by a refusal.
 */
export function requestDeed<S extends Shape & { request: 'id' }>(
  press: PressOf<S>,
  { needs, admits = needs }: { needs: Action; admits?: Action },
  ways: Ways<About<S>>,
): Deed {
  type A = About<S>;
  const { does, opens, sent } = ways;
  const idOf = (about: object): number => ('request' in about ? Number(about.request) : Number.NaN);
  const allowed = ({ tx, actor, about, now }: Doings<A>, how: 'to read' | 'locked') =>
    authorise(tx, actor, admits, idOf(about), now, how);
  return deed(
    press,
    {
      ...(does && {
        async does(given) {
          const admitted = await allowed(given, 'locked');
          if ('refused' in admitted) return refusal(admitted);
          return settle(given.tx, await does({ ...given, ...admitted }), given.now);
        },
      }),
      ...(opens && {
        async opens(given) {
          const admitted = await allowed(given, 'to read');
          return 'refused' in admitted ? refusal(admitted) : opens({ ...given, ...admitted });
        },
      }),
      ...(sent && {
        async sent(given) {
          const admitted = await allowed(given, 'locked');
          if ('refused' in admitted) return keepTyped(refusal(admitted), given.values);
          const outcome = await sent({ ...given, ...admitted });
          // Another case may find that it is not theirs: in the very same words.
          return outcome === hidden ? keepTyped(hidden, given.values) : settle(given.tx, outcome, given.now);
        },
      }),
    },
    (written) => {
      const about = press.read(written);
      return about && { action: needs, requestId: idOf(about) };
    },
  );
}

/** The form stays open with what was typed in it: nobody is to write it twice because somebody else was faster. */
function keepTyped(refused: Answer, values: Record<string, string>): Answer {
  const typed = ['text', 'reason'].find((name) => values[name]?.trim());
  if (refused.kind !== 'notice' || !typed) return refused;
  return errors({ [typed]: `${plainSpans(refused.text)} Your words are still here, to be copied.` });
}

async function settle(tx: Tx, outcome: Outcome, now: Date): Promise<Answer> {
  if ('kind' in outcome) return outcome;
  for (const decision of [outcome.decide].flat()) await apply(tx, decision, now);
  return outcome.answer;
}

export function refusal(refused: Refusal): Answer {
  if (refused.refused === 'hidden') return hidden;
  const { id, state } = refused.request;
  if (isDestroyed(refused.request)) return notice(destroyedNotice(id));
  const now = isLive(refused.request) ? 'open again' : `${state} already`;
  return notice(`${requestRef(id)} is ${now}, so this is not possible anymore.`);
}
