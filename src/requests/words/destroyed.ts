import type { Message } from '../../chat/message.ts';
import type { Person } from '../../people/person.ts';
import type { RequestEvent } from '../../records/event.ts';
import { agencyName, lineName, type RequestFacts, zoneOf } from '../facts.ts';
import { requestRef } from '../request.ts';

/** A request of which the content is gone, as everybody sees it who may. */

/** To whoever would write about it, or change it. */
export const destroyedNotice = (id: number): string =>
  `What was written in ${requestRef(id)} was destroyed at the end of the time for which records are kept, so nothing can be added to it. Please ask a new question.`;

/** What is left to be seen: that it was, whose, and under which authority its content went. */
export function destroyedLook(
  facts: RequestFacts,
  reader: Person,
  { at, data }: Extract<RequestEvent, { kind: 'content destroyed' }>,
): Message {
  const { request, messages } = facts;
  const zone = zoneOf(reader, facts);
  const ended = request.resolvedAt;
  return {
    blocks: [
      { kind: 'heading', text: `${requestRef(request.id)}: ${request.subject}` },
      {
        kind: 'facts',
        facts: [
          { label: 'From', value: [`${facts.requester.name}, ${agencyName(facts)}`] },
          { label: 'Topic', value: [lineName(facts)] },
          { label: 'Asked', value: [{ when: request.openedAt, zone }] },
          ...(ended ? [{ label: 'Resolved', value: [{ when: ended, zone }] }] : []),
          { label: 'Messages', value: [String(messages.length)] },
          { label: 'Destroyed', value: [{ when: at, zone }] },
          { label: 'Under', value: [data.series ? `${data.series}, ${data.authority}` : data.authority] },
          ...(data.reason ? [{ label: 'Why', value: [data.reason] }] : []),
          ...(data.receipt ? [{ label: 'Archives', value: [data.receipt] }] : []),
        ],
      },
      {
        kind: 'small',
        text: [
          'What was written is gone, with its files. That it was written, when and by whom stays on the record, with a hash of it.',
        ],
      },
    ],
  };
}
