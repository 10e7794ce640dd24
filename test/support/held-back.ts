import { sql } from 'drizzle-orm';
import { type Database, rows } from '../../db/engine/client.ts';
import { sendOne } from '../../src/delivery/send.ts';
import { listenOnce } from '../../src/run/listen.ts';
import type { Logger } from '../../src/run/log.ts';
import { sweepAll } from '../../src/run/schedule.ts';
import type { Story } from './story.ts';

const LEASE_MS = 30_000;
const open = sql`state in ('pending', 'sending', 'doubtful')`;

/**
 * A story's desk whose outbox is in the test's hand: what is heard, what time does and what is sent are three things,
 * and each conversation is let go for itself. Within one, order stays as the outbox has it.
 */
export function holdBack(story: Story, database: Database) {
  const log: Logger = {
    info() {},
    warn() {},
    failure: (message, error) =>
      story.failures.push(`${message}: ${error instanceof Error ? error.stack : String(error)}`),
  };
  const desk = {
    /** Handles all that came in, and sends nothing. */
    async hear(): Promise<void> {
      while (await listenOnce(story.store, story.now, log)) {
        // One event after another.
      }
    },
    /** Moves time ahead. Nothing follows from it yet. */
    pass(ms: number): void {
      story.clock.setAhead(story.clock.ahead() + ms);
    },
    /** Lets time do its work, and sends nothing. */
    async sweep(): Promise<void> {
      await sweepAll({ store: story.store, clock: story.clock, log });
      await desk.hear();
    },
    /** Conversations with something to send, in no order that matters. */
    async waiting(): Promise<string[]> {
      const found = await rows<{ conversation: string }>(
        database.db,
        sql`select distinct conversation from deliveries where ${open} order by conversation`,
      );
      return found.map(({ conversation }) => conversation);
    },
    /** Tries so many sendings of one conversation, whatever time they wait for. Answers how many were tried. */
    async deliver(conversation: string, most: number): Promise<number> {
      for (let tried = 0; tried < most; tried += 1) {
        // Due times of the outbox go by the database's clock, which nobody moves: so they are moved instead.
        await database.db.execute(sql`
          update deliveries set run_at = case when conversation = ${conversation} then now()
            else now() + interval '1 day' end where ${open}`);
        await database.db.execute(sql`update paused_workspaces set try_at = now()`);
        const { deliveries } = await story.store.transaction((tx) => tx.outbox.claim(1, LEASE_MS));
        const [delivery] = deliveries;
        if (!delivery) return tried;
        await sendOne(story.sending, delivery);
      }
      return most;
    },
    /** Lets everything go, until nothing is left that a chat has not refused. */
    async release(): Promise<void> {
      await desk.hear();
      for (let left = await desk.waiting(); left.length > 0; left = await desk.waiting())
        for (const conversation of left) await desk.deliver(conversation, 50);
    },
  };
  return desk;
}
