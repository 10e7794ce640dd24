import { type Message, type Moment, plainText, type Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { countedClocks } from '../requests/counted.ts';
import { lineName, type RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { messageRef, requestRef } from '../requests/request.ts';
import { counted } from '../requests/words/counted.ts';
import { happened } from '../requests/words/happened.ts';
import type { Tx } from '../store.ts';
import type { ExportedFile, ExportedRequest, Who } from './exported.ts';
import type { KeptFile, Wording } from './exportStore.ts';

/** All of a request, to be handed out. Undefined where there is none of this number. */
export async function readRequest(tx: Tx, id: number, now: Date): Promise<ExportedRequest | undefined> {
  const facts = await loadFacts(tx, id, 'to read');
  if (!facts) return undefined;
  const { request, requester, holder, agency, office, rules } = facts;
  const { zone } = rules.calendar.spec;
  // Side by side: each wait for the database's answer is a part of the whole.
  const [events, wordings, files, links, versions] = await Promise.all([
    tx.records.of({ kind: 'request', id }),
    tx.exports.wordings(id),
    tx.exports.files(id),
    tx.exports.links(id),
    tx.offices.versions(request),
  ]);
  const ids = [
    ...facts.messages.map(({ authorId }) => authorId),
    ...events.flatMap(({ kind, actorId, data }) =>
      [
        actorId,
        'to' in data ? data.to : null,
        'from' in data ? data.from : null,
        kind === 'seen to no more' ? data.by : null,
        ...('told' in data ? data.told : []),
      ].filter((each) => typeof each === 'number'),
    ),
  ];
  const people = await tx.people.named([...new Set([...ids, requester.id, ...(holder ? [holder.id] : [])])]);
  const whoOf = (personId: number): Who => who(people.get(personId) ?? nobody(personId));
  const nameOf = (personId: number): string => people.get(personId)?.name ?? 'somebody';
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  const receipts = counted(facts, countedClocks(facts, now), { events, versions, viewer: inUtc, people });
  return {
    ...{ format: 'liaison-desk request', version: 1 },
    ...{ request: requestRef(id), title: request.subject, office: office.name, topic: lineName(facts) },
    agency: agency && { code: agency.code, name: agency.name },
    ...{ requester: who(requester), holder: holder && who(holder) },
    ...{ state: request.state, priority: request.priority },
    urgent: request.priority === 'urgent' ? { since: iso(request.urgentSince), reason: request.urgentReason } : null,
    ...{ opened: request.openedAt.toISOString(), resolved: iso(request.resolvedAt) },
    outcome: request.outcome && {
      ...{ kind: request.outcome, text: request.outcomeText, instead: request.alternative },
    },
    duplicateOf: request.duplicateOf === null ? null : requestRef(request.duplicateOf),
    follows: request.continues === null ? null : requestRef(request.continues),
    destroyed: iso(request.destroyedAt ?? null),
    messages: facts.messages.map((message) => ({
      ...{ ref: messageRef(id, message.number), number: message.number, kind: message.kind },
      ...{ author: whoOf(message.authorId), to: readersOf(facts, message.kind), asks: message.asks },
      ...{ delivered: iso(message.deliveredAt), failed: iso(message.failedAt), deleted: iso(message.deletedAt) },
      wordings: wordings.filter(({ messageId }) => messageId === message.id).map(saidOf),
    })),
    files: files.map((file) => fileOf(file, id, facts)),
    story: happened(events, { facts, nameOf, zone, rating: true }).map(withYears).map(plain),
    events: events.map(({ kind, at, actorId, data }) => ({ at: at.toISOString(), kind, by: actorId, data })),
    people: [...people.values()].map(who),
    receipts: linesOf(receipts),
    chain: links,
  };
}

const who = ({ id, name, email }: Pick<Person, 'id' | 'name' | 'email'>): Who => ({ id, name, email });
const nobody = (id: number): Who => ({ id, name: 'somebody', email: null });
const saidOf = ({ at, text }: Wording) => ({ at: at.toISOString(), text });

/** Times of receipts in the office's own zone: nobody in particular reads them. */
const inUtc: Person = { id: 0, name: '', email: null, zone: null, active: true };

const readersOf = ({ requester, office }: RequestFacts, kind: 'from agency' | 'to agency' | 'note'): string =>
  kind === 'to agency' ? requester.name : kind === 'note' ? `${office.name}, internal` : office.name;

function fileOf(file: KeptFile, requestId: number, { messages }: RequestFacts): ExportedFile {
  const message = messages.find(({ id }) => id === file.messageId);
  const isThere = file.state === 'stored';
  return {
    ...{ id: file.id, message: messageRef(requestId, message?.number ?? 0), name: file.name, type: file.type },
    ...{ bytes: file.size, sha256: file.sha256 },
    path: isThere ? `files/${file.id}${endingOf(file.name)}` : null,
    reason: isThere ? null : (file.reason ?? file.state),
  };
}

/** Names of files are of any letters, which not every program unpacks: they stand in the index. */
export const endingOf = (name: string): string => /\.[A-Za-z0-9]{1,8}$/u.exec(name)?.[0].toLowerCase() ?? '';

const withYears = (text: Text): Text =>
  text.map((span) => (typeof span === 'object' && 'when' in span ? ({ ...span, year: true } satisfies Moment) : span));
const plain = (text: Text): string => plainText({ blocks: [{ kind: 'text', text }] });

function linesOf(message: Message): string[] {
  const blocks = message.blocks
    .filter(({ kind }) => kind !== 'buttons')
    .map((block) => {
      if (block.kind === 'text' || block.kind === 'small') return { ...block, text: withYears(block.text) };
      if (block.kind === 'facts')
        return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: withYears(fact.value) })) };
      return block.kind === 'list' ? { ...block, items: block.items.map(withYears) } : block;
    });
  return plainText({ blocks }).split('\n');
}
