/**
 * What time alone costs: all sweeps with nothing due among many open requests, which should not depend on how many
 * these are, and the steps of 1,000 broken promises.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { type Database, openPglite, openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { sweepEscalations } from '../src/escalations/escalate.ts';
import { createClock } from '../src/run/clock.ts';
import { createLog, type Logger } from '../src/run/log.ts';
import { sweepAll } from '../src/run/schedule.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { fill } from './askingDesk.ts';
import { type BenchRow, median } from './row.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const DUE = 1_000;
const ROUNDS = 60;

/** A Monday in the sample office; everything was asked that morning, and the first step and due time come later. */
const NOW = new Date('2026-06-01T18:00:00Z');

export async function benchSweep(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  const server = await startPostgres({ durable: true });
  try {
    const admin = await openPostgres(server.address('postgres'));
    for (const name of ['few', 'many']) await admin.db.execute(sql.raw(`create database ${name}`));
    await admin.close();
    // Filling takes longer than any statement of the desk may.
    const open = (name: string) => openPostgres(server.address(name), { statementTimeoutMs: 0 });
    return [
      ...(await compare(
        'PGlite in a folder',
        await openPglite(join(folder, 'few')),
        await openPglite(join(folder, 'many')),
      )),
      ...(await compare('PostgreSQL', await open('few'), await open('many'))),
    ];
  } finally {
    await server.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(name: string, few: Database, many: Database): Promise<BenchRow[]> {
  await openRequests(few, FEW);
  await openRequests(many, MANY);
  const [sweepFew, sweepMany] = [sweeperOf(few), sweeperOf(many)];
  const times: { few: number; many: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) times.push({ few: await sweepFew(), many: await sweepMany() });
  const seen = times.slice(ROUNDS / 6); // digests are written by the first, and caches fill
  const dueMs = await takeSteps(many);
  await few.close();
  await many.close();
  return [
    {
      bench: 'sweep',
      case: `nothing due among ${MANY.toLocaleString('en-US')}, ${name}`,
      ours: median(seen.map((time) => time.many)),
      peer: median(seen.map((time) => time.few)),
      ratio: median(seen.map((time) => time.many / time.few)),
      unit: 'ms',
      peerName: `among ${FEW.toLocaleString('en-US')}`,
    },
    {
      bench: 'sweep',
      case: `${DUE.toLocaleString('en-US')} due among them, ${name}`,
      ours: dueMs,
      peer: null,
      ratio: null,
      unit: 'ms',
    },
  ];
}

const silent: Logger = createLog('silent');
/** A sweep that fails is logged and passed over, which would make a fine figure. */
const log: Logger = {
  ...silent,
  failure(message, error) {
    throw new Error(message, { cause: error });
  },
};

/** Answers what lets all sweeps run once and tells the milliseconds they took. */
function sweeperOf(database: Database): () => Promise<number> {
  const sweeps = { store: createStore(database), clock: createClock(() => NOW.getTime()), log };
  return async () => {
    const began = performance.now();
    await sweepAll(sweeps);
    return performance.now() - began;
  };
}

/** Breaks so many promises and takes all their steps. */
async function takeSteps(database: Database): Promise<number> {
  await database.db.execute(sql`update clocks set started_at = ${'2026-05-18T15:00:00Z'}::timestamptz, step_at = started_at
    where id in (select id from clocks where kind = 'first_reply' order by id limit ${DUE})`);
  const store = createStore(database);
  const began = performance.now();
  let taken = 0;
  for (let more = 1; more > 0; taken += more) more = await sweepEscalations(store, NOW);
  if (taken !== DUE) throw new Error(`${taken} steps were taken, and ${DUE} were due`);
  return performance.now() - began;
}

/** Fills a database with open requests as they lie between two steps; a fifth has been warned about. */
async function openRequests(database: Database, count: number): Promise<void> {
  await fill(database, 1);
  const statements = [
    sql`insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
          calendar_id, policy_id, last_number)
        select o.id, (select min(agency_id) from assignments), (select min(id) from service_lines),
          (select max(person_id) from accounts), (select min(liaison_id) from assignments), 'Question ' || n,
          ${'2026-06-01T15:00:00Z'}::timestamptz, o.calendar_id, o.policy_id, 1
        from offices o, generate_series(1, ${count}::int) n`,
    sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
        select office_id, id, 1, requester_id, 'from agency', subject, opened_at, 'bench ' || id from requests`,
    sql`insert into clocks (office_id, request_id, kind, started_at, target, due_at, step_at, step_percent)
        select office_id, id, kind, opened_at, target, opened_at + target * interval '1 minute', step_at, 50
        from requests, (values
          ('first_reply', 2880, ${'2026-06-02T15:00:00Z'}::timestamptz),
          ('first_resolution', 4320, ${'2026-06-03T15:00:00Z'}::timestamptz),
          ('total_resolution', 4320, null)) as kinds (kind, target, step_at)`,
    sql`insert into escalations (clock_id, percent, office_id, request_id, at, told)
        select id, 50, office_id, request_id, started_at, array[(select min(liaison_id) from assignments)]
        from clocks where kind = 'first_reply' and id % 5 = 0`,
    sql`update clocks set cards_stand = true where kind = 'first_reply' and id % 5 = 0`,
    sql`analyze`,
  ];
  for (const statement of statements) await database.db.execute(statement);
}
