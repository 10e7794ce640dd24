import { andList } from '../../chat/andList.ts';
import type { Block } from '../../chat/message.ts';
import { nameIn, type RequestFacts, zoneOf } from '../facts.ts';
import { isLive, type RequestMessage, requestRef } from '../request.ts';
import { quoteOf } from './exchange.ts';

/** What happened while somebody filled in a form about a request: nothing of it may be passed over unread. */

/** `asOpen`: the form was opened while the request was live. */
export type Meanwhile = { news: RequestMessage[]; asOpen: boolean };

/** So much of each new message, in characters. */
const NEWS_FOLD = 600;
const MOST_NEWS = 4;

/** Words of others since the form was opened, beside notes. `seen`: number of the newest message that it knew. */
export function newsSince({ messages }: RequestFacts, seen: number | undefined, readerId: number): RequestMessage[] {
  if (seen === undefined) return [];
  return messages.filter(({ number, kind, authorId }) => number > seen && kind !== 'note' && authorId !== readerId);
}

/** Whether somebody should look again before their words leave. */
export const isOutdated = ({ request }: RequestFacts, { news, asOpen }: Meanwhile): boolean =>
  news.length > 0 || (asOpen && !isLive(request));

/** Above what was typed, which stands in the form as it was. */
export function sayMeanwhile(facts: RequestFacts, { news, asOpen }: Meanwhile): Block[] {
  const { request } = facts;
  const zone = zoneOf(facts.holder, facts);
  const ended = asOpen && !isLive(request) ? `${requestRef(request.id)} is ${request.state} now` : undefined;
  const who = andList([...new Set(news.map(({ authorId }) => nameIn(facts, authorId)))]);
  const wrote = news.length > 0 ? `${who} wrote something` : undefined;
  const what = [wrote, ended].filter((each) => each !== undefined).join(', and ');
  return [
    {
      kind: 'text',
      text: [
        { strong: 'Nothing was sent yet.' },
        ` While you were writing, this happened: ${what}. Your words are below.`,
      ],
    },
    ...news.slice(-MOST_NEWS).map((message) => quoteOf(facts, message, zone, NEWS_FOLD)),
  ];
}
