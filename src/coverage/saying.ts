import { sayDay } from '../chat/message.ts';
import type { Span } from '../people/absence.ts';
import type { Person } from '../people/person.ts';

/** Parts of sentences about absences, and lists of what they leave behind. */

/** When somebody is out, seen from today: "from Monday, June 8 through Friday, June 12", "through Friday, June 12", "today". */
export function saySpan({ from, until }: Span, today: string): string {
  const last = until === null ? undefined : sayDay(until, today);
  if (from > today) {
    const first = sayDay(from, today);
    if (from === until) return `on ${first}`;
    return `from ${first} ${last === undefined ? 'until you say you are back' : `through ${last}`}`;
  }
  if (last === undefined) return 'until you say you are back';
  return until === today ? 'today' : `through ${last}`;
}

/** "You will be out from …" or "You are out …", to the person. */
export const sayOut = (span: Span, today: string): string =>
  `${span.from > today ? 'You will be out' : 'You are out'} ${saySpan(span, today)}.`;

/** What is said when it was planned or changed. `joins`: those that became one with it. */
export function planned(span: Span, today: string, joins: readonly Span[], open: number): string {
  const [first, ...others] = joins;
  const word =
    first === undefined
      ? ''
      : others.length > 0
        ? ` It was joined with ${joins.length} absences that you had planned.`
        : ` It was joined with the one you had planned ${saySpan(first, first.from > today ? today : first.from)}.`;
  const asks =
    open === 0 ? '' : ` You hold ${openRequests(open)}; we ask you about ${open === 1 ? 'it' : 'them'} next.`;
  return `${sayOut(span, today)}${word}${asks}`;
}

export const openRequests = (count: number): string => `${count} open request${count === 1 ? '' : 's'}`;

/** "Kim Chen", "Kim Chen and Devon Clark", "whoever covers each agency". */
export function sayTakers(holders: readonly (Person | null)[]): string {
  const names = [...new Set(holders.map((holder) => holder?.name ?? 'a supervisor'))];
  if (names.length > 2) return 'whoever covers each agency';
  return names.join(' and ');
}
