import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { isCounting, promiseNow } from '../../src/requests/requestClocks.ts';
import { allKinds } from '../../src/sla/clockKinds.ts';
import { useDatabase } from '../support/database.ts';
import { ask, idle, minutes, NOW, openTwoOffices } from '../support/two-offices.ts';

const data = useDatabase();

test('what lists are sorted by is what the rules say of the clocks, whatever happens to these', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const ana = await actor('ana');
  const kind = fc.constantFrom(...allKinds);
  const deed = fc.record({
    does: fc.constantFrom('starts', 'starts', 'moves', 'stops', 'drops', 'breaks', 'releases', 'warns', 'takes back'),
    kind,
    which: fc.nat({ max: 8 }),
    dueIn: fc.option(fc.integer({ min: -300, max: 300 })),
    percent: fc.constantFrom(50, 100),
  } as const);
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 12 }), async (deeds) => {
      await store.transaction(async (tx) => {
        const id = await ask(tx, ana, {});
        let started = 0;
        for (const { does, kind, which, dueIn, percent } of deeds) {
          const dueAt = dueIn === null ? null : minutes(dueIn);
          const clocks = await tx.clocks.of([id]);
          const clock = clocks[which % clocks.length];
          started += 1;
          const begun = { ...idle, officeId: 1, requestId: id, startedAt: minutes(started) };
          if (does === 'starts') await tx.clocks.start([{ ...begun, kind, dueAt }]);
          if (!clock) continue;
          if (does === 'moves') await tx.clocks.save([{ ...clock, dueAt }]);
          if (does === 'stops') await tx.clocks.save([{ ...clock, stoppedAt: NOW }]);
          if (does === 'drops') await tx.clocks.save([{ ...clock, droppedAt: NOW }]);
          if (does === 'releases') await tx.clocks.save([{ ...clock, releasedAt: clock.releasedAt ? null : NOW }]);
          if (does === 'breaks') await tx.clocks.save([{ ...clock, breachedAt: NOW }]);
          if (does === 'warns') await tx.warnings.take(clock, { name: `at ${percent}`, percent, told: [] }, NOW);
          if (does === 'takes back') await tx.warnings.withdrawBreach(clock.id, NOW);
        }
      });
      const [sorted] = await rows<{ id: number; due: number | null; soonest: number | null; escalated: boolean }>(
        data.database.db,
        sql`select id, (extract(epoch from due_at) * 1000)::float8 as due,
              (extract(epoch from soonest_at) * 1000)::float8 as soonest, escalated
            from requests order by id desc limit 1`,
      );
      const told = await rows<{ id: number }>(
        data.database.db,
        sql`select clock_id::int as id from escalations where withdrawn_at is null`,
      );
      const clocks = await store.transaction((tx) => tx.clocks.of([sorted?.id ?? 0]));
      const running = clocks.filter(isCounting);
      const due = running.flatMap(({ dueAt }) => (dueAt ? [dueAt.getTime()] : []));
      expect(sorted).toMatchObject({
        due: promiseNow(clocks)?.dueAt?.getTime() ?? null,
        soonest: due.length > 0 ? Math.min(...due) : null,
        escalated: running.some(({ id }) => told.some((each) => each.id === id)),
      });
    }),
    { numRuns: 60 },
  );
}, 120_000);
