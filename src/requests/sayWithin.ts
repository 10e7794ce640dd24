import { sayTarget, targetOf } from '../sla/policy.ts';
import { promisedTo, type RequestFacts } from './facts.ts';
import type { ClockRow } from './requestClocks.ts';

/**
 * How long a promise is, behind its time: ", within 4 business hours". Nothing where it is not what the office promises
 * anybody: when a request was made urgent on its way, it is some of one time and all of another.
 */
export function sayWithin(
  facts: Pick<RequestFacts, 'request' | 'rules' | 'agency' | 'office'>,
  { kind, target }: Pick<ClockRow, 'kind' | 'target'>,
  how: 'short' | 'exact' = 'exact',
): string {
  const { policy } = facts.rules;
  if (target === null || target !== targetOf(policy, promisedTo(facts), kind)) return '';
  return `, within ${sayTarget(target, policy.businessDayMinutes, how)}`;
}
