import { sayTarget, targetOf } from '../sla/policy.ts';
import type { RequestFacts } from './facts.ts';
import type { ClockRow } from './requestClocks.ts';

/**
 * How long a promise is, behind its time: ", within 4 business hours". Nothing where it is not what the office promises
 * anybody: when a request was made urgent on its way, it is some of one time and all of another.
 */
export function sayWithin(
  { request, rules: { policy } }: Pick<RequestFacts, 'request' | 'rules'>,
  { kind, target }: Pick<ClockRow, 'kind' | 'target'>,
  how: 'short' | 'exact' = 'exact',
): string {
  if (target !== targetOf(policy, request.priority, kind)) return '';
  return `, within ${sayTarget(target, policy.businessDayMinutes, how)}`;
}
