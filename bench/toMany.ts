/** What goes to 20,000 people: how it is committed, how fast it goes out, and what a reply takes to arrive meanwhile. */
import { sql } from 'drizzle-orm';
import { type Database, openPostgres, rows } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import type { Press } from '../src/chat/message.ts';
import { type Sender, startSender } from '../src/delivery/sender.ts';
import type { Store } from '../src/store.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openStory, type Story } from '../test/support/story.ts';
import { type BenchRow, median, rowsOf } from './row.ts';

const PEOPLE = 20_000;
/** As long as a chat takes to answer. */
const SEND_MS = 20;
const ROUNDS = 31;

export type ToMany = {
  bench: string;
  /** What is sent, looked at; what is left is the press. */
  ready: (story: Story) => Promise<Press>;
  /** A table of those it goes to, each with `told_at` once it has. */
  table: 'announcement_readers' | 'listening_letters';
};

export async function benchToMany({ bench, ready, table }: ToMany): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const database = await openPostgres(server.address('postgres'));
    await database.migrate();
    const story = await openStory(database);
    await enterPeople(database);
    const press = await ready(story);
    const { sender, store } = startSlowly(story, database);
    const quiet = await replies(story, store, 'quiet');
    const began = performance.now();
    await story.chat.hand('sam@state.example', { kind: 'press', press });
    const committed = performance.now() - began;
    const before = await told(database, table);
    const since = performance.now();
    const meanwhile = await replies(story, store, 'meanwhile');
    const went = ((await told(database, table)) - before) / ((performance.now() - since) / 1_000);
    await sender.stop();
    await database.close();
    const row = rowsOf(bench);
    return [
      row(`${PEOPLE.toLocaleString('en-US')} people, until it is committed`, committed / 1_000, 's'),
      row(`it goes out, a sending takes ${SEND_MS} ms`, went, '1/s'),
      {
        ...row('a reply meanwhile, median', median(meanwhile), 'ms'),
        peer: median(quiet),
        ratio: median(meanwhile) / median(quiet),
        peerName: 'one of a quiet time',
      },
      row('a reply meanwhile, longest', Math.max(...meanwhile), 'ms'),
    ];
  } finally {
    await server.remove();
  }
}

/** Requesters of one agency, each known to the chat. */
async function enterPeople(database: Database): Promise<void> {
  await database.db.execute(sql`with entered as (
      insert into people (name, email) select 'Asker ' || n, 'asker' || n || '@agency.example'
      from generate_series(1, ${PEOPLE}::int) n returning id, email
    ), joined as (
      insert into memberships (person_id, office_id, role, agency_id)
      select e.id, o.id, 'requester', a.id from entered e, offices o, agencies a where a.code = 'DOT'
    )
    insert into accounts (platform, workspace, user_id, address, person_id, vouched)
    select 'fake', 'test', email, email, id, 'office' from entered`);
  await database.db.execute(sql`analyze`);
}

/** As a running desk has it: whoever commits something to be sent through this store wakes the sender. */
function startSlowly(story: Story, database: Database): { sender: Sender; store: Store } {
  const wake = { inbox() {}, outbox: () => sender.wake(), files() {} };
  const store = createStore(database, wake);
  const { outbound } = story.chat;
  const slowly = {
    ...outbound,
    async send(outgoing: Parameters<typeof outbound.send>[0]) {
      await new Promise((resolve) => setTimeout(resolve, SEND_MS));
      return outbound.send(outgoing);
    },
  };
  const log = { info() {}, warn() {}, failure: console.error };
  const files = { stored: async () => {}, refused: async () => {} };
  const ports = [{ ...story.chat, outbound: slowly }];
  const sender = startSender({ ...story.sending, store, ports, log, files });
  return { sender, store };
}

/** Milliseconds until each of these stands in the chat of its reader. */
async function replies(story: Story, store: Store, when: string): Promise<number[]> {
  const people = await story.store.transaction((tx) => tx.people.everybody(50));
  const personId = people.find(({ person }) => person.email === 'ben@state.example')?.person.id ?? 0;
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const key = `reply ${when} ${round}`;
    const message = { blocks: [{ kind: 'text' as const, text: [key] }] };
    const began = performance.now();
    await store.transaction((tx) => tx.outbox.put([{ key, kind: 'relay', to: { personId }, message }]));
    while (story.chat.seen('ben@state.example').every(({ text }) => text !== key))
      await new Promise((resolve) => setTimeout(resolve, 1));
    took.push(performance.now() - began);
  }
  return took;
}

async function told(database: Database, table: ToMany['table']): Promise<number> {
  const [row] = await rows<{ n: number }>(
    database.db,
    sql`select count(*)::int as n from ${sql.identifier(table)} where told_at is not null`,
  );
  return row?.n ?? 0;
}
