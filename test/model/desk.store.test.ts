import fc from 'fast-check';
import { test } from 'vitest';
import { emptyDatabase, useDatabase } from '../support/database.ts';
import { steps } from './commands.ts';
import { checkEnd } from './end.ts';
import { openWorld } from './world.ts';

const data = useDatabase();

const runs = Number(process.env.MODEL_RUNS ?? 8);
const most = Number(process.env.MODEL_STEPS ?? 40);
// The same walks each time, so that a change is seen to break one; MODEL_SEED and MODEL_RUNS lead elsewhere.
const seed = { seed: Number(process.env.MODEL_SEED ?? 20_260_601) };
const path = process.env.MODEL_PATH === undefined ? {} : { path: process.env.MODEL_PATH };

test(
  'whatever people, time and chats do in whatever order, what was promised holds',
  async () => {
    await fc.assert(
      fc.asyncProperty(steps(most), async (commands) => {
        await emptyDatabase(data.database);
        const world = await openWorld(data.database);
        await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
        await checkEnd(world);
      }),
      { numRuns: runs, ...seed, ...path, endOnFailure: process.env.MODEL_SHRINK === '0' },
    );
  },
  30_000 + runs * 30_000,
);
