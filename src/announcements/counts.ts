import { andList } from '../chat/andList.ts';
import { type ReadCounts, waiting } from './announcement.ts';

/** How many, in words. */

export const counted = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** "Of 40 people, 28 have read it, 10 have not, 2 could not be reached." */
export function sayCounts(counts: ReadCounts): string {
  const { people, read, unread, unreached } = counts;
  const n = (count: number): string => count.toLocaleString('en-US');
  const has = (count: number): string => (count === 1 ? 'has' : 'have');
  const parts = [
    `${n(read)} ${has(read)} read it`,
    ...(unread > 0 ? [`${n(unread)} ${has(unread)} not`] : []),
    ...(unreached > 0 ? [`${n(unreached)} could not be reached`] : []),
    ...(waiting(counts) > 0 ? [`${n(waiting(counts))} will get it shortly`] : []),
  ];
  return `Of ${counted(people, 'person', 'people')}, ${andList(parts)}.`;
}

/** "It reached 38 of 40 people." */
export const sayReached = ({ people, read, unread }: ReadCounts): string =>
  `It reached ${(read + unread).toLocaleString('en-US')} of ${counted(people, 'person', 'people')}.`;
