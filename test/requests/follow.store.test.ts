import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { apply } from '../../src/requests/apply.ts';
import { followRules } from '../../src/requests/decide/rules.ts';
import { Draft } from '../../src/requests/draft.ts';
import { followCalendars } from '../../src/requests/follow.ts';
import { loadFacts } from '../../src/requests/load.ts';
import { tellMoved } from '../../src/requests/moved.ts';
import { tellMoves } from '../../src/requests/tellMoves.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { allKinds } from '../../src/sla/clockKinds.ts';
import type { Store, Tx } from '../../src/store.ts';
import { emptyDatabase, useDatabase } from '../support/database.ts';
import { ask, idle, minutes, NOW, openTwoOffices } from '../support/two-offices.ts';

const data = useDatabase();
const read = <Row extends object>(statement: ReturnType<typeof sql>) => rows<Row>(data.database.db, statement);

const kind = fc.constantFrom(...allKinds);
const deed = fc.record({
  does: fc.constantFrom(
    ...(['starts', 'starts', 'starts', 'stops', 'drops', 'breaks', 'releases', 'ends'] as const),
    ...(['waits', 'goes on', 'urgent', 'taken', 'contests'] as const),
  ),
  kind,
  which: fc.nat({ max: 8 }),
  at: fc.integer({ min: -600, max: 0 }),
  target: fc.option(fc.integer({ min: 1, max: 2_000 }), { freq: 9 }),
});
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
const move = fc.record({
  closed: fc.subarray(['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-05'], { minLength: 1 }),
  promises: fc.boolean(),
});

/** What happens to one request, as far as its clocks know of it. */
async function live(tx: Tx, id: number, deeds: readonly Deed[]): Promise<void> {
  const request = { id, officeId: 1 };
  for (const [n, { does, kind, which, at, target }] of deeds.entries()) {
    const clocks = await tx.clocks.of([id]);
    const clock = clocks[which % clocks.length];
    const begun = { ...idle, ...request, requestId: id, startedAt: minutes(at - n), kind, target };
    if (does === 'starts') await tx.clocks.start([{ ...begun, dueAt: target === null ? null : minutes(at + target) }]);
    if (does === 'waits') await tx.clocks.pause(request, { kind: 'waiting_on_agency', from: minutes(at) });
    if (does === 'goes on') await tx.clocks.resume(id, 'waiting_on_agency', minutes(at + 30));
    if (does === 'urgent') await tx.requests.save(id, { priority: 'urgent', urgentSince: minutes(at) });
    if (does === 'ends') await tx.requests.save(id, { state: 'waiting' });
    if (!clock) continue;
    if (does === 'stops') await tx.clocks.save([{ ...clock, stoppedAt: minutes(at + 5) }]);
    if (does === 'drops') await tx.clocks.save([{ ...clock, droppedAt: minutes(at) }]);
    if (does === 'releases') await tx.clocks.save([{ ...clock, releasedAt: clock.releasedAt ? null : NOW }]);
    if (does === 'breaks') await tx.clocks.save([{ ...clock, breachedAt: NOW, heldBy: null }]);
    if (does === 'taken') await tx.clocks.save([{ ...clock, taken: which % 2 ? null : ['liaison'], stepPercent: 80 }]);
    if (does === 'contests') await tx.clocks.save([{ ...clock, contestedAt: minutes(at) }]);
  }
}

/** A desk with so many requests of random lives, whose office gets other rules. */
async function desk(lives: readonly Deed[][], { closed, promises }: { closed: string[]; promises: boolean }) {
  await emptyDatabase(data.database);
  const { store, actor } = await openTwoOffices(data.database);
  const ana = await actor('ana');
  const lee = await actor('lee');
  const ids: number[] = [];
  const reason = 'snow';
  await store.transaction(async (tx) => {
    for (const [n, deeds] of lives.entries()) {
      const id = await ask(tx, ana, { holder: n % 2 ? lee.person.id : null });
      ids.push(id);
      await live(tx, id, deeds);
    }
    const office = await tx.offices.one(1);
    const { calendar, policy } = await tx.offices.rules(office);
    const days = closed.map((date) => ({ date, name: 'Snow', windows: [] }));
    if (promises) {
      const targets = { ...policy.targets, normal: { firstReply: 120, nextReply: 480, resolution: 960 } };
      const kept = { officeId: 1, spec: { ...policy, targets }, from: NOW, publishedBy: null, movesOpen: true };
      const policyId = await tx.policies.publish({ ...kept, asVersion: null }, NOW);
      await tx.calendarMoves.begin({ officeId: 1, policyId, reason }, NOW);
    } else {
      const calendarId = await tx.roster.addCalendar(1, withSpecialDays(calendar.spec, days));
      await tx.calendarMoves.begin({ officeId: 1, calendarId, reason }, NOW);
    }
  });
  return { store, ids, reason };
}

/** Where everything stands. */
async function state(tx: (statement: ReturnType<typeof sql>) => Promise<object[]>) {
  return {
    clocks: await tx(sql`select * from clocks order by id`),
    requests: await tx(sql`select id, calendar_id, policy_id, revision, due_at, soonest_at, escalated, card_key
      from requests order by id`),
    record: await tx(sql`select office_id, subject_kind, subject_id, request_id, kind, version, at, actor_id, data
      from events where kind = 'promise moved' order by request_id, id`),
    cards: await tx(sql`select key, kind, person_id, message, office_id, request_id, replaces, under from deliveries
      where replaces is not null order by key`),
  };
}

/** As each would follow by itself; nothing of it stays. */
async function oneByOne(ids: readonly number[], reason: string) {
  const undone = new Error('undone');
  let all: Awaited<ReturnType<typeof state>> | undefined;
  const told: number[] = [];
  await data.database
    .transaction(async (db) => {
      const inside = createStore({ ...data.database, transaction: (work) => work(db) });
      await inside.transaction(async (tx) => {
        for (const each of await tx.calendarMoves.open())
          for (const id of ids) {
            const facts = await loadFacts(tx, id, 'locked');
            if (!facts) continue;
            const draft = new Draft(facts, NOW);
            const { calendarId, policyId } = facts.request;
            const versions = { calendarId: each.calendarId ?? calendarId, policyId: each.policyId ?? policyId };
            followRules(draft, await tx.offices.rules(versions), reason);
            if (tellMoved(draft, reason)) told.push(id);
            await apply(tx, draft.decided(), NOW);
          }
      });
      all = await state((statement) => rows(db, statement));
      throw undone;
    })
    .catch((error) => {
      if (error !== undone) throw error;
    });
  return { all, told };
}

const follow = async (store: Store) => {
  const { moved, failure } = await followCalendars(store, NOW, { most: 100, batch: 3, lanes: 2 });
  if (failure !== undefined) throw failure;
  return moved;
};

const anyDesk = [fc.array(fc.array(deed, { maxLength: 7 }), { minLength: 1, maxLength: 9 }), move] as const;

test('many that follow at once come to the very same as each by itself', async () => {
  await fc.assert(
    fc.asyncProperty(...anyDesk, async (lives, other) => {
      const { store, ids, reason } = await desk(lives, other);
      const { all, told } = await oneByOne(ids, reason);
      expect(await follow(store)).toBe(told.length);
      const { failure } = await tellMoves(store, NOW, { page: 100, batch: 2 });
      if (failure !== undefined) throw failure;
      expect(await state(read)).toEqual(all);
      expect(await read(sql`select id from requests where untold is not null`)).toEqual([]);
      // What all of Ana's are told is one message, about the first of them.
      const notices = await read<{ n: number }>(
        sql`select count(*)::int as n from deliveries where key like 'promise R-%'`,
      );
      expect(notices).toEqual([{ n: Math.min(told.length, 1) }]);
    }),
    { numRuns: 25 },
  );
}, 240_000);

test('three desks at once, one of them broken off: nothing twice, and nothing left out', async () => {
  await fc.assert(
    fc.asyncProperty(...anyDesk, async (lives, other) => {
      const { ids, reason } = await desk(lives, other);
      const { all } = await oneByOne(ids, reason);
      const stores = [1, 2, 3].map(() => createStore(data.database));
      const run = async (store: Store, n: number) => {
        const gone = () => {
          if (n === 0) throw new Error('the process is gone');
        };
        await followCalendars(store, NOW, { most: 100, batch: 2, lanes: 2 }, gone).catch(() => undefined);
        await tellMoves(store, NOW, { page: 100, batch: 1 }, gone).catch(() => undefined);
      };
      await Promise.all(stores.map(run));
      // Whatever somebody had locked comes with the next tick.
      for (const store of stores.slice(1)) await run(store, 1);
      expect(await state(read)).toEqual(all);
    }),
    { numRuns: 12 },
  );
}, 240_000);

test('a closure that is withdrawn moves all back, and who was not told yet hears nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(deed, { maxLength: 7 }), { minLength: 1, maxLength: 6 }), async (lives) => {
      const { store } = await desk(lives, { closed: ['2026-06-02'], promises: false });
      await reopen(store);
      await follow(store);
      await tellMoves(store, NOW);
      const before = await read(sql`select id, due_at, step_at from clocks order by id`);
      const said = await read(sql`select key from deliveries`);
      await close(store);
      await follow(store);
      await reopen(store);
      await follow(store);
      const { failure } = await tellMoves(store, NOW);
      if (failure !== undefined) throw failure;
      expect(await read(sql`select id, due_at, step_at from clocks order by id`)).toEqual(before);
      expect(await read(sql`select key from deliveries`)).toEqual(said);
    }),
    { numRuns: 8 },
  );
}, 240_000);

/** A new version of the calendar, closed on Tuesday or not. */
async function version(store: Store, days: string[]): Promise<void> {
  await store.transaction(async (tx) => {
    const { calendar } = await tx.offices.rules(await tx.offices.one(1));
    const plain = { ...calendar.spec, specialDays: [] };
    const closed = withSpecialDays(
      plain,
      days.map((date) => ({ date, name: 'Snow', windows: [] })),
    );
    const calendarId = await tx.roster.addCalendar(1, closed);
    await tx.calendarMoves.begin({ officeId: 1, calendarId, reason: days.length > 0 ? 'snow' : 'no snow' }, NOW);
  });
}
const close = (store: Store) => version(store, ['2026-06-02']);
const reopen = (store: Store) => version(store, []);
