import type { Listed, Only } from './listing.ts';

/** What a list can be narrowed to, and how that is written with its buttons and said in its title. */

/** In the order in which the words are said and written. Of one group only one can be chosen. */
const all = {
  late: { group: 'time', label: 'Late', said: 'late' },
  today: { group: 'time', label: 'Due today', said: 'due today' },
  open: { group: 'state', label: 'Open', said: 'open' },
  waiting: { group: 'state', label: 'Waiting', said: 'waiting for an answer' },
  resolved: { group: 'state', label: 'Resolved', said: 'resolved' },
  urgent: { group: 'priority', label: 'Urgent', said: 'urgent' },
  mine: { group: 'holder', label: 'Mine', said: 'mine' },
} as const;

export type Filter = keyof typeof all;
const filters = Object.keys(all) as Filter[];
const isFilter = (word: string): word is Filter => Object.hasOwn(all, word);

/** What was chosen, with the name of the agency where there is one. */
export type Narrowing = { filters: readonly Filter[]; agency?: { id: number; name: string } | undefined };

export const filterLabel = (filter: Filter): string => all[filter].label;

/** "late, Transportation"; undefined when the list is whole. */
export function sayNarrowing({ filters: chosen, agency }: Narrowing): string | undefined {
  const words = [...chosen.map((filter) => all[filter].said), ...(agency ? [agency.name] : [])];
  return words.length > 0 ? words.join(', ') : undefined;
}

/** With one more; it takes the place of another of its group. */
export const narrowed = (chosen: readonly Filter[], filter: Filter): Filter[] =>
  filters.filter((each) => each === filter || (chosen.includes(each) && all[each].group !== all[filter].group));

export const writeFilters = (chosen: readonly Filter[]): string | undefined =>
  chosen.length > 0 ? chosen.join('.') : undefined;

/** Words that nobody gave out count for nothing. */
export const readFilters = (written: string | undefined): Filter[] =>
  (written ?? '').split('.').filter(isFilter).reduce<Filter[]>(narrowed, []);

/** The filters as a query understands them. `endOfDay`: until when a due time is today. */
export function narrow(
  list: Listed,
  { filters: chosen, agency }: Narrowing,
  { now, endOfDay, personId }: { now: Date; endOfDay: Date; personId: number },
): Listed {
  const only: Only = {};
  for (const filter of chosen) {
    if (filter === 'late') only.due = { from: undefined, before: now };
    else if (filter === 'today') only.due = { from: now, before: endOfDay };
    else if (filter === 'urgent') only.urgent = true;
    else if (filter === 'mine') only.holderId = personId;
    else only.state = filter;
  }
  if (agency) only.agencyId = agency.id;
  return { ...list, only };
}
