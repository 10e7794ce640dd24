import type { Block, Text } from '../../chat/message.ts';

/** So many are named one by one, with a button each. */
export const NAMED = 10;

/** What a list of requests says, and how many more there are. */
export function listed<T>(requests: readonly T[], say: (request: T) => Text): Block[] {
  const more = requests.length - NAMED;
  const items = requests.slice(0, NAMED).map(say);
  return [{ kind: 'list', items: more > 0 ? [...items, [`… and ${more} more.`]] : items }];
}
