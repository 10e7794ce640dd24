import type { Answer } from '../chat/port.ts';
import { notice } from '../feature/answer.ts';
import type { Doing } from '../feature/deed.ts';
import { findDeed } from '../features.ts';
import { type Action, may } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { isPossible } from '../requests/lifecycle.ts';
import { coverIds } from '../requests/load.ts';
import { guard } from '../requests/request.ts';
import type { Tx } from '../store.ts';

/** The door of buttons and forms: which deed is it? Whether this person may do it the deed asks, once. */

const unknown = notice('This button is not in use any more. Write “help” to see what there is.');

export const pressed = async (tx: Tx, name: string, doing: Doing, written: string): Promise<Answer> =>
  findDeed(name)?.press(tx, doing, written) ?? unknown;

export const sent = async (
  tx: Tx,
  name: string,
  doing: Doing,
  written: string,
  values: Record<string, string>,
): Promise<Answer> => findDeed(name)?.send(tx, doing, written, values) ?? unknown;

/** Would this button still do something for this person? Of those that are about no request, always. */
export async function leadsOn(
  tx: Tx,
  press: { name: string; about: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<boolean> {
  const deed = findDeed(press.name);
  if (!deed?.guard) return true;
  const guarded = deed.guard(press.about);
  const request = guarded && (await tx.requests.read(guarded.requestId));
  if (!request) return false;
  const action = guarded.action as Action;
  return may(actor, action, guard(request, await coverIds(tx, request, now))) && isPossible(action, request.state);
}
