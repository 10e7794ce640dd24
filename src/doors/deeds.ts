import type { Answer } from '../chat/answer.ts';
import type { Press } from '../chat/message.ts';
import { notice } from '../feature/answer.ts';
import type { Doing } from '../feature/deed.ts';
import { findDeed } from '../features.ts';
import { type Action, may } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import type { GuardedRequest } from '../requests/guards.ts';
import { isOffered } from '../requests/lifecycle.ts';
import type { Tx } from '../store.ts';

/** The door of buttons and forms: which deed is it? Whether this person may do it the deed asks, once. */

const unknown = notice('This button is not in use anymore. Write “help” to see what there is.');

export const pressed = async (tx: Tx, name: string, doing: Doing, written: string): Promise<Answer> =>
  findDeed(name)?.press(tx, doing, written) ?? unknown;

export const sent = async (
  tx: Tx,
  name: string,
  doing: Doing,
  written: string,
  values: Record<string, string>,
): Promise<Answer> => findDeed(name)?.send(tx, doing, written, values) ?? unknown;

/** The id of the request that a button is about; undefined when it is about none. */
export const requestOf = ({ name, about }: Press): number | undefined => findDeed(name)?.guard?.(about)?.requestId;

/** Would this button still do something for this person? Of those that are about no request, always. */
export function leadsOn(press: Press, actor: Actor, requests: ReadonlyMap<number, GuardedRequest>): boolean {
  const deed = findDeed(press.name);
  if (!deed?.guard) return true;
  const guarded = deed.guard(press.about);
  const about = guarded && requests.get(guarded.requestId);
  if (!about) return false;
  const action = guarded.action as Action;
  return may(actor, action, about.guarded) && isOffered(action, about.request, actor.person.id);
}
