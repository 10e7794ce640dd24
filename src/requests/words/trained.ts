import { sayDate, type Text } from '../../chat/message.ts';
import { localDate } from '../../sla/calendar.ts';
import type { RequestFacts, TrainedIn } from '../facts.ts';

/** What whoever asked is trained in by the office that has their request, for the authority that it gives; undefined: in nothing, or not any more. */
export function trainedFact(facts: RequestFacts): { label: string; value: Text } | undefined {
  const day = facts.day ?? localDate(facts.rules.calendar, facts.request.openedAt);
  const holding = (facts.trained ?? []).filter(
    ({ officeId, endsOn }) => officeId === facts.request.officeId && (endsOn === null || endsOn >= day),
  );
  if (holding.length === 0) return undefined;
  return { label: 'Trained', value: [holding.map((each) => sayTraining(each, day)).join('; ')] };
}

/** "Requests for quotes until March 15, 2027 (may buy up to $50,000 by RFQ)". */
function sayTraining({ course, authority, endsOn }: TrainedIn, day: string): string {
  const until = endsOn === null ? '' : ` until ${sayDate(endsOn, day)}`;
  return `${course}${until}${authority === null ? '' : ` (${authority})`}`;
}
