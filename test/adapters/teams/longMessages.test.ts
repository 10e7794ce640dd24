import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { afterError } from '../../../src/delivery/delivery.ts';
import { wordsOfActivity } from '../../support/teams/read-card.ts';
import { ANA, activitiesAt, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
beforeEach(async () => {
  teams = await openTeams();
});
afterEach(() => teams.close());

const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });
const long = (length: number): Message => ({
  blocks: [
    {
      kind: 'quote',
      by: 'Ana Ruiz',
      text: Array.from({ length: length / 6 }, (_, nth) => `w${String(nth).padStart(4, '0')}`).join(' '),
    },
    { kind: 'buttons', buttons: [{ label: 'Reply', press: { name: 'reply', about: '1' } }] },
  ],
});
const outgoing = (message: Message, more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: 'd1',
  workspace: teams.account(ANA).workspace,
  address: teams.account(ANA).address,
  message,
  since: teams.now(),
  ...more,
});
const failing = (delivery: Outgoing) => teams.port.outbound.send(delivery).catch((error: unknown) => error);

describe('a message that is too long for one', () => {
  test('goes in numbered parts, each within its size, and nothing is lost or twice', async () => {
    await teams.port.outbound.send(outgoing(long(30_000)));
    const lines = activitiesAt(teams, teams.account(ANA).address).map(({ activity }) => wordsOfActivity(activity));
    expect(lines.length).toBeGreaterThan(2);
    lines.forEach((text, nth) => {
      expect(text).toContain(`Part ${nth + 1} of ${lines.length}`);
    });
    const words = lines.join('\n').match(/w\d{4}/gu) ?? [];
    expect(words).toEqual(Array.from({ length: 5_000 }, (_, nth) => `w${String(nth).padStart(4, '0')}`));
    expect(lines.at(-1)).toContain('Reply');
  });

  test('broken off between two parts, goes on where it was', async () => {
    const delivery = outgoing(long(30_000));
    await teams.port.outbound.send(delivery);
    const whole = teams.connector.posted.splice(0).map(({ activity }) => activity);
    teams.connector.failNext('post', 'works', { reply: { status: 429 } });
    expect(await failing(delivery)).toMatchObject({ outcome: 'ambiguous' });
    expect(teams.connector.posted).toHaveLength(1);
    const { sentId } = await teams.port.outbound.send(delivery);
    expect(teams.connector.posted.map(({ activity }) => activity)).toEqual(whole);
    expect(sentId).toBe(teams.connector.posted.map(({ id }) => id).join('+'));
  });

  test('that takes too long goes on at the next try', async () => {
    await teams.close();
    teams = await openTeams({ beginWithinMs: -1 });
    const delivery = outgoing(long(30_000));
    expect(await failing(delivery)).toMatchObject({ outcome: 'ambiguous' });
    expect(teams.connector.posted).toHaveLength(1);
    for (let tries = 0; tries < 20 && (await failing(delivery)) instanceof ChatError; ) tries += 1;
    const words = teams.connector.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
    expect(words.match(/w\d{4}/gu)).toHaveLength(5_000);
  });

  test('broken off is sent once more by another desk, except what may arrive at most once', async () => {
    const facts = { findable: teams.port.lookup !== undefined, chance: 0, settleMs: 0 };
    const follows = (kind: 'relay' | 'digest', { outcome, message: reason, retryAfterMs }: ChatError) =>
      afterError({ kind, attempts: 1 }, { outcome, reason, retryAfterMs }, facts);
    const delivery = outgoing(long(30_000));
    const refused = { reply: { status: 429, headers: { 'retry-after': '77' } } };
    teams.connector.failNext('post', refused, 'works', refused, { reply: { status: 401 } });
    const atFirst: ChatError = await teams.port.outbound.send(delivery).catch((error) => error);
    expect(follows('digest', atFirst)).toMatchObject({ state: 'pending', delayMs: 77_000 });
    for (const then of ['(429)', '(401)']) {
      const broken: ChatError = await teams.port.outbound.send(delivery).catch((error) => error);
      expect(follows('relay', broken)).toMatchObject({ state: 'pending' });
      expect(follows('digest', broken)).toMatchObject({ state: 'failed', reason: expect.stringContaining(then) });
    }
    expect(teams.connector.posted).toHaveLength(1);
  });

  test('waits in the middle for a short pause that Teams asks for', async () => {
    const soon = { reply: { status: 429, headers: { 'retry-after': '0.01' } } };
    teams.connector.failNext('post', 'works', soon);
    const { sentId } = await teams.port.outbound.send(outgoing(long(30_000)));
    expect(sentId.split('+')).toEqual(teams.connector.posted.map(({ id }) => id));
    const words = teams.connector.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
    expect(words.match(/w\d{4}/gu)).toHaveLength(5_000);
  });

  test('that could not be ended with one account goes whole to another', async () => {
    const delivery = outgoing(long(30_000));
    const blocked = { reply: { status: 403, body: { error: { code: 'MessageWritesBlocked' } } } };
    teams.connector.failNext('post', 'works', blocked);
    expect(await failing(delivery)).toMatchObject({ outcome: 'gone' });
    const { address } = teams.account(LEE);
    await teams.port.outbound.send({ ...delivery, address });
    const words = activitiesAt(teams, address).map(({ activity }) => wordsOfActivity(activity));
    expect(words.join('\n').match(/w\d{4}/gu)).toHaveLength(5_000);
  });

  test('grows, is changed, shrinks, is changed and grows again: nothing is doubled or left behind', async () => {
    let { sentId } = await teams.port.outbound.send(outgoing(say('as it was')));
    const to = async (message: Message) => {
      ({ sentId } = await teams.port.outbound.send(
        outgoing(message, { deliveryId: `after ${sentId}`, replaces: sentId }),
      ));
      expect(sentId.split('+')).toEqual(teams.connector.posted.map(({ id }) => id));
      return teams.connector.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
    };
    for (const message of [long(18_000), long(24_000), say('less'), say('still less'), long(18_000)]) {
      const alone = await openTeams();
      await alone.port.outbound.send(outgoing(message, { address: alone.account(ANA).address }));
      const whole = alone.connector.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
      await alone.close();
      expect(await to(message)).toBe(whole);
    }
  });

  test('gets a later part that is not there any more once more, and misses none that was to go', async () => {
    const { sentId } = await teams.port.outbound.send(outgoing(long(18_000)));
    const parts = teams.connector.posted.length;
    teams.connector.posted.splice(1, 1);
    const again = await teams.port.outbound.send(outgoing(long(18_000), { replaces: sentId }));
    expect(new Set(again.sentId.split('+'))).toEqual(new Set(teams.connector.posted.map(({ id }) => id)));
    expect(teams.connector.posted).toHaveLength(parts);
    teams.connector.posted.splice(1, 1);
    expect(await teams.port.outbound.send(outgoing(say('less'), { replaces: again.sentId }))).toMatchObject({
      sentId: teams.connector.posted[0]?.id,
    });
    expect(teams.connector.posted).toHaveLength(1);
  });

  test('broken off while it grew, goes on where it was', async () => {
    const { sentId } = await teams.port.outbound.send(outgoing(say('as it was')));
    const grown = outgoing(long(30_000), { deliveryId: 'd2', replaces: sentId });
    teams.connector.failNext('post', 'works', { reply: { status: 429 } });
    expect(await failing(grown)).toMatchObject({ outcome: 'ambiguous' });
    const after = await teams.port.outbound.send(grown);
    expect(after.sentId.split('+')).toEqual(teams.connector.posted.map(({ id }) => id));
    const words = teams.connector.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
    expect(words.match(/w\d{4}/gu)).toHaveLength(5_000);
  });

  test('is changed part by part, and what is left over is taken away', async () => {
    const { sentId } = await teams.port.outbound.send(outgoing(long(18_000)));
    const before = teams.connector.posted.length;
    expect(before).toBeGreaterThan(1);
    const changed = await teams.port.outbound.send(outgoing(say('It is settled.'), { replaces: sentId }));
    expect(teams.connector.posted.map(({ activity }) => wordsOfActivity(activity))).toEqual(['It is settled.']);
    const again = await teams.port.outbound.send(outgoing(long(18_000), { replaces: changed.sentId }));
    expect(teams.connector.posted).toHaveLength(before);
    expect(again.sentId.split('+')).toHaveLength(before);
  });
});
