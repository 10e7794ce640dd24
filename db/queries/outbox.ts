import { and, desc, eq, inArray, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { OutboxStore } from '../../src/delivery/chatStore.ts';
import { fileOfText } from '../../src/delivery/delivery.ts';
import type { Db } from '../engine/client.ts';
import { preparedInsert } from '../engine/prepared.ts';
import { accounts, deliveries, files } from '../schema.ts';
import { claimOutbox } from './claim.ts';
import { fromNow } from './inbox.ts';
import { reviveMessage } from './message.ts';
import { missing } from './missing.ts';
import { waitingStore } from './waiting.ts';

const open = ['pending', 'sending', 'doubtful'] as const;

const insert = preparedInsert(
  deliveries,
  [
    ...(['key', 'kind', 'personId', 'accountId', 'conversation', 'message', 'sealed'] as const),
    ...(['officeId', 'requestId', 'offersAbout', 'messageId', 'fileId', 'attached', 'replaces', 'under'] as const),
    ...(['state', 'notBefore', 'latestOn', 'knows', 'askedBy'] as const),
  ],
  (db, rows) => db.insert(deliveries).values(rows).onConflictDoNothing({ target: deliveries.key }),
);

/** Everything that is to be sent. A claim moves `run_at` past the lease; the number of attempts is the fence. */
export function outboxStore(tx: Db, toSend: () => void): OutboxStore {
  async function sentAs(accountId: number, sentId: string) {
    const what = {
      ...{ key: deliveries.key, replaces: deliveries.replaces },
      ...{ requestId: deliveries.requestId, messageId: deliveries.messageId },
    };
    const find = (as: SQL) =>
      tx
        .select(what)
        .from(deliveries)
        .where(and(eq(deliveries.sentTo, accountId), as))
        .limit(1);
    // One after the other: asked for together, all that the account ever got is read.
    const [row = (await find(oneOfParts(sentId)))[0]] = await find(eq(deliveries.sentId, sentId));
    return row;
  }
  const waiting = waitingStore(tx, toSend);
  return {
    ...waiting.store,
    async put(all) {
      const news = await waiting.take(all);
      if (news.length === 0) return;
      await insert(
        tx,
        news.map(({ to, ...delivery }) => ({
          ...delivery,
          sealed: delivery.sealed ?? false,
          state: delivery.notBefore ? ('waiting' as const) : ('pending' as const),
          ...('personId' in to ? { personId: to.personId } : { accountId: to.accountId }),
          conversation: 'personId' in to ? `person ${to.personId}` : `account ${to.accountId}`,
        })),
      );
      toSend();
    },

    ...missing(tx, toSend),
    claim: (limit, leaseMs, besides = []) => claimOutbox(tx, limit, leaseMs, besides),

    async renew(claimed, leaseMs) {
      const fenced = claimed.map(({ id, attempts }) => and(eq(deliveries.id, id), eq(deliveries.attempts, attempts)));
      if (fenced.length === 0) return;
      await tx
        .update(deliveries)
        .set({ runAt: fromNow(leaseMs) })
        .where(and(inArray(deliveries.state, ['sending', 'doubtful']), or(...fenced)));
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
        .returning({ more: moreIn });
      const [row] = settled;
      if (row?.more || (outcome.state === 'pending' && outcome.delayMs === 0)) toSend();
      return row !== undefined;
    },

    async doubtAll() {
      const doubted = await tx
        .update(deliveries)
        .set({ state: 'doubtful', runAt: sql`now()`, begunAt: sql`now()` })
        .where(sql`${deliveries.state} in ('pending', 'sending', 'doubtful')`)
        .returning({ id: deliveries.id });
      toSend();
      return doubted.length;
    },

    async keyOf(accountId, sentId) {
      const row = await sentAs(accountId, sentId);
      return row?.replaces ?? row?.key;
    },
    async relayed(accountId, sentId) {
      const row = await sentAs(accountId, sentId);
      return row && row.requestId !== null ? { ...row, requestId: row.requestId } : undefined;
    },

    async standing(keys) {
      const [known] = await tx
        .select({ root: sql<string>`coalesce(${deliveries.replaces}, ${deliveries.key})` })
        .from(deliveries)
        .where(inArray(deliveries.key, keys))
        .limit(1);
      if (!known) return undefined;
      const [row] = await tx
        .select({ message: deliveries.message, personId: deliveries.personId, accountId: deliveries.accountId })
        .from(deliveries)
        .where(ofMessage(known.root))
        .orderBy(desc(deliveries.id))
        .limit(1);
      const { personId, accountId, message } = row ?? { personId: null, accountId: null, message: undefined };
      if (!message || (personId === null && accountId === null)) return undefined;
      const to = personId === null ? { accountId: accountId ?? 0 } : { personId };
      return { root: known.root, to, message: reviveMessage(message) };
    },

    async known(keys) {
      const found = await tx
        .select({ key: deliveries.key })
        .from(deliveries)
        .where(inArray(deliveries.key, [...keys]));
      return found.map(({ key }) => key);
    },
    async changeKey(root) {
      return `${root} change ${1 + (await tx.$count(deliveries, eq(deliveries.replaces, root)))}`;
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
        .select({ name: files.name, type: files.type, bytes: files.bytes, attached: deliveries.attached })
        .from(deliveries)
        .leftJoin(files, eq(files.id, deliveries.fileId))
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
      if (row?.attached) return fileOfText(row.attached);
      const { name, type, bytes } = row ?? {};
      return name && type && bytes ? { name, type, bytes } : undefined;
    },
  };
}

/** Word for word as the partial index has it. */
const oneOfParts = (sentId: string): SQL =>
  sql`sent_id like '%+%' and ${sentId} = any(string_to_array(${deliveries.sentId}, '+'))`;

/** What brought the message of the delivery with this key, and what changed it since. */
const ofMessage = (key: string | SQLWrapper) => or(eq(deliveries.key, key), eq(deliveries.replaces, key));

/** Whether something else of the conversation that was just settled could go now. */
const moreIn = sql<boolean>`exists (select from deliveries as other where other.id <> ${sql.raw('deliveries.id')}
  and other.conversation = ${sql.raw('deliveries.conversation')} and other.run_at <= now()
  and other.state in ('pending', 'sending', 'doubtful'))`;

/** Ids come back from chats, so they may be anything. */
const isUuid = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu.test(text);
