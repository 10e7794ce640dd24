import type { Message, Text } from '../chat/message.ts';
import type { DeliveryKind } from '../delivery/delivery.ts';
import type { Person } from '../people/person.ts';
import type { OfficeEvent, RequestEvent, RequestEventData } from '../records/event.ts';
import { localDate } from '../sla/calendar.ts';
import type { PauseCause } from '../sla/clockKinds.ts';
import { defaultRepeats } from '../sla/policy.ts';
import { openingAfter } from '../sla/steps.ts';
import type { AttachedFile, Joined, RequestFacts } from './facts.ts';
import { heldWhenDue } from './heldWhenDue.ts';
import { tellUntold } from './moved.ts';
import { type AgencyRequest, type RequestMessage, requestRef, titleOf } from './request.ts';
import { hushed } from './requestClocks.ts';
import { cardsOf, inList, needsCard, offersEnded, type Placed } from './standing.ts';
import { asTold } from './untold.ts';

/** What is decided about one request: what it was, what it is, what goes on record, and what is to be said. A value. */
export type Decision = {
  /** null: it is opened. */
  before: RequestFacts | null;
  after: RequestFacts;
  events: RequestEvent[];
  /** What goes on the record of offices. */
  ofOffices: { officeId: number; event: OfficeEvent }[];
  tell: Telling[];
};

/** Something to be said to a person, or to those who supervise the office. */
export type Telling = {
  /** Says what it is and makes it once; with several readers, each has one of their own. */
  key: string;
  kind: DeliveryKind;
  to: number | 'supervisors';
  message: Message;
  /** Number of the message of the request that this relays. */
  number?: number;
  /** Key of the delivery that it changes in place. */
  replaces?: string;
  under?: string;
  fileId?: number;
  /** It stands with another request: that of whoever reads along. */
  of?: Placed;
  /** It offers something about these requests too. */
  offersAbout?: number[];
};

type Saying = Omit<Telling, 'message'> & {
  /** Worded from what is true when all is decided. */
  message: (facts: RequestFacts) => Message;
  /** Before a card that comes with it. */
  first?: boolean;
};

type NewWords = Pick<RequestMessage, 'authorId' | 'kind' | 'text' | 'at' | 'source'> & { asks?: boolean };
/** Of the office anybody may write; the requester is known. */
type Author = Pick<Person, 'id' | 'name'>;

/**
 * A decision while it is made. Each step changes what is in hand, and the words are made last, so that none speaks of
 * what a later step has changed. Nothing is written before `apply`.
 */
export class Draft {
  readonly before: RequestFacts | null;
  /** What people know of it: `before`, with the times that they were told last. */
  readonly told: RequestFacts | null;
  readonly now: Date;
  #after: RequestFacts;
  readonly #events: RequestEvent[] = [];
  readonly #ofOffices: Decision['ofOffices'] = [];
  readonly #said: Saying[] = [];
  #who: Text | undefined;
  #came: Text | undefined;
  readonly #answered = new Map<string, string | undefined>();

  constructor(given: RequestFacts, now: Date, isNew = false) {
    const facts = { ...given, day: localDate(given.rules.calendar, now) };
    this.before = isNew ? null : facts;
    this.told = isNew ? null : asTold(facts);
    this.now = now;
    // The revision this decision makes: what is said of it has a key of its own.
    this.#after = { ...facts, request: { ...facts.request, revision: facts.request.revision + 1 } };
  }

  get facts(): RequestFacts {
    return this.#after;
  }
  get request(): AgencyRequest {
    return this.#after.request;
  }

  set(change: Partial<AgencyRequest>): void {
    this.#after = { ...this.#after, request: { ...this.request, ...change } };
  }

  know(more: Partial<Pick<RequestFacts, 'agency' | 'office' | 'rules' | 'before' | 'joined'>>): void {
    this.#after = { ...this.#after, ...more };
  }

  /**
   * Somebody else holds it, or nobody. Who held it when a promise fell due is kept. `who` says why, to the requester;
   * `came` to the new holder, above the card, unless a `list` tells them of it among others.
   */
  hold(holder: Person | null, who: Text, { came, list }: { came?: Text; list?: string } = {}): void {
    const { clocks, pauses, rules } = heldWhenDue(this.#after, this.now);
    // Whoever gets it has a day before it is said again that it is late.
    const { everyDays } = rules.policy.repeats ?? defaultRepeats;
    const until = openingAfter(rules.calendar, this.now, everyDays) ?? null;
    this.#after = { ...this.#after, holder, clocks: hushed(clocks, until, pauses, rules), holderAbsences: [] };
    this.set({ holderId: holder?.id ?? null, cardKey: holder && list ? inList(list) : this.#newCardKey() });
    this.#came = came;
    this.because(who);
  }

  #newCardKey(): string {
    return `card R-${this.request.id} r${this.request.revision}`;
  }

  /** Who answers and why, as the receipt says it this time. */
  because(who: Text): void {
    this.#who = who;
  }

  /** Whoever says that they see to it: wherever a button for that stood, it says who. */
  seenToBy(seer: NonNullable<RequestFacts['seer']>): void {
    this.#after = { ...this.#after, seer };
  }

  /** These buttons have their answer, on every message that offers them. */
  answered(...names: string[]): void {
    for (const name of names) this.#answered.set(name, undefined);
  }

  /** The same, and a line of a digest that offered it says this, such as "Lee Park sees to it.". */
  answeredWith(name: string, says: string): void {
    this.#answered.set(name, says);
  }

  /** The next message of the request; answers with its number. */
  add(words: NewWords, author?: Author): number {
    const number = this.request.lastNumber + 1;
    const message: RequestMessage = {
      ...words,
      asks: words.asks ?? false,
      id: 0,
      requestId: this.request.id,
      number,
      deliveredAt: null,
      failedAt: null,
      deletedAt: null,
    };
    this.set({ lastNumber: number });
    const { messages, authors = [] } = this.#after;
    this.#after = {
      ...this.#after,
      messages: [...messages, message],
      authors: author ? [...authors, author] : authors,
    };
    return number;
  }

  /** Something of a message is otherwise now. */
  change(
    number: number,
    change: Partial<Pick<RequestMessage, 'text' | 'deliveredAt' | 'failedAt' | 'deletedAt'>>,
  ): void {
    const messages = this.#after.messages.map((each) => (each.number === number ? { ...each, ...change } : each));
    const { edited = [] } = this.#after;
    const isEdit = change.text !== undefined && !edited.includes(number);
    this.#after = { ...this.#after, messages, edited: isEdit ? [...edited, number] : edited };
    const question = messages.find(({ kind }) => kind === 'from agency');
    if (question?.number === number && ('text' in change || 'deletedAt' in change))
      this.set({ subject: titleOf(question, isEdit || edited.includes(number)) });
  }

  /** It stands in the request `to` from now on. */
  move(number: number, to: number, at: Date): void {
    this.change(number, { deletedAt: at });
    this.#after = { ...this.#after, moved: [...(this.#after.moved ?? []), { number, to }] };
  }

  /** A file is there now, or is known never to come. */
  file(file: AttachedFile): void {
    const files = (this.#after.files ?? []).map((each) => (each.id === file.id ? file : each));
    this.#after = { ...this.#after, files: files.some(({ id }) => id === file.id) ? files : [...files, file] };
  }

  clocks(clocks: RequestFacts['clocks']): void {
    this.#after = { ...this.#after, clocks };
  }

  /** The clocks that this kind of pause stops stand still from then on. */
  pause(kind: PauseCause, from: Date): void {
    if (this.#after.pauses.some((pause) => pause.kind === kind && !pause.to)) return;
    this.#after = { ...this.#after, pauses: [...this.#after.pauses, { kind, from }] };
  }

  /** A message written before the pause began (it was under way) ends it where it began. */
  resume(kind: PauseCause, to: Date): void {
    const pauses = this.#after.pauses.map((pause) =>
      pause.kind === kind && !pause.to ? { ...pause, to: to < pause.from ? pause.from : to } : pause,
    );
    this.#after = { ...this.#after, pauses };
  }

  record<K extends keyof RequestEventData>(
    kind: K,
    by: { at: Date; actorId: number | null },
    data: RequestEventData[K],
  ): void {
    this.#events.push({ kind, at: by.at, actorId: by.actorId, data } as RequestEvent);
  }

  /** The office that it leaves keeps that it had it, and the one that gets it from where it came. */
  recordMove(to: number, { at, actorId, reason }: { at: Date; actorId: number | null; reason: string }): void {
    const { id: request, officeId: from } = this.request;
    this.#ofOffices.push(
      { officeId: from, event: { kind: 'request left', at, actorId, data: { request, to, reason } } },
      { officeId: to, event: { kind: 'request came', at, actorId, data: { request, from, reason } } },
    );
  }

  tell(saying: Saying): void {
    this.#said.push(saying);
  }

  says(key: string): boolean {
    return this.#said.some((said) => said.key === key);
  }

  /** Something to whoever holds it, unless they did it themselves. */
  tellHolder(actorId: number | null, key: string, message: Saying['message']): void {
    const { holder } = this.#after;
    if (holder && holder.id !== actorId)
      this.tell({ key: `${key} to ${holder.id}`, kind: 'notice', to: holder.id, message });
  }

  /** To those who have asked the same and read along, under their own request; `said`: when what it is about was said. */
  tellJoined(
    what: Pick<Saying, 'key' | 'kind' | 'fileId'> & { replaces?: string; said?: Date },
    message: (after: RequestFacts, one: Joined) => Message,
  ): void {
    const { said, replaces, ...saying } = what;
    for (const one of this.#after.joined ?? []) {
      if (said && new Date(one.since) > said) continue;
      const theirs = ` for ${requestRef(one.requestId)}`;
      this.tell({
        ...{ ...saying, key: `${saying.key}${theirs}`, to: one.id },
        ...(replaces !== undefined && { replaces: `${replaces}${theirs}` }),
        of: { id: one.requestId, requesterId: one.id, holderId: null, cardKey: null },
        message: (after) => message(after, one),
      });
    }
  }

  decided(): Decision {
    tellUntold(this);
    // What came in a list gets a card of its own with the first thing that happens to it.
    if (this.before && this.before.request.cardKey === this.request.cardKey && needsCard(this.before, this.#after))
      this.set({ cardKey: this.#newCardKey() });
    const after = this.#after;
    const word = ({ message, first: _, ...saying }: Saying): Telling => ({ ...saying, message: message(after) });
    const cards = cardsOf(this.told, after, this.#who, this.#came);
    const changedAlready = new Set(this.#said.flatMap(({ replaces }) => replaces ?? []));
    return {
      before: this.before,
      after,
      events: this.#events,
      ofOffices: this.#ofOffices,
      tell: [
        ...this.#said.filter(({ first }) => first).map(word),
        ...cards.sent,
        ...this.#said.filter(({ first }) => !first).map(word),
        ...cards.changed,
        ...offersEnded(this.before, after, this.#answered, changedAlready),
      ],
    };
  }
}
