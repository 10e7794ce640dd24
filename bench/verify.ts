/** 100,000 entries on the record of 10,000 requests: putting them under the chain, verifying them, and a checkpoint of all. */
import { sql } from 'drizzle-orm';
import { openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { importOffice } from '../src/offices/importOffice.ts';
import { linkOldRecord } from '../src/records/linkOld.ts';
import { takeCheckpoint } from '../src/records/takeCheckpoint.ts';
import { verifyChains } from '../src/records/verify.ts';
import { verifyCheckpoints } from '../src/records/verifyCheckpoints.ts';
import { storyOffice } from '../test/support/office.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { type BenchRow, median, rowsOf } from './row.ts';

const REQUESTS = 10_000;
/** Of each request, behind the question. */
const EVENTS = 9;
const ENTRIES = REQUESTS * (1 + EVENTS);
const ROUNDS = 7;

export async function benchVerify(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const database = await openPostgres(server.address('postgres'), { max: 1, statementTimeoutMs: 60_000 });
    await database.migrate();
    const store = createStore(database);
    const now = new Date('2026-06-01T18:00:00Z');
    await store.transaction((tx) => importOffice(tx, storyOffice(), now));
    for (const statement of asBefore) await database.db.execute(statement);

    let began = performance.now();
    await linkOldRecord(store, () => false);
    const linking = performance.now() - began;
    await database.db.execute(sql`vacuum analyze`);

    const verifying: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      began = performance.now();
      const { links } = await store.transaction((tx) => verifyChains(tx.chain, complain));
      verifying.push(performance.now() - began);
      if (links < ENTRIES) throw new Error(`${links} links were read`);
    }
    began = performance.now();
    await store.transaction((tx) => takeCheckpoint(tx.chain, now, undefined));
    const taking = performance.now() - began;
    began = performance.now();
    await store.transaction((tx) => verifyCheckpoints(tx.chain, { key: undefined, kept: undefined }, complain));
    const holding = performance.now() - began;
    await database.close();
    return [
      row(`verify ${ENTRIES.toLocaleString('en-US')} entries`, median(verifying), 'ms'),
      row('memory meanwhile', process.memoryUsage().rss / 2 ** 20, 'MB'),
      row('entries that come under the chain', (ENTRIES / linking) * 1_000, '1/s'),
      row(`a checkpoint of ${REQUESTS.toLocaleString('en-US')} chains`, taking, 'ms'),
      row('chains held to that checkpoint', holding, 'ms'),
    ];
  } finally {
    await server.remove();
  }
}

const complain = (finding: object): never => {
  throw new Error('a record that nobody touched has findings', { cause: finding });
};

const row = rowsOf('verify');

/** As a desk of the version before the chain has left it: triggers look away. */
const asBefore = [
  sql`set session_replication_role = replica`,
  sql`insert into requests (office_id, service_line_id, requester_id, subject, opened_at, calendar_id, policy_id)
      select o.id, (select min(id) from service_lines), (select min(id) from people), 'Question ' || n, now(),
        o.calendar_id, o.policy_id
      from offices o, generate_series(1, ${REQUESTS}::int) n`,
  sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
      select office_id, id, 1, requester_id, 'question', subject || ': do we need three quotes for an order of $40,000?',
        opened_at, 'bench ' || id from requests`,
  sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, at, actor_id, data)
      select office_id, 'request', id, id, 'escalated', opened_at, requester_id,
        jsonb_build_object('clock', 'first_reply', 'percent', n, 'told', jsonb_build_array(n, n + 1))
      from requests, generate_series(1, ${EVENTS}::int) n`,
  sql`set session_replication_role = default`,
];
