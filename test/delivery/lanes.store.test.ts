import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { TIMES } from '../../adapters/slack/desk.ts';
import { ratesOf } from '../../adapters/slack/out/rates.ts';
import { createStore } from '../../db/store.ts';
import { useDatabase } from '../support/database.ts';

const data = useDatabase();
const HOUR_MS = 3_600_000;
/** Of two desks that ask together, one may have begun earlier than the other got its turn: it waits that moment more. */
const MOMENT_MS = 30_000;
const here = { platform: 'fake', workspace: 'test' };
const enter = (rates: { key: string; burst: number }[], withinMs = 0, workspace = here) =>
  createStore(data.database).transaction((tx) =>
    tx.lanes.enter(
      workspace,
      rates.map((rate) => ({ ...rate, everyMs: HOUR_MS })),
      withinMs,
    ),
  );
const pass = (ms: number) =>
  data.database.db.execute(sql`update chat_rates set free_at = free_at - ${ms}::int * interval '1 ms'`);

describe('a rate', () => {
  test('lets a burst through, then one each interval, however many desks ask', async () => {
    const one = [{ key: 'one', burst: 3 }];
    const together = (desks: number[]) => Promise.all(desks.map(() => enter(one, MOMENT_MS)));
    const all = await together([1, 2, 3, 4, 5]);
    expect(all.filter(({ go }) => go)).toHaveLength(3);
    const refused = all.find(({ go }) => !go);
    expect(refused?.waitMs).toBeGreaterThan(HOUR_MS - 60_000);
    expect(refused?.waitMs).toBeLessThan(HOUR_MS + 60_000);
    await pass(HOUR_MS);
    expect((await enter(one)).go).toBe(true);
    expect((await enter(one)).go).toBe(false);
    await pass(10 * HOUR_MS);
    // What was not used is not saved up beyond the burst.
    expect((await together([1, 2, 3, 4])).filter(({ go }) => go)).toHaveLength(3);
  });

  test('takes no turn anywhere when one of several has none', async () => {
    const both = [
      { key: 'workspace', burst: 2 },
      { key: 'channel a', burst: 1 },
    ];
    expect((await enter(both)).go).toBe(true);
    expect((await enter(both)).go).toBe(false);
    expect((await enter(both)).go).toBe(false);
    expect(
      (
        await enter([
          { key: 'workspace', burst: 2 },
          { key: 'channel b', burst: 1 },
        ])
      ).go,
    ).toBe(true);
  });

  test('a turn that comes soon is taken at once, and waited for', async () => {
    const one = [{ key: 'one', burst: 1 }];
    await enter(one);
    const next = await enter(one, HOUR_MS);
    expect(next).toMatchObject({ go: true, paused: false });
    expect(next.waitMs).toBeGreaterThan(HOUR_MS - 60_000);
    expect((await enter(one, HOUR_MS)).go, 'the one after it').toBe(false);
  });
});

describe('a long text that takes many posts', () => {
  const enterFor = (address: string, text: string) => {
    const message = { blocks: [{ kind: 'quote' as const, by: 'Ana Ruiz', text }] };
    const rates = ratesOf({ deliveryId: 'd1', workspace: 'T1', address, message, since: new Date() }, TIMES, 'native');
    const turn = createStore(data.database).transaction((tx) => tx.lanes.enter(here, rates, 2_000));
    return turn.then((taken) => ({ ...taken, posts: Math.round((rates[0]?.everyMs ?? 0) / TIMES.workspaceMs) }));
  };

  test('is paced where it goes, and holds back nobody else’s words', async () => {
    const long = await enterFor('D-LEE', 'word '.repeat(6_000));
    expect(long.posts).toBeGreaterThan(8);
    expect(long).toMatchObject({ go: true, waitMs: 0 });
    expect((await enterFor('D-LEE', 'What comes after it waits.')).waitMs).toBeGreaterThan(2_000);
    for (const address of ['D-ANA', 'D-BEN', 'D-SAM'])
      expect(await enterFor(address, 'Short.'), address).toMatchObject({ go: true, waitMs: 0 });
    // Nor do several of them, each to somebody else.
    for (const address of ['D-MARIA', 'D-DEVON']) await enterFor(address, 'word '.repeat(6_000));
    expect(await enterFor('D-ADA', 'Short.')).toMatchObject({ go: true, waitMs: 0 });
  });
});

describe('a workspace that does not let the desk write', () => {
  test('is tried by one delivery once a minute, and other workspaces go on', async () => {
    const store = createStore(data.database);
    await store.transaction((tx) => tx.lanes.pause(here, 'token_revoked'));
    const refused = await enter([]);
    expect(refused).toMatchObject({ go: false, reason: 'token_revoked' });
    expect(refused.waitMs).toBeGreaterThan(50_000);
    expect(await enter([], 0, { ...here, workspace: 'other' })).toMatchObject({ go: true, paused: false });
    await data.database.db.execute(sql`update paused_workspaces set try_at = now()`);
    const tries = await Promise.all([1, 2, 3].map(() => enter([])));
    expect(tries.filter(({ go }) => go)).toEqual([{ go: true, waitMs: 0, paused: true }]);
    expect((await store.transaction((tx) => tx.facts.health())).paused).toBe(1);
    await store.transaction((tx) => tx.lanes.resume(here));
    expect(await enter([])).toMatchObject({ go: true, paused: false });
  });
});
