import type { Person } from '../people/person.ts';
import { COUNTED } from './listing.ts';

/** Somebody to whom work may be given, and how much they have: whoever chooses sees it before they name one. */

/** `open`: how many open requests they hold. */
export type Colleague = { person: Person; open: number; absent?: boolean };

/** "Devon Clark (3 open)", "Lee Park (out today, none open)". */
export const colleagueOption = ({ person, open, absent = false }: Colleague) => ({
  value: String(person.id),
  label: `${person.name} (${absent ? 'out today, ' : ''}${sayOpen(open)})`,
});

const sayOpen = (open: number): string => {
  if (open > COUNTED) return `more than ${COUNTED.toLocaleString('en-US')} open`;
  return open === 0 ? 'none open' : `${open} open`;
};
