/** What grows with the years: 1,000,000 requests, of which 100,000 are open, against 10,000 with 1,000. */
import { openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import type { Message } from '../src/chat/message.ts';
import { buildDigest } from '../src/digests/build.ts';
import type { DigestKind } from '../src/digests/slots.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { digestParts } from '../src/features.ts';
import { listenOnce } from '../src/run/listen.ts';
import type { Store } from '../src/store.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { accountOf, fillMany, liaison, NOW, supervisor } from './manyRequests.ts';
import { type BenchRow, median } from './row.ts';
import { yearsOfRequests } from './yearsOfRequests.ts';

const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 15;
/** Not counted: caches fill, plans are made. */
const WARM_UP = 5;

export async function benchScale(): Promise<BenchRow[]> {
  const [few, many] = [await openFilled(FEW), await openFilled(MANY)];
  try {
    const [ofFew, ofMany] = [await whatIsDone(few.store), await whatIsDone(many.store)];
    const rows: BenchRow[] = [];
    for (const [name, work] of Object.entries(ofMany)) {
      const { ours, peer } = await inTurns(work, ofFew[name] ?? work);
      const peerName = `the same among ${FEW.toLocaleString('en-US')}`;
      rows.push({ bench: 'scale', case: name, ours, peer, ratio: ours / peer, unit: 'ms', peerName });
    }
    return rows;
  } finally {
    await few.remove();
    await many.remove();
  }
}

/** On a server of its own: the caches of one size help no other. */
async function openFilled(count: number): Promise<{ store: Store; remove(): Promise<void> }> {
  const server = await startPostgres();
  // Filling takes longer than any statement of the desk may.
  const filling = await openPostgres(server.address('postgres'), { max: 1, statementTimeoutMs: 0 });
  await fillMany(filling, yearsOfRequests(count));
  await filling.close();
  const database = await openPostgres(server.address('postgres'));
  return {
    store: createStore(database),
    async remove() {
      await database.close();
      await server.remove();
    },
  };
}

/** Milliseconds of both, one after the other in each round: what else the machine does falls on both. */
async function inTurns(ours: () => Promise<unknown>, peer: () => Promise<unknown>) {
  const times: { ours: number; peer: number }[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round++)
    times.push({ peer: await millisecondsOf(peer), ours: await millisecondsOf(ours) });
  const counted = times.slice(WARM_UP);
  return { ours: median(counted.map((each) => each.ours)), peer: median(counted.map((each) => each.peer)) };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function whatIsDone(store: Store): Promise<Record<string, () => Promise<unknown>>> {
  const desk = createDeskSide({ store, now: () => NOW });
  const log = {
    info() {},
    warn() {},
    failure(_: string, error: unknown): void {
      throw error;
    },
  };
  let serial = 0;
  const key = (): string => {
    serial += 1;
    return `now ${serial}`;
  };
  const page = async (name: string): Promise<Message> => {
    const from = accountOf(supervisor);
    const answer = await desk.act({ kind: 'press', key: key(), from, at: NOW, press: { name, about: '' } });
    if (answer.kind !== 'show') throw new Error(`${name} was not shown`);
    return answer.message;
  };
  const home = () => desk.view({ kind: 'home', from: accountOf(supervisor), whole: true });
  const digest = (kind: DigestKind) =>
    store.transaction(async (tx) => {
      const { actor } = await tx.people.identify(accountOf(supervisor));
      const [office] = await tx.offices.all();
      if (!actor || !office) throw new Error('the supervisor has no office');
      const reader = { office, person: actor.person, role: 'supervisor' as const, heads: [] };
      return buildDigest(tx, reader, kind, { now: NOW, asked: true, parts: digestParts });
    });
  const card = await cardOf(store);
  return {
    'at risk': () => page('at risk'),
    'all open': () => page('all open'),
    escalated: () => page('escalated'),
    triage: () => page('triage'),
    'a supervisor’s Home': home,
    'five Homes at once': () => Promise.all([home(), home(), home(), home(), home()]),
    async 'a note in a thread'() {
      const from = accountOf(liaison);
      await desk.keep({
        kind: 'message',
        key: key(),
        from,
        at: NOW,
        text: 'Ask Maria first.',
        address: liaison,
        thread: card,
      });
      if (!(await listenOnce(store, () => NOW, log))) throw new Error('the note was not heard');
    },
    '/metrics': () => store.transaction((tx) => tx.facts.health()),
    'a daily digest': () => digest('daily'),
    'a weekly digest': () => digest('weekly'),
    'a monthly digest': () => digest('monthly'),
  };
}

/** Where the card of a request stands that a liaison holds. */
async function cardOf(store: Store): Promise<string> {
  const held = await store.transaction(async (tx) => {
    const { actor } = await tx.people.identify(accountOf(liaison));
    return tx.requests.heldBy(actor?.person.id ?? 0);
  });
  const request = held.find(({ id }) => id % 100 !== 0);
  if (!request) throw new Error('the liaison holds nothing');
  return `${request.id}.1`;
}
