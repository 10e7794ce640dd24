import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openPostgres } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { startDesk } from '../../src/desk.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { verifyChains } from '../../src/records/verify.ts';
import { verifyCheckpoints } from '../../src/records/verifyCheckpoints.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { startPostgres } from '../support/postgres-server.ts';

/** More than are put under the chain in one transaction. */
const OLD = 250;

test.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')(
  'a desk that starts puts the record from before under the chain, and then takes a signed checkpoint of all of it',
  async ({ onTestFinished }) => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    const database = await openPostgres(server.address('postgres'), { max: 1 });
    onTestFinished(() => database.close());
    await database.migrate();
    const store = createStore(database);
    await store.transaction((tx) => importOffice(tx, storyOffice(), new Date()));
    for (const statement of asBefore) await database.db.execute(statement);
    const found: unknown[] = [];
    const look = () =>
      store.transaction(async (tx) => ({
        ...(await verifyChains(tx.chain, (finding) => found.push(finding))),
        last: await tx.chain.latestCheckpoint(),
      }));
    expect(await look()).toMatchObject({ isComplete: false, last: undefined });

    const desk = await startDesk(
      {
        ...{ database: { kind: 'postgres', url: server.url('postgres') }, host: '127.0.0.1', port: 0 },
        ...{ logLevel: 'silent', officeFile: undefined, tryIt: false },
        recordSigningKey: randomBytes(32).toString('base64'),
      },
      { info() {}, warn() {}, failure: (message, error) => found.push({ message, error }) },
      undefined,
      { ports: [fakeChat({ now: () => new Date(), emails: [] })] },
    );
    await expect.poll(async () => (await look()).last, { timeout: 60_000 }).toBeDefined();
    await desk.stop();

    const { isComplete, chains, links, last } = await look();
    expect(isComplete).toBe(true);
    expect(links).toBeGreaterThanOrEqual(2 * OLD);
    expect(chains).toBeGreaterThanOrEqual(OLD);
    expect(last).toMatchObject({ number: 1, signature: expect.any(String) });
    const key = last?.key ?? undefined;
    await store.transaction((tx) => verifyCheckpoints(tx.chain, { key, kept: undefined }, (each) => found.push(each)));
    expect(found).toEqual([]);
  },
);

/** As a desk of the version before the chain has left it: triggers look away. */
const asBefore = [
  sql`set session_replication_role = replica`,
  sql`insert into requests (office_id, service_line_id, requester_id, subject, opened_at, calendar_id, policy_id)
      select o.id, (select min(id) from service_lines), (select min(id) from people), 'Question ' || n, now(),
        o.calendar_id, o.policy_id from offices o, generate_series(1, ${OLD}::int) n`,
  sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
      select office_id, id, 1, requester_id, 'question', subject, opened_at, 'old ' || id from requests`,
  sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, at, actor_id, data)
      select office_id, 'request', id, id, 'escalated', opened_at, requester_id,
        '{"clock": "first_reply", "percent": 50, "told": [1]}'::jsonb from requests`,
  sql`set session_replication_role = default`,
];
