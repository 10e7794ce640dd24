import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import type { Answer } from '../../src/chat/answer.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { buttonsOf, type Press } from '../../src/chat/message.ts';
import { emailOf, handIn } from '../support/desk-load.ts';
import { expectNothingLostNothingTwice } from '../support/desk-record.ts';
import { openScene, type Scene } from '../support/desk-scene.ts';
import { accountOf } from '../support/loopback-chat.ts';

const DAY = 24 * 3_600_000;

describe.skipIf(process.env.SKIP_POSTGRES_TESTS === '1')('two desks on one PostgreSQL', () => {
  it('share the work; when one is killed the other ends what it had begun', async (test) => {
    const { place, chat, ...scene } = await openScene('postgres', test);
    const [first, second] = [scene.start(), scene.start()];
    await Promise.all([first.begin(), second.begin()]);
    const load = scene.load();
    const untilThereAre = async (n: number) => {
      while (load.deeds.length < n) await load.nextAcknowledgement();
    };
    await untilThereAre(100);
    expect(await counted(first.address, 'desk_deliveries_total')).toBeGreaterThan(0);
    expect(await counted(second.address, 'desk_deliveries_total')).toBeGreaterThan(0);
    await first.kill('SIGKILL');
    await untilThereAre(200);
    await load.stop();
    await scene.finish(second);
    await place.look((database) => expectNothingLostNothingTwice(database, load.deeds, chat));
  });

  it('sweep at the same moment, and each escalation, survey and digest comes once', async (test) => {
    const { place, chat, ...scene } = await openScene('postgres', test);
    const monday = [scene.start(), scene.start()];
    const addresses = await Promise.all(monday.map((desk) => desk.begin()));
    await expect.poll(() => swept(addresses), { timeout: 60_000 }).toEqual({ escalations: 0, surveys: 0, digests: 1 });
    await askAndAnswer({ chat, ...scene }, addresses);
    await scene.finish(...monday);

    // A week later both promises of those who wait are broken, and everybody's week has something in it.
    scene.later(7 * DAY + 1_800_000);
    const weekLater = [scene.start(), scene.start()];
    const others = await Promise.all(weekLater.map((desk) => desk.begin()));
    await expect.poll(() => swept(others), { timeout: 120_000 }).toEqual({ escalations: 60, surveys: 6, digests: 6 });
    await scene.finish(...weekLater);

    await place.look(async (database) => {
      const sent = await rows<{ kind: string; key: string; uuid: string }>(
        database.db,
        sql`select kind, key, uuid::text from deliveries where state = 'sent'`,
      );
      const arrived = chat.arrivals.map(({ outgoing }) => outgoing.deliveryId);
      expect(arrived.toSorted()).toEqual(sent.map(({ uuid }) => uuid).toSorted());
      const count = (kind: string) => sent.filter((each) => each.kind === kind).length;
      // Of 12 broken promises each of five liaisons, and of 60 the supervisor, has one card, and two lines that ring.
      const keyed = (pattern: RegExp) => sent.filter(({ key }) => pattern.test(key)).length;
      const card = 'escalations \\S+ office \\d+ to \\d+';
      expect([keyed(new RegExp(`^${card}$`, 'u')), keyed(new RegExp(`^${card} line`, 'u'))]).toEqual([6, 12]);
      expect(count('survey')).toBe(6);
      // The first Monday's digest was Sam's alone, and began a month; a week later it is over.
      const digests = ['weekly', 'monthly'].map((kind) =>
        keyed(new RegExp(`^digest ${kind} \\S+ office \\d+ to \\d+$`, 'u')),
      );
      expect([...digests, keyed(/^digest .* over$/u)]).toEqual([7, 1, 1]);
    });
  });
});

/** Six people ask twice and are answered; then 30 ask who are left to wait. */
async function askAndAnswer(scene: Pick<Scene, 'chat' | 'now'>, desks: string[]): Promise<void> {
  let key = 0;
  const hand = async (name: string, deed: object): Promise<Answer> => {
    key += 1;
    const inbound = { key: `k${key}`, from: accountOf(emailOf(name)), at: scene.now(), ...deed } as Inbound;
    const answer = await handIn(desks[key % desks.length] ?? '', inbound);
    if (!answer) throw new Error(`${name} was not heard`);
    return answer;
  };
  const ask = async (agency: number, person: number): Promise<Press> => {
    const text = `question ${key} of ${agency}-${person}`;
    // By a form: words alone, soon after the end of another request, might be about that.
    const address = emailOf(`ask${agency}-${person}`);
    await hand(`ask${agency}-${person}`, { kind: 'message', address, text, chosen: {} });
    const card = () =>
      scene.chat.arrivals.find(
        ({ outgoing: { address, message } }) =>
          address === emailOf(`lee${agency}`) &&
          message.blocks.some((block) => block.kind === 'quote' && block.text === text),
      );
    await expect.poll(card, { timeout: 60_000 }).toBeDefined();
    const button = buttonsOf(card()?.outgoing.message ?? { blocks: [] }).find(({ label }) => label === 'Resolve');
    return button?.press ?? { name: '', about: '' };
  };
  const places = Array.from({ length: 30 }, (_, n) => ({ agency: n % 5, person: Math.floor(n / 5) }));
  for (let time = 0; time < 2; time++)
    await Promise.all(
      places.slice(0, 6).map(async ({ agency, person }) => {
        const opened = await hand(`lee${agency}`, { kind: 'press', press: await ask(agency, person) });
        const press = opened.kind === 'form' ? opened.form.press : undefined;
        await hand(`lee${agency}`, { kind: 'submit', press, values: { outcome: 'answered', text: 'Yes.' } });
      }),
    );
  await Promise.all(places.map(({ agency, person }) => ask(agency, person)));
}

/** What the sweeps of these desks did, together. */
async function swept(desks: string[]): Promise<Record<string, number>> {
  const sweeps = ['escalations', 'surveys', 'digests'];
  const sums = sweeps.map(async (sweep) => {
    const counts = await Promise.all(desks.map((desk) => counted(desk, 'desk_swept_total', sweep)));
    return [sweep, counts.reduce((sum, n) => sum + n, 0)];
  });
  return Object.fromEntries(await Promise.all(sums));
}

/** The sum of a metric's counts, of those with this label if one is given. */
async function counted(address: string | undefined, metric: string, label = ''): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${metric}{`) && line.includes(`"${label}`));
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}
