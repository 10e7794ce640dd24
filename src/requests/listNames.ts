import type { Filter } from './narrowing.ts';

export const listNames = ['my requests', 'queue', 'triage', 'at risk', 'escalated', 'all open', 'resolved'] as const;
export type ListName = (typeof listNames)[number];
export const isListName = (name: string): name is ListName => listNames.some((each) => each === name);

/** What each list can be narrowed to; lists of the office also to an agency. */
export const filtersOf: Record<ListName, readonly Filter[]> = {
  'my requests': ['late', 'open', 'waiting', 'resolved'],
  queue: ['late', 'today', 'waiting', 'urgent'],
  triage: ['late', 'today', 'urgent'],
  'at risk': ['late', 'today', 'urgent', 'mine'],
  escalated: ['late', 'waiting', 'urgent', 'mine'],
  'all open': ['late', 'today', 'waiting', 'urgent', 'mine'],
  resolved: ['urgent', 'mine'],
};
