import type { Person } from '../../people/person.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { reopened } from '../requestClocks.ts';
import { oweReply, replan } from './clocks.ts';
import { type Move, moveTo } from './moving.ts';
import { sayFromAgency, type Words } from './say.ts';

/**
 * "I still need help", in time: the request goes on. `elsewhere`: whoever held it is out or gone, so it goes to
 * somebody who is in.
 */
export function decideReopening(
  facts: RequestFacts,
  words: Words,
  elsewhere: { holder: Person | null; move: Move } | undefined,
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const { at } = words;
  draft.set({
    state: 'open',
    resolvedAt: null,
    outcome: null,
    outcomeText: null,
    alternative: null,
    duplicateOf: null,
  });
  draft.resume('resolved', at);
  draft.clocks(reopened(draft.facts.clocks));
  replan(draft);
  oweReply(draft, at);
  draft.record('reopened', { at, actorId: facts.request.requesterId }, {});
  if (elsewhere) moveTo(draft, elsewhere.holder, elsewhere.move);
  sayFromAgency(draft, words, true);
  return draft.decided();
}
