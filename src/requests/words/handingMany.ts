import type { Message, Text } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import { agencyName, promiseOf, type RequestFacts, zoneOf } from '../facts.ts';
import { listPresses, lookPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { smallPrint } from './about.ts';
import { listed, NAMED } from './listed.ts';
import { wordsOf } from './owes.ts';

/** Several requests go to somebody else at once: what each side reads about all of them. */

type Why = { kind: 'out' | 'back' | 'share'; why: string };

/** For a while, or from now on. */
const howLong = (kind: Why['kind']): string => (kind === 'share' ? 'now' : 'meanwhile');

/** For whoever gets more than a few: one list instead of many cards. */
export function forHolder({ why }: Why, requests: readonly RequestFacts[], reader: Person): Message {
  return {
    blocks: [
      { kind: 'text', text: [`${why}. `, { strong: `${requests.length} requests come to you:` }] },
      ...listed(requests, (facts) => [
        { strong: requestRef(facts.request.id) },
        ` ${facts.request.subject} · ${facts.requester.name}, ${agencyName(facts)}`,
        ...due(facts, zoneOf(reader, facts), 'waiting for the agency'),
      ]),
      {
        kind: 'buttons',
        buttons: [
          ...requests
            .slice(0, NAMED)
            .map(({ request }) => lookPress.button(`Open ${requestRef(request.id)}`, { request: request.id })),
          ...(requests.length > NAMED ? [listPresses.queue.button('My queue', {})] : []),
        ],
      },
    ],
  };
}

/** For whoever asked: who answers now, and that what was promised stands. */
export function forRequester({ kind, why }: Why, requests: readonly RequestFacts[], now: Date): Message {
  const [first, another] = requests;
  if (first && !another) return forOne({ kind, why }, first, now);
  const names = new Set(requests.map(nameOf));
  const [name] = names;
  const one = names.size === 1 && name !== undefined;
  const text: Text =
    kind === 'back'
      ? [`${why} and has your requests again. The times we promised have not changed:`]
      : one
        ? [`${why}. `, { strong: name }, ` has your requests ${howLong(kind)}. The times we promised have not changed:`]
        : [`${why}. Others have your requests ${howLong(kind)}. The times we promised have not changed:`];
  return {
    blocks: [
      { kind: 'text', text },
      ...listed(requests, (facts) => [
        { strong: requestRef(facts.request.id) },
        ` ${facts.request.subject}${one ? '' : ` · ${nameOf(facts)}`}`,
        ...due(facts, zoneOf(facts.requester, facts), 'waiting for your answer', now),
      ]),
    ],
  };
}

function forOne({ kind, why }: Why, facts: RequestFacts, now: Date): Message {
  const promise = promiseOf(facts);
  const zone = zoneOf(facts.requester, facts);
  const stands: Text =
    promise?.dueAt && promise.dueAt > now
      ? [` The ${wordsOf(promise).time} time has not changed: `, { when: promise.dueAt, zone }, '.']
      : [];
  const who: Text =
    kind === 'back'
      ? [' and has your question again.']
      : facts.holder
        ? ['; ', { strong: facts.holder.name }, ' has your question.']
        : [`; a supervisor of ${facts.office.name} will name who answers.`];
  return {
    blocks: [
      { kind: 'text', text: [`${requestRef(facts.request.id)}: ${why}`, ...who, ...stands] },
      { kind: 'small', text: smallPrint(facts) },
    ],
  };
}

const nameOf = ({ holder, office }: RequestFacts): string => holder?.name ?? `a supervisor of ${office.name}`;

/** `now`: a time that has passed is left out, where it would be said to somebody who was promised it. */
function due(facts: RequestFacts, zone: string, waiting: string, now?: Date): Text {
  if (facts.request.state === 'waiting') return [` · ${waiting}`];
  const promise = promiseOf(facts);
  if (!promise?.dueAt || (now && promise.dueAt <= now)) return [];
  return [` · ${wordsOf(promise).by}`, { when: promise.dueAt, zone }];
}
