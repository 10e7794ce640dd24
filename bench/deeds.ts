/**
 * What each deed costs, from the press until everybody sees what came of it, against the very statements that the desk
 * issued for it, sent raw to an identical database; and a relay that is written while a hundred changes of cards wait.
 */
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type Database, openPostgres } from '../db/engine/client.ts';
import { startSender } from '../src/delivery/sender.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openStory, type Story } from '../test/support/story.ts';
import { type Recorded, record, replayOnPostgres } from './recording.ts';
import { type BenchRow, median, rowsOf } from './row.ts';

const ROUNDS = 31;
/** Not counted: caches fill, code is compiled. */
const WARM_UP = 10;
/** As long as a chat takes to answer. */
const SEND_MS = 20;
const CARDS = 25;
const CHANGES = 100;

type Figures = { ours: number; peer: number; statements: number };

export async function benchDeeds(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const admin = postgres({ ...server.address('postgres'), onnotice() {} });
    for (const name of ['ours', 'peer', 'crowd']) await admin.unsafe(`create database ${name}`);
    await admin.end();
    const [ours, copy, crowd] = await Promise.all(
      ['ours', 'peer', 'crowd'].map(async (name) => {
        const database = await openPostgres(server.address(name), { max: name === 'crowd' ? 10 : 1 });
        await database.migrate();
        return database;
      }),
    );
    if (!ours || !copy || !crowd) throw new Error('three databases were opened');
    const story = await openStory(ours);
    await openStory(copy);
    await copy.close();
    const raw = postgres({ ...server.address('peer'), max: 1 });
    drizzle(raw); // dates and JSON go through the driver as they are, as they do for the desk
    const rows = await deedsOf(story, record(ours), (sent) => replayOnPostgres(raw, sent));
    rows.push(await behindChanges(crowd));
    await Promise.all([ours.close(), crowd.close(), raw.end()]);
    return rows;
  } finally {
    await server.remove();
  }
}

/** What is measured, one after the other; it can be done again and again. */
export async function deedsIn(story: Story): Promise<[name: string, work: () => Promise<unknown>][]> {
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  const people = await story.store.transaction((tx) => tx.people.everybody(50));
  const devonId = people.find(({ person }) => person.email === 'devon@state.example')?.person.id;
  return [
    // As by a command: what is typed soon after a request has ended may belong to it, and is asked about.
    ['question', () => ana.asks('Do we need three quotes for an order of $40,000?')],
    ['reply: form, sending, delivery', () => lee.presses('Reply', { text: 'Yes, from $10,000 on.' })],
    ['hand-over', () => lee.presses('Hand over', { person: `${devonId}`, reason: 'Devon knows the vendor.' })],
    ['resolution', () => devon.presses('Resolve', { outcome: 'answered', text: 'You need three.' })],
  ];
}

async function deedsOf(
  story: Story,
  log: Recorded[],
  replay: (sent: Recorded[]) => Promise<void>,
): Promise<BenchRow[]> {
  const deeds = await deedsIn(story);
  const figures = deeds.map((): Figures[] => []);
  await replay(log.splice(0));
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    for (const [n, [, work]] of deeds.entries()) {
      const began = performance.now();
      await work();
      const took = performance.now() - began;
      const sent = log.splice(0);
      const again = performance.now();
      await replay(sent);
      const peer = performance.now() - again;
      if (round >= WARM_UP) figures[n]?.push({ ours: took, peer, statements: sent.flat().length });
    }
  return deeds.flatMap(([name], n) => {
    const all = figures[n] ?? [];
    const of = (what: keyof Figures) => median(all.map((each) => each[what]));
    const ratio = median(all.map(({ ours, peer }) => ours / peer));
    return [
      { ...row(name, of('ours'), 'ms'), peer: of('peer'), ratio, peerName: 'the raw statements' },
      row(`${name}: statements`, of('statements'), 'n'),
    ];
  });
}

const row = rowsOf('deeds');

/** Until a relay stands in a chat that takes its time, behind changes of cards of the same person, and with none. */
async function behindChanges(database: Database): Promise<BenchRow> {
  const story = await openStory(database);
  const { outbound } = story.chat;
  const chat = {
    ...story.chat,
    outbound: {
      ...outbound,
      async send(outgoing: Parameters<typeof outbound.send>[0]) {
        await new Promise((resolve) => setTimeout(resolve, SEND_MS));
        return outbound.send(outgoing);
      },
    },
  };
  const people = await story.store.transaction((tx) => tx.people.everybody(50));
  const personId = people.find(({ person }) => person.email === 'lee@state.example')?.person.id ?? 0;
  const put = (keys: string[], more: (n: number) => { replaces?: string }, kind: 'card' | 'relay') =>
    story.store.transaction((tx) =>
      tx.outbox.put(
        keys.map((key, n) => ({
          ...{ key, kind, to: { personId }, message: { blocks: [{ kind: 'text', text: [key] }] } },
          ...more(n),
        })),
      ),
    );
  const keys = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name} ${n}`);
  await put(keys('card', CARDS), () => ({}), 'card');
  await drained(story);
  const arrival = async (round: number, changes: number): Promise<number> => {
    if (changes > 0) await put(keys(`change ${round}`, changes), (n) => ({ replaces: `card ${n % CARDS}` }), 'card');
    const key = `relay ${round} ${changes}`;
    await put([key], () => ({}), 'relay');
    const began = performance.now();
    const log = { info() {}, warn() {}, failure: console.error };
    const files = { stored: async () => {}, refused: async () => {} };
    const sender = startSender({ ...story.sending, ports: [chat], log, files });
    while (story.chat.seen('lee@state.example').every(({ text }) => text !== key))
      await new Promise((resolve) => setTimeout(resolve, 1));
    const took = performance.now() - began;
    await sender.stop();
    await drained(story);
    return took;
  };
  const figures: { ours: number; peer: number }[] = [];
  for (let round = 0; round < ROUNDS; round++)
    figures.push({ ours: await arrival(round, CHANGES), peer: await arrival(round, 0) });
  return {
    ...row(`relay behind ${CHANGES} changes of ${CARDS} cards`, median(figures.map(({ ours }) => ours)), 'ms'),
    peer: median(figures.map(({ peer }) => peer)),
    ratio: median(figures.map(({ ours, peer }) => ours / peer)),
    peerName: 'a relay alone',
  };

  async function drained({ settle }: Story): Promise<void> {
    await database.db.execute(sql`update deliveries set run_at = now() where state = 'pending'`);
    for (let waits = true; waits; waits = await story.store.transaction((tx) => tx.facts.busy())) await settle();
  }
}
