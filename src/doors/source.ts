import type { Inbound } from '../chat/inbound.ts';
import type { Actor } from '../people/person.ts';

/** Where something came from: one name for all platforms, unique. */
export const sourceOf = ({ from, key }: Inbound): string => `${from.platform} ${from.workspace} ${key}`;

/** Somebody the desk has never met, before they have asked anything. */
export const stranger = ({ from }: Pick<Inbound, 'from'>): Actor => ({
  person: { id: 0, name: from.name ?? 'you', email: from.email ?? null, zone: null, active: true },
  memberships: [],
});
