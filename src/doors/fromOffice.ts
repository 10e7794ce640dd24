import type { Doing } from '../feature/deed.ts';
import { home } from '../features.ts';
import { requesterships, worksAs } from '../people/person.ts';
import type { Addition } from '../requests/add.ts';
import { namedRequest, waitingFirst } from '../requests/request.ts';
import { nothingSent } from '../requests/words/place.ts';
import type { Tx } from '../store.ts';
import { answer, hold, put } from './wroteBack.ts';

/** Nothing leaves the office by typing: a button says where it goes, and the form shows who reads it. */
export async function fromOffice(tx: Tx, doing: Doing, said: Addition): Promise<void> {
  const { actor, now } = doing;
  const answers = worksAs(actor, 'liaison', 'supervisor');
  const mayAsk = requesterships(actor).length > 0;
  if (!answers && !mayAsk) return answer(tx, doing, await home(tx, actor, now));
  const held = await tx.requests.heldBy(actor.person.id);
  // Of several the one that they name.
  const meant = held.filter(({ id }) => id === namedRequest(said.text));
  const requests = meant.length > 0 ? meant : held;
  const people = await tx.people.named(requests.map((request) => request.requesterId));
  const heldId = await hold(tx, doing, said, null);
  const named = requests.map(({ id, subject, requesterId }) => ({
    id,
    subject,
    requester: people.get(requesterId)?.name ?? 'them',
  }));
  const asks = mayAsk ? { own: waitingFirst(await tx.requests.liveOfRequester(actor.person.id)) } : undefined;
  await put(tx, `typed ${heldId}`, doing, nothingSent(heldId, said.text, named.reverse(), asks));
}
