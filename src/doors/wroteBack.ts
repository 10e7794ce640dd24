import type { Message } from '../chat/message.ts';
import type { Doing } from '../feature/deed.ts';
import type { Addition } from '../requests/add.ts';
import type { Tx } from '../store.ts';

/** What the door writes down: an answer to what was typed, and words that wait for their place. */

export const hold = (
  tx: Tx,
  { actor, accountId }: Doing,
  said: Addition,
  decideBy: Date | null,
  followsId?: number,
): Promise<number> => {
  const { text, at, source, attached } = said;
  return tx.inbox.hold({
    personId: actor.person.id,
    accountId,
    text,
    at,
    source,
    decideBy,
    followsId,
    files: attached?.files ?? [],
  });
};

/**
 * To the person where they are known, so that it keeps its place among all that they are sent. Whose roles do not count
 * where they write is answered there.
 */
export const put = (
  tx: Tx,
  key: string,
  { actor, accountId }: Pick<Doing, 'actor' | 'accountId'>,
  message: Message,
  more: { under?: string | undefined; replaces?: string } = {},
): Promise<void> =>
  tx.outbox.put([
    {
      key,
      kind: 'notice',
      to: actor.person.id > 0 && !actor.fromElsewhere ? { personId: actor.person.id } : { accountId },
      message,
      ...(more.under !== undefined && { under: more.under }),
      ...(more.replaces !== undefined && { replaces: more.replaces }),
    },
  ]);

export const answer = (tx: Tx, doing: Doing, message: Message): Promise<void> =>
  put(tx, `answer ${doing.source}`, doing, message);
