import type { ClockKind } from '../sla/clockKinds.ts';

/** What happens to the promises of a request beside their clocks: steps past them, other times, who sees to them. */

/** ISO 8601, as JSON keeps an instant. */
type Instant = string;
/** 'YYYY-MM-DD' in the zone of the office. */
type Day = string;

export type PromiseEventData = {
  /** `again`: how often it was said again by then. `tooLate`: a later time is too late for whoever asked. */
  escalated: { clock: ClockKind; percent: number; told: number[]; again?: number; tooLate?: boolean };
  /** *I have this*: until then nobody else is told again. */
  'seen to': { until: Instant; reason: string | null };
  /** Whoever said so (`by`, until then) is out, until the day `out` as far as it is known, or is not of the office any more. */
  'seen to no more': { by: number; until: Instant; why: 'out' | 'left'; out: Day | null };
  /**
   * What another request asked (`own`: the same person) is part of this one: the wait for a reply counts since then, and
   * with `whole` the resolution, too.
   */
  'part counted': { request: number; since: Instant; own: boolean; whole?: boolean };
  'breach withdrawn': { clock: ClockKind };
  /** Somebody named a later time than was promised; and whoever asked said that it is too late. */
  longer: { clock: ClockKind; from: Instant; to: Instant; reason: string };
  'too late': { clock: ClockKind; from: Instant; to: Instant };
  'judged late': { clock: ClockKind; met: boolean; calendarId: number };
};
