import { asc } from 'drizzle-orm';
import type { Database } from '../../db/engine/client.ts';
import * as tables from '../../db/schema.ts';
import { type Button, buttonsOf, type Message, type Text } from '../../src/chat/message.ts';

/** All that invariants are asked of, as the database has it after a step. */
export type Snapshot = Awaited<ReturnType<typeof readAll>>;
export type RequestRow = Snapshot['requests'][number];
export type ClockRow = Snapshot['clocks'][number];
export type MessageRow = Snapshot['messages'][number];
export type DeliveryRow = Snapshot['deliveries'][number];

export function readAll(database: Database, now: Date) {
  return database.transaction(async (tx) => ({
    now,
    requests: await tx.select().from(tables.requests).orderBy(asc(tables.requests.id)),
    messages: await tx.select().from(tables.messages).orderBy(asc(tables.messages.id)),
    clocks: await tx.select().from(tables.clocks).orderBy(asc(tables.clocks.id)),
    pauses: await tx.select().from(tables.pauses),
    events: await tx.select().from(tables.events).orderBy(asc(tables.events.id)),
    deliveries: (await tx.select().from(tables.deliveries).orderBy(asc(tables.deliveries.id))).map((row) => ({
      ...row,
      message: revive(row.message),
    })),
    held: await tx.select().from(tables.heldMessages).orderBy(asc(tables.heldMessages.id)),
    inbox: await tx.select({ state: tables.inbox.state, problem: tables.inbox.problem }).from(tables.inbox),
    people: await tx.select().from(tables.people),
    memberships: await tx.select().from(tables.memberships),
    calendars: await tx.select().from(tables.calendars),
    absences: await tx.select().from(tables.absences),
    surveys: await tx.select().from(tables.surveys),
  }));
}

/** Rows hold instants as text. */
const revive = (message: Message): Message =>
  JSON.parse(JSON.stringify(message), (name, value: unknown) =>
    name === 'when' && typeof value === 'string' ? new Date(value) : value,
  ) as Message;

export const isLive = ({ state }: RequestRow): boolean => state === 'open' || state === 'waiting';
export const isRunning = ({ stoppedAt, droppedAt }: ClockRow): boolean => stoppedAt === null && droppedAt === null;
export const isReply = ({ kind }: ClockRow): boolean =>
  kind === 'first_reply' || kind === 'next_reply' || kind === 'agreed_reply';
/** Of the replies that are owed the one that is told. */
export const owedReply = (clocks: readonly ClockRow[]): ClockRow | undefined =>
  ['first_reply', 'next_reply', 'agreed_reply'].flatMap((kind) => clocks.find((clock) => clock.kind === kind) ?? [])[0];
export const isOpenDelivery = ({ state }: DeliveryRow): boolean =>
  state === 'pending' || state === 'sending' || state === 'doubtful';
export const refOf = ({ id }: RequestRow): string => `R-${id}`;

export const clocksOf = (all: Snapshot, request: RequestRow): ClockRow[] =>
  all.clocks.filter(({ requestId }) => requestId === request.id);

export const messagesOf = (all: Snapshot, request: RequestRow): MessageRow[] =>
  all.messages.filter(({ requestId }) => requestId === request.id).sort((a, b) => a.number - b.number);

/** What is on its way to the other side: written, not arrived, and not given up. */
export const isUnderWay = (all: Snapshot, message: MessageRow): boolean =>
  message.deliveredAt === null &&
  all.deliveries.some((delivery) => delivery.messageId === message.id && isOpenDelivery(delivery));

/** The promise that counts: the reply that is owed, else the resolution. */
export function promiseOf(all: Snapshot, request: RequestRow): ClockRow | undefined {
  const running = clocksOf(all, request).filter((clock) => isRunning(clock) && clock.releasedAt === null);
  const broken = running.filter(({ breachedAt, dueAt }) => breachedAt !== null && dueAt !== null);
  const [first] = broken.sort((a, b) => Number(a.dueAt) - Number(b.dueAt));
  return (
    first ??
    owedReply(running) ??
    running.find(({ kind }) => kind === 'first_resolution') ??
    running.find(({ kind }) => kind === 'agreed_resolution') ??
    running.find(({ kind }) => kind === 'total_resolution')
  );
}

/** Messages in chats: what brought each, and its newest wording. */
export type Told = { root: DeliveryRow; newest: DeliveryRow };
export function toldMessages(all: Snapshot): Told[] {
  const newest = new Map<string, DeliveryRow>();
  for (const delivery of all.deliveries) newest.set(delivery.replaces ?? delivery.key, delivery);
  return all.deliveries
    .filter(({ replaces }) => replaces === null)
    .map((root) => ({ root, newest: newest.get(root.key) ?? root }));
}

export const buttonsIn = (message: Message): Button[] => buttonsOf(message);

/** Before a time that was promised once, or is too late for them, and that nobody is promised now. */
const ONCE = /(?:At first we promised|had been promised|had expected to finish by|You said that) $/u;

/** Instants that a message promises, in milliseconds. */
export function momentsIn({ blocks }: Message): number[] {
  const texts = blocks.flatMap((block): Text[] => {
    switch (block.kind) {
      case 'text':
      case 'small':
      case 'row':
        return [block.text];
      case 'facts':
        return block.facts.map(({ value }) => value);
      case 'list':
        return block.items;
      default:
        return [];
    }
  });
  return texts.flatMap((text) =>
    text.flatMap((span, index) => {
      const before = text[index - 1];
      const isPast = typeof before === 'string' && ONCE.test(before);
      return typeof span === 'object' && 'when' in span && !isPast ? [span.when.getTime()] : [];
    }),
  );
}
