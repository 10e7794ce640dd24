import type { Tx } from '../store.ts';
import { redraw } from './tell.ts';
import { answerNotArrived } from './words.ts';

/** An answer to whoever began an exchange could not be delivered. */

/** `place`: of the answer among all words of the exchange, from 1. */
export const answerKey = (exchange: number, place: number): string => `voice ${exchange}·${place}`;

/** Whoever answered is told, and the other supervisors read it where the answer stands. */
export async function noteFailed(tx: Tx, key: string, reason: string): Promise<void> {
  const [, id, at] = /^voice (\d+)·(\d+)$/u.exec(key) ?? [];
  const exchange = id === undefined ? undefined : await tx.voices.one(Number(id));
  if (!exchange) return;
  const place = Number(at);
  await tx.voices.failed(exchange.id, place);
  await redraw(tx, exchange);
  const answer = (await tx.voices.words(exchange.id))[place - 1];
  if (!answer || answer.authorId === null) return;
  const person = exchange.nameless ? undefined : (await tx.people.named([exchange.personId])).get(exchange.personId);
  const told = { to: exchange.nameless ? undefined : (person?.name ?? 'them'), reason, text: answer.text };
  await tx.outbox.put([
    {
      ...{ key: `${key} failed`, kind: 'notice', to: { personId: answer.authorId }, officeId: exchange.officeId },
      message: answerNotArrived({ exchange: exchange.id }, told),
    },
  ]);
}
