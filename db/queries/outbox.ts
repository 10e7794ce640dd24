import { and, asc, desc, eq, inArray, isNull, lte, notExists, notInArray, or, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Message, Span } from '../../src/chat/message.ts';
import type { OutboxStore } from '../../src/delivery/chatStore.ts';
import type { Delivery } from '../../src/delivery/delivery.ts';
import type { Db } from '../engine/client.ts';
import { preparedInsert } from '../engine/prepared.ts';
import { accounts, deliveries, files } from '../schema.ts';
import { fromNow } from './inbox.ts';

const open = ['pending', 'sending', 'doubtful'] as const;

const insert = preparedInsert(
  deliveries,
  [
    ...(['key', 'kind', 'personId', 'accountId', 'conversation', 'message'] as const),
    ...(['officeId', 'requestId', 'messageId', 'fileId', 'replaces', 'under'] as const),
  ],
  (db, rows) => db.insert(deliveries).values(rows).onConflictDoNothing({ target: deliveries.key }),
);

/** Everything that is to be sent. A claim moves `run_at` past the lease; the number of attempts is the fence. */
export function outboxStore(tx: Db, toSend: () => void): OutboxStore {
  return {
    async put(news) {
      if (news.length === 0) return;
      await insert(
        tx,
        news.map(({ to, ...delivery }) => ({
          ...delivery,
          ...('personId' in to ? { personId: to.personId } : { accountId: to.accountId }),
          conversation: 'personId' in to ? `person ${to.personId}` : `account ${to.accountId}`,
        })),
      );
      toSend();
    },

    async claim(limit, leaseMs, besides = []) {
      const earlier = alias(deliveries, 'earlier');
      const blocked = tx
        .select({ one: sql`1` })
        .from(earlier)
        .where(
          and(
            eq(earlier.conversation, deliveries.conversation),
            sql`${earlier.id} < ${deliveries.id}`,
            // Written out: only then does the partial index serve.
            sql`${earlier.state} in ('pending', 'sending', 'doubtful')`,
          ),
        );
      const ready = tx
        .select({ id: deliveries.id })
        .from(deliveries)
        .where(
          and(
            sql`${deliveries.state} in ('pending', 'sending', 'doubtful')`,
            lte(deliveries.runAt, sql`now()`),
            besides.length > 0
              ? notInArray(
                  deliveries.id,
                  besides.map(({ id }) => id),
                )
              : undefined,
            notExists(blocked),
          ),
        )
        .orderBy(asc(deliveries.runAt), asc(deliveries.id))
        .limit(limit)
        .for('update', { skipLocked: true });
      const claimed = await tx
        .update(deliveries)
        .set({
          state: sql`case when ${deliveries.state} = 'pending' then 'sending' else 'doubtful' end`,
          begunAt: sql`case when ${deliveries.state} = 'pending' then now() else ${deliveries.begunAt} end`,
          attempts: sql`${deliveries.attempts} + 1`,
          runAt: fromNow(leaseMs),
        })
        // As an array, so that the rows are chosen once and not again for every row looked at.
        .where(sql`${deliveries.id} = any(array(${ready}))`)
        .returning();
      return claimed
        .sort((a, b) => a.id - b.id)
        .map(
          (row): Delivery => ({
            ...row,
            message: reviveMessage(row.message),
            doubtful: row.state === 'doubtful',
            begunAt: row.begunAt ?? row.createdAt,
          }),
        );
    },

    async renew(claimed, leaseMs) {
      const fenced = claimed.map(({ id, attempts }) => and(eq(deliveries.id, id), eq(deliveries.attempts, attempts)));
      if (fenced.length === 0) return;
      await tx
        .update(deliveries)
        .set({ runAt: fromNow(leaseMs) })
        .where(and(inArray(deliveries.state, ['sending', 'doubtful']), or(...fenced)));
    },

    async goesTo({ id, attempts }, accountId) {
      const held = and(eq(deliveries.id, id), eq(deliveries.attempts, attempts));
      await tx.update(deliveries).set({ sentTo: accountId }).where(held);
    },

    async settle(delivery, outcome) {
      const settled = await tx
        .update(deliveries)
        .set(
          outcome.state === 'sent'
            ? {
                state: 'sent',
                sentAt: outcome.sent.at,
                sentId: outcome.sent.sentId,
                sentTo: outcome.accountId,
                reason: null,
              }
            : outcome.state === 'failed'
              ? { state: 'failed', reason: outcome.reason }
              : {
                  state: outcome.state,
                  runAt: fromNow(outcome.delayMs),
                  reason: outcome.reason,
                  ...(outcome.state === 'pending' && { sentTo: null }),
                },
        )
        .where(
          and(
            eq(deliveries.id, delivery.id),
            eq(deliveries.attempts, delivery.attempts),
            inArray(deliveries.state, [...open]),
          ),
        )
        .returning({ id: deliveries.id });
      return settled.length > 0;
    },

    async relayed(accountId, sentId) {
      const [row] = await tx
        .select({ requestId: deliveries.requestId, messageId: deliveries.messageId })
        .from(deliveries)
        .where(
          and(
            eq(deliveries.sentTo, accountId),
            or(eq(deliveries.sentId, sentId), sql`${sentId} = any(string_to_array(${deliveries.sentId}, '+'))`),
          ),
        )
        .limit(1);
      return row && row.requestId !== null ? { requestId: row.requestId, messageId: row.messageId } : undefined;
    },

    async sent(key) {
      const [row] = await tx
        .select({ sentId: deliveries.sentId, accountId: deliveries.sentTo })
        .from(deliveries)
        .where(and(ofMessage(key), eq(deliveries.state, 'sent')))
        .orderBy(desc(deliveries.id))
        .limit(1);
      return row?.sentId && row.accountId ? { sentId: row.sentId, accountId: row.accountId } : undefined;
    },

    async shown(uuid) {
      if (!isUuid(uuid)) return undefined;
      const root = tx
        .select({ key: sql`coalesce(${deliveries.replaces}, ${deliveries.key})` })
        .from(deliveries)
        .where(eq(deliveries.uuid, uuid));
      const [row] = await tx
        .select({ message: deliveries.message, personId: deliveries.personId, accountId: deliveries.accountId })
        .from(deliveries)
        .where(ofMessage(root))
        .orderBy(desc(deliveries.id))
        .limit(1);
      return row && { ...row, message: reviveMessage(row.message) };
    },

    async fileOf(uuid, { platform, workspace, userId }) {
      if (!isUuid(uuid)) return undefined;
      const [row] = await tx
        .select({ name: files.name, type: files.type, bytes: files.bytes })
        .from(deliveries)
        .innerJoin(files, eq(files.id, deliveries.fileId))
        .innerJoin(
          accounts,
          // Who it was sent to, or while that is not written down yet, an account of whom it is for.
          or(
            eq(accounts.id, deliveries.sentTo),
            and(
              isNull(deliveries.sentTo),
              or(eq(accounts.personId, deliveries.personId), eq(accounts.id, deliveries.accountId)),
            ),
          ),
        )
        .where(
          and(
            eq(deliveries.uuid, uuid),
            eq(accounts.platform, platform),
            eq(accounts.workspace, workspace),
            eq(accounts.userId, userId),
          ),
        );
      return row?.bytes ? { name: row.name, type: row.type, bytes: row.bytes } : undefined;
    },
  };
}

/** What brought the message of the delivery with this key, and what changed it since. */
const ofMessage = (key: string | SQLWrapper) => or(eq(deliveries.key, key), eq(deliveries.replaces, key));

/** Ids come back from chats, so they may be anything. */
const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text);

/** Instants inside a message are strings in JSON: they become instants again. */
export function reviveMessage(message: Message): Message {
  return JSON.parse(JSON.stringify(message), (name, value) =>
    name === 'when' && typeof value === 'string' ? new Date(value) : (value as Span),
  );
}
