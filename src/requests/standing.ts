import { isDeepStrictEqual } from 'node:util';
import type { Message, Text } from '../chat/message.ts';
import type { NewDelivery } from '../delivery/delivery.ts';
import type { Telling } from './draft.ts';
import type { RequestFacts } from './facts.ts';
import { reworded } from './offers.ts';
import { type AgencyRequest, requestRef } from './request.ts';
import { isOfSeveral } from './words/agency.ts';
import { card, movedOn, triage } from './words/card.ts';
import { sayHolder } from './words/holder.ts';
import { receipt } from './words/receipt.ts';

/** What stands in chats about a request as long as it lives: the receipt of the requester, the card of the holder. */

const receiptKey = (requestId: number): string => `receipt ${requestRef(requestId)}`;

/** The key of the holder's live card: another one for each holder. */
const cardKey = (request: Pick<AgencyRequest, 'id' | 'cardKey'>): string =>
  request.cardKey ?? `card ${requestRef(request.id)}`;

/** Instead of a card: the request stands in one list with others. */
const LIST = 'list: ';
export const inList = (key: string): string => `${LIST}${key}`;
const isInList = ({ cardKey: key }: Pick<AgencyRequest, 'cardKey'>): boolean => key?.startsWith(LIST) ?? false;

/**
 * Whether something has happened to a request of which the holder has only a line in a list: more than that its times are
 * others, which a closure may do to all of the list at once.
 */
export function needsCard(before: RequestFacts, after: RequestFacts): boolean {
  if (!isInList(after.request)) return false;
  const { clocks, rules } = after;
  return !isDeepStrictEqual(card({ ...before, clocks, rules }, after.holder), card(after, after.holder));
}

/** The question whether somebody new works where they say, to whoever holds their request. */
export const newcomerKey = (request: Pick<AgencyRequest, 'id' | 'cardKey'>): string =>
  `newcomer ${isInList(request) ? `${requestRef(request.id)} in ` : ''}${cardKey(request)}`;

export type Placed = Pick<AgencyRequest, 'id' | 'requesterId' | 'holderId' | 'cardKey'>;

/** Key of the delivery under which this person is told about the request, if there is one. */
export function rootFor(request: Placed, personId: number): string | undefined {
  if (personId === request.requesterId) return receiptKey(request.id);
  return personId === request.holderId && !isInList(request) ? cardKey(request) : undefined;
}

/** Something to be said to somebody about a request: on its way it stands under the receipt, or under the holder's card. */
export function deliveryTo(
  request: Placed & Pick<AgencyRequest, 'officeId'>,
  personId: number,
  what: Pick<NewDelivery, 'key' | 'kind' | 'message' | 'replaces' | 'under' | 'fileId' | 'messageId'>,
): NewDelivery {
  const isNew = what.replaces === undefined && (what.kind === 'relay' || what.kind === 'notice');
  const under = what.under ?? (isNew ? rootFor(request, personId) : undefined);
  return {
    ...what,
    ...{ to: { personId }, officeId: request.officeId, requestId: request.id },
    ...(under !== undefined && { under }),
  };
}

/** Something about several requests: about the first of them, so that it reaches whoever asked where they asked. */
export const deliveryOfSeveral = (
  { officeId, id }: Pick<AgencyRequest, 'officeId' | 'id'>,
  personId: number,
  what: Pick<NewDelivery, 'key' | 'kind' | 'message'>,
): NewDelivery => ({ ...what, to: { personId }, officeId, requestId: id });

/**
 * What of receipt and card is new and what reads otherwise than before, told from what is in hand: platforms let
 * messages be changed only so often, so what reads the same is left alone.
 */
export function cardsOf(
  before: RequestFacts | null,
  after: RequestFacts,
  who: Text | undefined,
  came?: Text,
): { sent: Telling[]; changed: Telling[] } {
  const { request, holder } = after;
  const revision = `r${request.revision}`;
  const sent: Telling[] = [];
  const changed: Telling[] = [];
  const change = (key: string, kind: Telling['kind'], to: number, message: Message) =>
    changed.push({ key: `${key} as of ${revision}`, kind, to, message, replaces: key });

  const receiptNow = receipt(after, who ?? sayHolder(after));
  const root = receiptKey(request.id);
  if (!before) sent.push({ key: root, kind: 'receipt', to: request.requesterId, message: receiptNow });
  else if (who || !isDeepStrictEqual(receipt(before, sayHolder(before)), receiptNow))
    change(root, 'receipt', request.requesterId, receiptNow);

  const own = cardKey(request);
  const held = before !== null && cardKey(before.request) === own;
  if (before?.holder && !held && !isInList(before.request))
    change(cardKey(before.request), 'card', before.holder.id, movedOn(after));
  if (holder && !held && !isInList(request))
    sent.push({ key: own, kind: 'card', to: holder.id, message: because(card(after, holder), came) });
  if (holder && held && !isInList(request) && !isDeepStrictEqual(card(before, holder), card(after, holder)))
    change(own, 'card', holder.id, because(card(after, holder), cameStill(before, after, own)));
  const asksThem = request.agencyId === null && isOfSeveral(after);
  if (!holder && !asksThem && (!before || !held || before.request.agencyId !== request.agencyId))
    sent.push({
      key: `triage ${requestRef(request.id)} ${revision}`,
      kind: 'notice',
      to: 'supervisors',
      message: triage(after),
    });
  return { sent, changed };
}

/** Why a card came, which stands above it until something is written: whoever got it may not have seen it yet. */
function cameStill(before: RequestFacts, after: RequestFacts, key: string): Text | undefined {
  const [first] = before.standing.find((standing) => standing.key === key)?.message.blocks ?? [];
  return first?.kind === 'text' && after.messages.length === before.messages.length ? first.text : undefined;
}

/** With why it comes to them. */
const because = (message: Message, came: Text | undefined): Message =>
  came ? { ...message, blocks: [{ kind: 'text', text: came }, ...message.blocks] } : message;

/**
 * The other messages that offer something about the request and read otherwise now: triage notices, resolutions,
 * surveys, notices. `besides`: keys of those that the decision words itself.
 */
export function offersEnded(
  before: RequestFacts | null,
  after: RequestFacts,
  answered: ReadonlyMap<string, string | undefined>,
  besides: ReadonlySet<string>,
): Telling[] {
  if (!before) return [];
  return before.standing.flatMap((standing): Telling[] => {
    const { key, kind, personId, offersAbout } = standing;
    if (kind === 'receipt' || kind === 'card' || besides.has(key)) return [];
    const message = reworded(standing, before, after, answered);
    return message
      ? [
          {
            // About several requests, each has changes of its own.
            key: `${key} as of ${offersAbout ? `${requestRef(after.request.id)} ` : ''}r${after.request.revision}`,
            ...{ kind, to: personId, message, replaces: key },
            ...(offersAbout && { offersAbout }),
          },
        ]
      : [];
  });
}
