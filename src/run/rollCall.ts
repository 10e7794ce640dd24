import type { Role } from '../people/person.ts';
import { type ConnectedChat, isLost } from '../people/unreached.ts';
import type { Store } from '../store.ts';
import type { Logger } from './log.ts';

const ON_WHOM_IT_DEPENDS: readonly Role[] = ['liaison', 'supervisor'];
const DAY_MS = 86_400_000;

/**
 * Says in the log how many of those on whom promises depend cannot be written to: at once, and then once a day. Silent
 * while no chat is connected, and when there is nobody.
 */
export function createRollCall(store: Store, chats: readonly ConnectedChat[], log: Logger): () => Promise<void> {
  let called: number | undefined;
  return async () => {
    if (chats.length === 0 || (called !== undefined && performance.now() - called < DAY_MS)) return;
    const platforms = chats.map(({ platform }) => platform);
    const unreached = await store.transaction((tx) => tx.people.unreached({ roles: ON_WHOM_IT_DEPENDS, platforms }));
    called = performance.now();
    const lost = unreached.filter((one) => isLost(one, chats));
    if (lost.length === 0) return;
    const having = (role: Role) => lost.filter((one) => one.role === role).length;
    log.warn('some on whom promises depend cannot be written to; npm run desk -- unreached says who, and what to do', {
      liaisons: having('liaison'),
      supervisors: having('supervisor'),
    });
  };
}
