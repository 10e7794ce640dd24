import type { Rules } from '../../offices/office.ts';
import { followedBy } from '../countedBy.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { judged } from '../requestClocks.ts';

/**
 * The verdicts that were unknown, by a calendar that reaches further. Those that stand are final; undefined when this
 * one cannot tell either.
 */
export function decideVerdicts(facts: RequestFacts, rules: Rules, now: Date): Decision | undefined {
  const clocks = judged(facts.clocks, facts.pauses, followedBy(facts.rules, rules));
  const news = clocks.filter(
    ({ id, met }) => met !== null && facts.clocks.some((was) => was.id === id && was.met === null),
  );
  if (news.length === 0) return undefined;
  const draft = new Draft(facts, now);
  draft.clocks(clocks);
  for (const { kind, met } of news) {
    const data = { clock: kind, met: met === true, calendarId: rules.calendarId };
    draft.record('judged late', { at: now, actorId: null }, data);
  }
  return draft.decided();
}
