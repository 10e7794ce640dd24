/**
 * Digests of a supervisor and of the head of an agency, with their pictures, over 1,000,000 requests and 90,000 ratings,
 * against a second; and the memory of a process that draws them.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { sql } from 'drizzle-orm';
import { openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { loadPictures, pngOf } from '../src/chat/charts/png.ts';
import { buildDigest } from '../src/digests/build.ts';
import type { Reader } from '../src/digests/readers.ts';
import type { DigestKind } from '../src/digests/slots.ts';
import { digestParts } from '../src/features.ts';
import { packageFile } from '../src/run/packageFile.ts';
import type { Store } from '../src/store.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { accountOf, fillMany, NOW, supervisor } from './manyRequests.ts';
import { type BenchRow, median } from './row.ts';
import { yearsOfRequests } from './yearsOfRequests.ts';

const MANY = Number(process.env.BENCH_REQUESTS ?? 1_000_000);
const ROUNDS = 15;
/** Not counted: caches fill, plans are made. */
const WARM_UP = 3;
/** What a digest may take, in milliseconds. */
const MOST_MS = 1_000;
/** What the README says to give a desk, in megabytes. */
const MOST_MB = 1_024;

/** Every tenth resolution was rated, half of them without a name. */
const ratings = sql`insert into surveys (office_id, request_id, person_id, liaison_id, resolved_at, ask_at, asked_at,
    nameless, rating, rated_at)
  select office_id, id, requester_id, holder_id, resolved_at, resolved_at, resolved_at, id % 20 = 0, 1 + id % 5,
    resolved_at from requests where state = 'resolved' and id % 10 = 0`;

export async function benchDigest(): Promise<BenchRow[]> {
  const server = await startPostgres();
  try {
    const filling = await openPostgres(server.address('postgres'), { max: 1, statementTimeoutMs: 0 });
    const years = yearsOfRequests(MANY);
    await fillMany(filling, [...years.slice(0, -1), ratings, ...years.slice(-1)]);
    await filling.close();
    const database = await openPostgres(server.address('postgres'));
    await loadPictures();
    const store = createStore(database);
    const rows = [];
    for (const kind of ['daily', 'weekly', 'monthly'] as const)
      rows.push({ name: `a ${kind} digest`, ours: await timeOf(() => digest(store, kind)) });
    rows.push({
      name: 'a month of an agency, for its head',
      ours: await timeOf(() => digest(store, 'monthly', 'agency head')),
    });
    for (const [nth, block] of (await digest(store, 'monthly')).entries())
      rows.push({ name: `its picture ${nth + 1}`, ours: await timeOf(async (round) => void pngOf(block(round))) });
    await database.close();
    const memory = await memoryOf(server.url('postgres'));
    const row = (name: string, ours: number, unit: string, peer: number): BenchRow => ({
      ...{ bench: 'digest', case: name, unit, ours, peer, ratio: ours / peer, peerName: 'what it may take' },
    });
    return [
      ...rows.map(({ name, ours }) => row(name, ours, 'ms', MOST_MS)),
      row('memory of a process that has started', memory.started, 'MB', MOST_MB),
      row('memory while it draws all of these, at most', memory.most, 'MB', MOST_MB),
    ];
  } finally {
    await server.remove();
  }
}

/** Of a process of its own, which has filled no database: resident megabytes. */
async function memoryOf(url: string): Promise<{ started: number; most: number }> {
  const program = [process.execPath, '--import', 'tsx', packageFile('bench/digestMemory.ts')] as const;
  const [command, ...args] = program;
  const { stdout } = await promisify(execFile)(command, args, { env: { ...process.env, DATABASE_URL: url } });
  return JSON.parse(stdout);
}

async function timeOf(work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    const began = performance.now();
    await work(round);
    times.push(performance.now() - began);
  }
  return median(times.slice(WARM_UP));
}

/** Its charts, each with another title in each round: those that were drawn are kept. */
export const digest = (store: Store, kind: DigestKind, role: Reader['role'] = 'supervisor') =>
  store.transaction(async (tx) => {
    const { actor } = await tx.people.identify(accountOf(supervisor));
    const [office] = await tx.offices.all();
    if (!actor || !office) throw new Error('the supervisor has no office');
    const [agency] = await tx.people.agencies([office.id]);
    const heads = role === 'agency head' && agency ? [agency] : [];
    const reader = { office, person: actor.person, role, heads };
    const built = await buildDigest(tx, reader, kind, { now: NOW, asked: true, parts: digestParts });
    const blocks = built?.message.blocks ?? [];
    return blocks.flatMap((block) =>
      block.kind === 'chart' ? [(round: number) => ({ ...block.chart, title: `${block.chart.title} ${round}` })] : [],
    );
  });
