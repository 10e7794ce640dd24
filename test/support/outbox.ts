import { sql } from 'drizzle-orm';
import { type Database, rows } from '../../db/engine/client.ts';
import type { Story } from './story.ts';

/** Puts notices to people into a story's outbox, and sees what became of them. */
export function useOutbox(data: { readonly database: Database }) {
  return {
    /** A notice that says its key. */
    async put(story: Story, key: string, email = 'lee@state.example', more: object = {}): Promise<void> {
      const all = await story.store.transaction((tx) => tx.people.everybody(50));
      const personId = all.find((each) => each.person.email === email)?.person.id ?? 0;
      const message = { blocks: [{ kind: 'text' as const, text: [key] }] };
      await story.store.transaction((tx) =>
        tx.outbox.put([{ key, kind: 'notice', to: { personId }, message, officeId: 1, ...more }]),
      );
    },
    async states(): Promise<Record<string, string>> {
      const all = sql`select key, state from deliveries order by id`;
      const found = await rows<{ key: string; state: string }>(data.database.db, all);
      return Object.fromEntries(found.map(({ key, state }) => [key, state]));
    },
    /** What waits for a time may go now. */
    async hurry(): Promise<void> {
      await data.database.db.execute(sql`update paused_workspaces set try_at = now()`);
      const open = sql`state in ('pending', 'doubtful', 'sending')`;
      await data.database.db.execute(sql`update deliveries set run_at = now() where ${open}`);
    },
  };
}
