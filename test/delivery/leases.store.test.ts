import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import { startSender } from '../../src/delivery/sender.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();
const LEASE_MS = 1_000;

test('a sending that takes longer than its lease is not begun again by anybody', async () => {
  const story = await openStory(data.database);
  const lee = 'lee@state.example';
  const people = await story.store.transaction((tx) => tx.people.everybody(50));
  const message = { blocks: [{ kind: 'text' as const, text: ['a long text'] }] };
  const put = (key: string, email: string) => {
    const personId = people.find(({ person }) => person.email === email)?.person.id ?? 0;
    return story.store.transaction((tx) => tx.outbox.put([{ key, kind: 'notice', to: { personId }, message }]));
  };
  await put('one', lee);

  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun = 0;
  const slow: Chat = {
    ...story.chat,
    outbound: {
      ...story.chat.outbound,
      async send(outgoing) {
        if (outgoing.address !== lee) return story.chat.outbound.send(outgoing);
        begun += 1;
        await released;
        return story.chat.outbound.send(outgoing);
      },
    },
  };
  const failures: string[] = [];
  const sender = startSender({
    ...story.sending,
    ports: [slow],
    leaseMs: LEASE_MS,
    log: { info() {}, warn() {}, failure: (what, error) => failures.push(`${what}: ${error}`) },
    files: { stored: async () => {}, refused: async () => {} },
  });
  const leases = async (): Promise<number> => {
    sender.wake();
    const [row] = await rows<{ ms: number }>(
      data.database.db,
      sql`select coalesce(extract(epoch from now() - begun_at) * 1000, 0)::float8 as ms from deliveries`,
    );
    return (row?.ms ?? 0) / LEASE_MS;
  };
  await expect.poll(leases, { timeout: 20_000 }).toBeGreaterThan(2);
  const lees = sql`select state, attempts from deliveries where key = 'one'`;
  expect(await rows(data.database.db, lees)).toEqual([{ state: 'sending', attempts: 1 }]);

  // A desk that stood still for so long finds its own lease over.
  await put('two', 'devon@state.example');
  await data.database.db.execute(sql`update deliveries set run_at = now() - interval '1 s'`);
  sender.wake();
  await expect.poll(() => story.person('devon').sees(), { timeout: 20_000 }).toEqual(['a long text']);
  expect(await rows(data.database.db, lees)).toEqual([{ state: 'sending', attempts: 1 }]);
  release();
  await sender.stop();
  expect(begun).toBe(1);
  expect(failures).toEqual([]);
  expect(await rows(data.database.db, sql`select state from deliveries`)).toEqual([
    { state: 'sent' },
    { state: 'sent' },
  ]);
  expect(story.person('lee').sees()).toEqual(['a long text']);
});
