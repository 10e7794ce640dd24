import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeAddress } from '../../../adapters/teams/out/address.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing, Rate } from '../../../src/chat/outgoing.ts';
import { say } from '../../contracts/samples.ts';
import { ANA, BOT, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
beforeEach(async () => {
  teams = await openTeams();
});
afterEach(() => teams.close());

const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: 'd1',
  workspace: teams.account(ANA).workspace,
  address: teams.account(ANA).address,
  message,
  since: teams.now(),
  ...more,
});
const ratesOf = (delivery: Outgoing): Rate[] => teams.port.outbound.rates(delivery);
const long: Message = { blocks: [{ kind: 'quote', by: 'Ana', text: 'word '.repeat(6_000) }] };

/** When each of so many deliveries goes, in milliseconds, if each goes as soon as its rates allow it. */
function goAsSoonAsAllowed(deliveries: Iterable<Rate[]>): number[] {
  const freeAt = new Map<string, number>();
  const times: number[] = [];
  let now = 0;
  for (const rates of deliveries) {
    for (const { key, everyMs, burst } of rates) now = Math.max(now, (freeAt.get(key) ?? 0) - (burst - 1) * everyMs);
    for (const { key, everyMs } of rates) freeAt.set(key, Math.max(freeAt.get(key) ?? 0, now) + everyMs);
    times.push(now);
  }
  return times;
}

/** The most that went within any time of this length. */
const mostWithin = (times: number[], ms: number): number => {
  let most = 0;
  for (let first = 0, last = 0; last < times.length; last++) {
    while ((times[last] ?? 0) - (times[first] ?? 0) >= ms) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
};

describe('how fast Teams is written to', () => {
  test.for([
    [1, 7],
    [2, 8],
    [30, 60],
    [3_600, 1_800],
  ] as const)('to one person: in %i seconds at most %i', ([seconds, most]) => {
    const rates = ratesOf(outgoing(say('hello')));
    const times = goAsSoonAsAllowed(Array.from({ length: 2_000 }, () => rates));
    expect(mostWithin(times, seconds * 1_000)).toBeLessThanOrEqual(most);
    // And not needlessly slow.
    expect(mostWithin(times, seconds * 1_000)).toBeGreaterThan(most * 0.6);
  });

  test('to all people of a tenant: in a second at most 50', () => {
    const rates = Array.from({ length: 500 }, (_, nth) => {
      const person = { ...ANA, id: `29:${nth}` };
      return ratesOf(outgoing(say('hello'), { address: teams.account(person).address }));
    });
    const times = goAsSoonAsAllowed(rates);
    expect(mostWithin(times, 1_000)).toBeLessThanOrEqual(50);
    expect(times.at(-1)).toBeLessThan(21_000);
  });

  test('a message of several activities counts as all of them, a file as one', async () => {
    const one = ratesOf(outgoing(say('hello')));
    await teams.port.outbound.send(outgoing(long));
    const parts = teams.connector.posted.length;
    expect(parts).toBeGreaterThan(2);
    expect(ratesOf(outgoing(long)).map(({ everyMs }) => everyMs)).toEqual(one.map(({ everyMs }) => everyMs * parts));
    const file = { name: 'a.pdf', type: 'application/pdf', bytes: new Uint8Array(9) };
    expect(ratesOf(outgoing(say('hello'), { file }))[0]?.everyMs).toBe((one[0]?.everyMs ?? 0) * 2);
    const times = goAsSoonAsAllowed(Array.from({ length: 50 }, () => ratesOf(outgoing(long))));
    // What cannot be sent in less than a burst still goes, one at a time.
    expect(mostWithin(times, 30_000) * parts).toBeLessThanOrEqual(60 + parts);
  });

  test('is counted by person and by tenant, wherever in a channel it is written', () => {
    const keys = (address: string) => ratesOf(outgoing(say('hello'), { address })).map(({ key }) => key);
    const [own, , tenant] = keys(teams.account(ANA).address);
    const [other, , same] = keys(teams.account(LEE).address);
    expect(own).not.toBe(other);
    expect(tenant).toBe(same);
    const place = { serviceUrl: teams.connector.serviceUrl, tenant: 't', bot: BOT.id };
    const channel = (thread: string) => keys(encodeAddress({ ...place, conversation: `19:a@thread.tacv2${thread}` }));
    expect(channel(';messageid=1')).toEqual(channel(';messageid=2'));
    expect(channel('')).toEqual(channel(';messageid=2'));
    // Somebody whose conversation was not opened yet is the same somebody.
    expect(keys(encodeAddress({ ...place, user: ANA.id }))).toEqual(
      keys(encodeAddress({ ...place, user: ANA.id, conversation: 'personal-1' })),
    );
    expect(keys('U123')).toEqual([]);
  });
});
