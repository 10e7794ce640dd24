import { desc, eq } from 'drizzle-orm';
import type { Message } from '../../src/chat/message.ts';
import type { Database, Db } from '../engine/client.ts';
import { chatLines } from '../schema.ts';
import { reviveMessage } from './message.ts';

type Row = typeof chatLines.$inferSelect;
type NewLine = Pick<Row, 'address' | 'at' | 'from' | 'message'> & { deliveryId?: string };
type Line = Pick<Row, 'address' | 'at' | 'from' | 'message'> & { lineId: string };

/** The memory of the try-it page's chat: what the page asks of it is the page's own interface, and the start of the desk brings the two together. */
export function createTranscript(database: Database) {
  return {
    append: ({ deliveryId, ...line }: NewLine) =>
      database.transaction(async (tx) => {
        const [row] = await tx
          .insert(chatLines)
          .values({ ...line, deliveryId: deliveryId ?? null })
          .onConflictDoNothing({ target: chatLines.deliveryId })
          .returning();
        const stands = row ?? (deliveryId ? await byDelivery(tx, deliveryId) : undefined);
        if (!stands) throw new Error('a line that is not new is there');
        return toLine(stands);
      }),
    replace: (lineId: string, message: Message) =>
      database.transaction(async (tx) => {
        const [row] = await tx
          .update(chatLines)
          .set({ message })
          .where(eq(chatLines.id, Number(lineId)))
          .returning();
        return row && toLine(row);
      }),
    find: (deliveryId: string) =>
      database.transaction(async (tx) => {
        const row = await byDelivery(tx, deliveryId);
        return row && toLine(row);
      }),
    read: (address: string, limit: number) =>
      database.transaction(async (tx) => {
        const rows = await tx
          .select()
          .from(chatLines)
          .where(eq(chatLines.address, address))
          .orderBy(desc(chatLines.id))
          .limit(limit);
        return rows.reverse().map(toLine);
      }),
  };
}

async function byDelivery(tx: Db, deliveryId: string) {
  const [row] = await tx.select().from(chatLines).where(eq(chatLines.deliveryId, deliveryId));
  return row;
}

const toLine = ({ id, address, at, from, message }: Row): Line => ({
  lineId: String(id),
  address,
  at,
  from,
  message: reviveMessage(message),
});
