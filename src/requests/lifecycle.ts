import type { Action } from '../people/permissions.ts';
import { addMinutes, type Calendar, type Unknown } from '../sla/calendar.ts';
import { type AgencyRequest, isDestroyed, isLive, type RequestState } from './request.ts';

/** The life of a request: what may be done in which state. Who may do it is another table (people/permissions). */
const possible: Partial<Record<Action, readonly RequestState[]>> = {
  add: ['open', 'waiting'],
  'mark urgent': ['open', 'waiting'],
  withdraw: ['open', 'waiting'],
  accept: ['resolved'],
  'say answered': ['open', 'waiting'],
  'keep answer': ['resolved'],
  join: ['open'],
  rate: ['resolved'],
  'confirm person': ['open', 'waiting'],
  reopen: ['resolved'],
  'write again': ['open', 'waiting', 'resolved'],
  'change topic': ['open', 'waiting'],
  reply: ['open', 'waiting', 'resolved'],
  note: ['open', 'waiting', 'resolved', 'withdrawn'],
  'ask agency': ['open', 'waiting'],
  resolve: ['open', 'waiting'],
  'hand over': ['open', 'waiting'],
  'take over': ['open', 'waiting'],
  'have this': ['open', 'waiting'],
  'say longer': ['open', 'waiting'],
  'say too late': ['open', 'waiting'],
  'change priority': ['open', 'waiting'],
};

/** Of a request whose content was destroyed no more than what is left may be seen. */
const stillPossible: readonly Action[] = ['see', 'see notes', 'see rating'];

export function isPossible(
  action: Action,
  request: Pick<AgencyRequest, 'state' | 'duplicateOf' | 'destroyedAt'>,
): boolean {
  if (isDestroyed(request)) return stillPossible.includes(action);
  // A duplicate is answered where it goes on.
  if ((action === 'accept' || action === 'keep answer') && request.duplicateOf !== null) return false;
  return possible[action]?.includes(request.state) ?? true;
}

/**
 * Whether it would do something for this person, if they may: what is possible in its state, and not so already. Whoever
 * has a request cannot take it over, nor say that they see to it: they answer.
 */
export function isOffered(
  action: Action,
  request: Pick<AgencyRequest, 'state' | 'holderId' | 'priority' | 'duplicateOf' | 'destroyedAt'>,
  personId: number,
): boolean {
  if ((action === 'take over' || action === 'have this') && request.holderId === personId) return false;
  if (action === 'mark urgent' && request.priority === 'urgent') return false;
  return isPossible(action, request);
}

/** Business days within which "I still need help" reopens a request; later it becomes a new, linked one. */
const REOPENING_DAYS = 5;

/** Until when a request that has ended may be reopened. Where the calendar ends before that it still may. */
export function reopenableUntil(calendar: Calendar, endedAt: Date, businessDayMinutes: number): Date | Unknown {
  return addMinutes(calendar, endedAt, REOPENING_DAYS * businessDayMinutes);
}

/** Business days within which what somebody writes may be about what has just ended: they are asked. */
const RECENT_DAYS = 3;

/** Until when that is; where the calendar ends before, it always may. */
export function recentUntil(calendar: Calendar, endedAt: Date, businessDayMinutes: number): Date | Unknown {
  return addMinutes(calendar, endedAt, RECENT_DAYS * businessDayMinutes);
}

export function mayReopen(request: AgencyRequest, until: Date | Unknown, now: Date): boolean {
  return !isLive(request) && !isDestroyed(request) && (until === undefined || now <= until);
}
