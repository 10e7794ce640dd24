import type { Outgoing, Rate } from '../../../src/chat/outgoing.ts';
import { decodeAddress } from './address.ts';
import { type Drawing, drawOutgoing } from './outgoing.ts';

/**
 * Below what Microsoft documents: to one conversation 7 operations in a second, 8 in two, 60 in thirty and 1,800 in an
 * hour; of one app in one tenant 50 in a second, of which some are left for asking who people are.
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit
 */
const TO_ONE = { everyMs: 600, burst: 5 };
const TO_ONE_IN_AN_HOUR = { everyMs: 2_100, burst: 60 };
const OF_ALL = { everyMs: 40, burst: 20 };

/** How fast this may be sent; nothing is said of an address that is none, which is refused anyway. */
export function ratesOf(outgoing: Outgoing, drawing: Drawing): Rate[] {
  const address = decodeAddress(outgoing.address);
  if (!address) return [];
  const { words, offer } = drawOutgoing(outgoing, address, drawing);
  const operations = words.length + (offer ? 1 : 0);
  const [conversation] = address.conversation?.split(';') ?? [];
  const tenant = `teams ${address.tenant}`;
  const one = `${tenant} ${address.user ?? conversation}`;
  return [
    rate(one, TO_ONE, operations),
    rate(`${one} in an hour`, TO_ONE_IN_AN_HOUR, operations),
    rate(tenant, OF_ALL, operations),
  ];
}

/** A message of several operations takes the room of all of them, and so fewer such messages go at once. */
const rate = (key: string, { everyMs, burst }: Omit<Rate, 'key'>, operations: number): Rate => ({
  key,
  everyMs: everyMs * operations,
  burst: Math.max(1, burst / operations),
});
