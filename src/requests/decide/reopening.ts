import type { Rules } from '../../offices/office.ts';
import type { Person } from '../../people/person.ts';
import { followedBy } from '../countedBy.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { reopened } from '../requestClocks.ts';
import { oweReply, replan } from './clocks.ts';
import { type Move, moveTo } from './moving.ts';
import { sayFromAgency, type Words } from './say.ts';

/** Whoever held it is out or gone: who has it from now on, and why. */
export type Elsewhere = { holder: Person | null; move: Move };

/**
 * "I still need help", in time: the request goes on, by the calendar that the office has now: what was declared while
 * nothing was owed has not moved it. `withdrawnAt`: it had been withdrawn, and nothing was owed since then.
 */
export function decideReopening(
  facts: RequestFacts,
  words: Words,
  {
    rules,
    elsewhere,
    withdrawnAt,
  }: { rules?: Rules; elsewhere?: Elsewhere | undefined; withdrawnAt?: Date | undefined },
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const { at } = words;
  if (rules) {
    draft.set({ calendarId: rules.calendarId });
    draft.know({ rules: followedBy(facts.rules, rules) });
  }
  if (withdrawnAt) {
    draft.resume('waiting_on_agency', withdrawnAt);
    draft.pause('resolved', withdrawnAt);
  }
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
