import fc from 'fast-check';
import { describe, test } from 'vitest';
import { emptyDatabase, useDatabase } from '../support/database.ts';
import { type Beginning, beginnings } from './beginnings.ts';
import { steps } from './commands.ts';
import { checkEnd } from './end.ts';
import { openWorld } from './world.ts';

const data = useDatabase();

const directed = Object.entries(beginnings);
/** Walks in all: as many as are left when each beginning had its share of half of them begin with nothing. */
const runs = Number(process.env.MODEL_RUNS ?? 9);
const ofEach = Math.ceil(runs / 2 / directed.length);
const most = Number(process.env.MODEL_STEPS ?? 40);
// The same walks each time, so that a change is seen to break one; MODEL_SEED and MODEL_RUNS lead elsewhere.
const seed = { seed: Number(process.env.MODEL_SEED ?? 20_260_601) };
const path = process.env.MODEL_PATH === undefined ? {} : { path: process.env.MODEL_PATH };

const walks: [name: string, beginning: Beginning, runs: number][] = [
  ...directed.map(([name, beginning]): [string, Beginning, number] => [name, beginning, ofEach]),
  ['nothing', [], Math.max(1, runs - ofEach * directed.length)],
];

describe('whatever people, time and chats do in whatever order, what was promised holds, beginning with:', () => {
  test.each(walks)(
    '%s',
    async (_, beginning, numRuns) => {
      await fc.assert(
        fc.asyncProperty(steps(beginning.length > 0 ? most / 2 : most, beginning), async (commands) => {
          await emptyDatabase(data.database);
          const world = await openWorld(data.database);
          await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
          await checkEnd(world);
        }),
        { numRuns, ...seed, ...path, endOnFailure: process.env.MODEL_SHRINK === '0' },
      );
    },
    30_000 + runs * 30_000,
  );
});
