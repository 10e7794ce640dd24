/**
 * From a question to its commit with receipt and card, against the very statements that the desk issued, sent raw
 * through the same driver to an identical database, and against pgbench sending them.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type Database, openPglite, openPostgres } from '../db/engine/client.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { askingDesk, fill } from './askingDesk.ts';
import { pgbench } from './pgbench.ts';
import { type Recorded, record, replayOnPglite, replayOnPostgres } from './recording.ts';
import { type BenchRow, median } from './row.ts';

const ROUNDS = 12;
const QUESTIONS = 25;
/** Questions that are not counted: caches fill, code is compiled. */
const WARM_UP = 2 * QUESTIONS;
const PEOPLE = WARM_UP + ROUNDS * QUESTIONS;

export async function benchAsk(): Promise<BenchRow[]> {
  return [...(await onPglite()), ...(await onPostgres())];
}

async function onPglite(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  try {
    const ours = await openPglite(join(folder, 'ours'));
    await fill(ours, PEOPLE);
    const filled = await openPglite(join(folder, 'peer'));
    await fill(filled, PEOPLE);
    await filled.close();
    const peer = await PGlite.create({ dataDir: join(folder, 'peer', 'pg18') });
    const { figures } = await compare(ours, (transactions) => replayOnPglite(peer, transactions));
    await ours.close();
    await peer.close();
    return [rowOf('PGlite in a folder', figures, 'the raw statements')];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const admin = postgres({ ...server.address('postgres'), onnotice() {} });
    for (const name of ['ours', 'peer', 'floor']) {
      await admin.unsafe(`create database ${name}`);
      const database = await openPostgres(server.address(name));
      await fill(database, PEOPLE);
      await database.close();
    }
    await admin.end();
    const ours = await openPostgres(server.address('ours'), { max: 1 });
    const peer = postgres({ ...server.address('peer'), max: 1 });
    drizzle(peer); // dates and JSON go through the driver as they are, as they do for the desk
    const { figures, recorded } = await compare(ours, (transactions) => replayOnPostgres(peer, transactions));
    await ours.close();
    await peer.end();
    const third = postgres({ ...server.address('floor'), max: 1 });
    drizzle(third);
    for (const transactions of recorded.slice(0, WARM_UP)) await replayOnPostgres(third, transactions);
    await third.end();
    const floor = await pgbench(server, 'floor', recorded.slice(WARM_UP));
    const mine = median(figures.ours);
    return [
      rowOf('PostgreSQL, fsync on', figures, 'the raw statements'),
      {
        bench: 'ask',
        case: 'PostgreSQL, fsync on',
        ours: mine,
        peer: floor,
        ratio: mine / floor,
        unit: 'ms',
        peerName: 'pgbench',
      },
    ];
  } finally {
    await server.remove();
  }
}

type Figures = { ours: number[]; peer: number[] };

/** Milliseconds for a question, in rounds that alternate so that both see the same machine. */
async function compare(
  ours: Database,
  replay: (transactions: Recorded[]) => Promise<void>,
): Promise<{ figures: Figures; recorded: Recorded[][] }> {
  const log = record(ours);
  const ask = askingDesk(ours);
  const recorded: Recorded[][] = [];
  const figures: Figures = { ours: [], peer: [] };
  const round = async (questions: number): Promise<{ ours: number; peer: number }> => {
    const first = recorded.length;
    const began = performance.now();
    for (let n = first; n < first + questions; n++) {
      await ask(n);
      recorded.push(log.splice(0));
    }
    const replayed = performance.now();
    for (const transactions of recorded.slice(first)) await replay(transactions);
    return { ours: (replayed - began) / questions, peer: (performance.now() - replayed) / questions };
  };
  await round(WARM_UP);
  for (let n = 0; n < ROUNDS; n++) {
    const { ours, peer } = await round(QUESTIONS);
    figures.ours.push(ours);
    figures.peer.push(peer);
  }
  return { figures, recorded };
}

function rowOf(name: string, { ours, peer }: Figures, peerName: string): BenchRow {
  const ratio = median(ours.map((time, round) => time / (peer[round] ?? Number.NaN)));
  return { bench: 'ask', case: name, ours: median(ours), peer: median(peer), ratio, unit: 'ms', peerName };
}
