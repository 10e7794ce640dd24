import type { Message, Span } from '../../src/chat/message.ts';

/** Instants inside a message are strings in JSON: they become instants again. */
export function reviveMessage(message: Message): Message {
  return JSON.parse(JSON.stringify(message), (name, value) =>
    name === 'when' && typeof value === 'string' ? new Date(value) : (value as Span),
  );
}
