import { setTimeout as pause } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { expectNothingLostNothingTwice } from '../support/desk-record.ts';
import { openScene, type Scene } from '../support/desk-scene.ts';

/** On each database: half of what is asked for together. */
const KILLS = Math.ceil(Number(process.env.KILLS ?? 6) / 2);

describe('a desk that is killed at random moments under load', () => {
  for (const kind of ['pglite', 'postgres'] as const) {
    const without = kind === 'postgres' && process.env.SKIP_POSTGRES_TESTS === '1';
    it.skipIf(without).concurrent(
      `on ${kind} loses nothing and says nothing twice`,
      { timeout: 300_000 + KILLS * 20_000 },
      async (test) => killAgainAndAgain(await openScene(kind, test)),
    );
  }
});

async function killAgainAndAgain({ place, chat, ...scene }: Scene): Promise<void> {
  const load = scene.load();
  for (let kill = 0; kill < KILLS; kill++) {
    const desk = scene.start();
    const ready = desk.begin();
    ready.catch(() => {}); // killed before it was
    if (kill % 5 === 4) await pause(Math.random() * 1_500);
    else {
      await ready;
      await load.nextAcknowledgement();
      await pause(Math.random() * 1_000);
    }
    await desk.kill('SIGKILL');
  }
  const last = scene.start();
  await last.begin();
  while (load.deeds.length < 10 * KILLS) await load.nextAcknowledgement();
  await load.stop();
  await scene.finish(last);
  await place.look((database) => expectNothingLostNothingTwice(database, load.deeds, chat));
}
