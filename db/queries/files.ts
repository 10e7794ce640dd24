import { and, asc, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import type { FileStore } from '../../src/delivery/chatStore.ts';
import type { Db } from '../engine/client.ts';
import { deliveries, files } from '../schema.ts';
import { fromNow } from './inbox.ts';

export function fileStore(tx: Db, toFetch: () => void): FileStore {
  return {
    async add({ handle, refused, of, ...file }) {
      const [row] = await tx
        .insert(files)
        .values({
          ...file,
          ...of,
          ...handle,
          ...(refused !== undefined && { state: 'refused' as const, reason: refused }),
        })
        .returning({ id: files.id });
      if (!row) throw new Error('an insert answers with its row');
      toFetch();
      return row.id;
    },
    async claim(limit, leaseMs) {
      const ready = tx
        .select({ id: files.id })
        .from(files)
        .where(and(sql`${files.state} = 'waiting'`, lte(files.runAt, sql`now()`)))
        .orderBy(asc(files.runAt), asc(files.id))
        .limit(limit)
        .for('update', { skipLocked: true });
      const claimed = await tx
        .update(files)
        .set({ attempts: sql`${files.attempts} + 1`, runAt: fromNow(leaseMs) })
        .where(sql`${files.id} = any(array(${ready}))`)
        .returning();
      return claimed.map(({ id, requestId, messageId, reportId, accountId, attempts, ref, name, type, size }) => ({
        id,
        requestId,
        messageId,
        reportId,
        accountId,
        attempts,
        handle: { ref, name, type, size },
      }));
    },
    async store(id, { sha256, bytes }) {
      await tx
        .update(files)
        .set({ state: 'stored', sha256, bytes: Buffer.from(bytes), size: bytes.byteLength, reason: null })
        .where(eq(files.id, id));
    },
    async defer(id, reason, delayMs) {
      await tx
        .update(files)
        .set(delayMs === undefined ? { state: 'refused', reason } : { runAt: fromNow(delayMs), reason })
        .where(eq(files.id, id));
    },
    async placeOf(id) {
      const { requestId, messageId } = files;
      const [row] = await tx
        .select({ requestId, messageId })
        .from(files)
        .where(and(eq(files.id, id), isNotNull(files.bytes)));
      const [its, message] = [row?.requestId ?? null, row?.messageId ?? null];
      return its === null || message === null ? undefined : { requestId: its, messageId: message };
    },
    async reportOf(id) {
      const [row] = await tx
        .select({ reportId: files.reportId })
        .from(files)
        .where(and(eq(files.id, id), isNotNull(files.bytes)));
      return row?.reportId ?? undefined;
    },
    async content(id) {
      const [row] = await tx.select().from(files).where(eq(files.id, id));
      return row?.bytes ? { name: row.name, type: row.type, bytes: row.bytes } : undefined;
    },
    async ofRequest(requestId) {
      const found = await tx
        .select({
          id: files.id,
          messageId: files.messageId,
          name: files.name,
          size: files.size,
          state: files.state,
          reason: files.reason,
        })
        .from(files)
        .where(eq(files.requestId, requestId))
        .orderBy(asc(files.id));
      return found.flatMap(({ messageId, ...file }) => (messageId === null ? [] : [{ ...file, messageId }]));
    },
    async ofReports(reportIds) {
      if (reportIds.length === 0) return [];
      const { id, reportId, name, size, state, reason } = files;
      const found = await tx
        .select({ id, reportId, name, size, state, reason })
        .from(files)
        .where(inArray(reportId, [...reportIds]))
        .orderBy(asc(id));
      return found.flatMap((file) => (file.reportId === null ? [] : [{ ...file, reportId: file.reportId }]));
    },
    async takeFromReport(reportId, refs) {
      const theirs = and(eq(files.reportId, reportId), inArray(files.ref, [...refs]));
      const isSent = sql`exists (select from ${deliveries} where ${deliveries.fileId} = ${files.id})`;
      await tx.delete(files).where(and(theirs, sql`not ${isSent}`));
      // What was handed on stands where it was handed on to.
      await tx.update(files).set({ reportId: null }).where(theirs);
    },
  };
}
