import { describe, expect, it } from 'vitest';
import { expectNothingLostNothingTwice } from '../support/desk-record.ts';
import { openScene } from '../support/desk-scene.ts';

const withoutPostgres = process.env.SKIP_POSTGRES_TESTS === '1';

describe('a desk under load', () => {
  for (const kind of ['pglite', 'postgres'] as const) {
    it.skipIf(kind === 'postgres' && withoutPostgres)(
      `on ${kind} stops at SIGTERM within seconds, and the next one goes on`,
      async (test) => {
        const { place, chat, ...scene } = await openScene(kind, test);
        const first = scene.start();
        await first.begin();
        const load = scene.load();
        while (load.deeds.length < 30) await load.nextAcknowledgement();
        const told = performance.now();
        await first.kill('SIGTERM');
        expect(await first.exit).toBe(0);
        expect(performance.now() - told).toBeLessThan(15_000);

        const second = scene.start();
        await second.begin();
        await load.nextAcknowledgement();
        await load.stop();
        await scene.finish(second);
        await place.look((database) => expectNothingLostNothingTwice(database, load.deeds, chat));
        expect(place.failures()).toEqual([]);
      },
    );
  }

  it.skipIf(withoutPostgres)(
    'outlives a crash of its PostgreSQL, takes nothing meanwhile, and goes on',
    async (test) => {
      const { place, chat, ...scene } = await openScene('postgres', test);
      const desk = scene.start();
      const address = await desk.begin();
      const status = async () => (await fetch(`${address}/readyz`)).status;
      expect(await status()).toBe(200);
      const load = scene.load();
      while (load.deeds.length < 30) await load.nextAcknowledgement();

      await place.crash();
      await expect.poll(status, { timeout: 30_000 }).toBe(503);
      const refused = () => load.deeds.reduce((sum, deed) => sum + deed.refused, 0);
      const before = refused();
      await expect.poll(refused, { timeout: 30_000 }).toBeGreaterThan(before);
      expect((await fetch(`${address}/healthz`)).status).toBe(200);

      await place.recover();
      await expect.poll(status, { timeout: 30_000 }).toBe(200);
      await load.nextAcknowledgement();
      await load.stop();
      await scene.finish(desk);
      await place.look((database) => expectNothingLostNothingTwice(database, load.deeds, chat));
    },
  );
});
