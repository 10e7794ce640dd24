import type { Message, Text } from '../chat/message.ts';
import type { DeliveryKind, NewDelivery } from '../delivery/delivery.ts';
import type { Tx } from '../store.ts';
import { receipt, sayHolder } from './agencyWords.ts';
import { loadView } from './load.ts';
import { about, card, handOverButton, lookButton, newcomer } from './officeWords.ts';
import { type AgencyRequest, requestRef } from './request.ts';
import type { RequestView } from './view.ts';

/** Writes down what is to be said about a request. Nothing is sent here. */

type Placed = Pick<AgencyRequest, 'id' | 'officeId' | 'requesterId' | 'holderId' | 'cardKey'>;

/** What is said of a request on its way stands under the requester's receipt, or under the holder's card. */
export function delivery(
  request: Placed,
  kind: DeliveryKind,
  key: string,
  personId: number,
  message: Message,
): NewDelivery {
  const under = kind === 'relay' || kind === 'notice' ? rootFor(request, personId) : undefined;
  return {
    ...{ key, kind, to: { personId }, message, officeId: request.officeId, requestId: request.id },
    ...(under !== undefined && { under }),
  };
}

/** Key of the delivery under which this person is told about the request, if there is one. */
export function rootFor(request: Placed, personId: number): string | undefined {
  if (personId === request.requesterId) return receiptKey(request.id);
  return personId === request.holderId ? cardKey(request) : undefined;
}

export const receiptKey = (requestId: number): string => `receipt ${requestRef(requestId)}`;

/** The key of the holder's live card: another one for each holder. */
export const cardKey = (request: Pick<AgencyRequest, 'id' | 'cardKey'>): string =>
  request.cardKey ?? `card ${requestRef(request.id)}`;

/** The card of the holder, or word to the supervisors when nobody holds the request. */
export async function cardDeliveries(tx: Tx, view: RequestView, newcomers: boolean): Promise<NewDelivery[]> {
  const { request, holder } = view;
  if (holder) {
    const news = [delivery(request, 'card', cardKey(request), holder.id, card(view, holder))];
    if (newcomers && !(await isAskedAbout(tx, request)))
      news.push(delivery(request, 'notice', `newcomer ${cardKey(request)}`, holder.id, newcomer(view)));
    return news;
  }
  const why =
    request.agencyId === null ? 'came from somebody whose agency is not known yet.' : 'has nobody to answer it.';
  const words = about(view, [`“${request.subject}” ${why}`], [handOverButton(view), lookButton(view)]);
  return toSupervisors(tx, request, `triage ${requestRef(request.id)} r${request.revision}`, words);
}

/** The same word to each supervisor of the office. */
export async function toSupervisors(tx: Tx, request: Placed, key: string, message: Message): Promise<NewDelivery[]> {
  const supervisors = await tx.people.withRole(request.officeId, 'supervisor');
  return supervisors.map(({ id }) => delivery(request, 'notice', `${key} to ${id}`, id, message));
}

/** Whoever holds another request of the same newcomer has been asked about them. */
async function isAskedAbout(tx: Tx, { id, requesterId, holderId, agencyId }: AgencyRequest): Promise<boolean> {
  const live = await tx.requests.liveOfRequester(requesterId);
  return live.some((other) => other.id !== id && other.holderId === holderId && other.agencyId === agencyId);
}

/** Brings the receipt and the card up to what is true now, in place. To be called after the last change of a case. */
export async function refresh(tx: Tx, requestId: number, who?: Text): Promise<RequestView> {
  const request = await tx.requests.read(requestId);
  if (!request) throw new Error(`there is no request ${requestId}`);
  const view = await loadView(tx, request);
  const words = receipt(view, who ?? sayHolder(view, undefined, new Map()));
  await change(tx, request, 'receipt', receiptKey(request.id), request.requesterId, words);
  if (view.holder) await change(tx, request, 'card', cardKey(request), view.holder.id, card(view, view.holder));
  return view;
}

/** Changes a message in place, unless it reads so already: platforms let messages be changed only so often. */
async function change(
  tx: Tx,
  request: AgencyRequest,
  kind: DeliveryKind,
  key: string,
  personId: number,
  message: Message,
): Promise<void> {
  if (await tx.outbox.reads(key, message)) return;
  await tx.outbox.put([
    { ...delivery(request, kind, `${key} r${request.revision}`, personId, message), replaces: key },
  ]);
}

/** Tells somebody else than the one who did it. */
export async function tellHolder(tx: Tx, view: RequestView, actorId: number, text: Text): Promise<void> {
  const { request, holder } = view;
  if (!holder || holder.id === actorId) return;
  const key = `news ${requestRef(request.id)} r${request.revision} to ${holder.id}`;
  await tx.outbox.put([delivery(request, 'notice', key, holder.id, about(view, text, [lookButton(view)]))]);
}
