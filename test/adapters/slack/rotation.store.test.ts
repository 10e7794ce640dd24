import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unseal } from '../../../adapters/slack/install/seal.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { useDatabase } from '../../support/database.ts';
import { failureOf, OFFICE, openTwo } from '../../support/slack/open-several.ts';

const LEE = 'lee@state.example';
const HOUR = 3_600_000;
const TWELVE_HOURS = 12 * 3_600;

const data = useDatabase();
let stand: Awaited<ReturnType<typeof openTwo>>;
let heard: Inbound[];
let time: number;
beforeEach(async () => {
  heard = [];
  // The SDK counts by the machine's clock until when a token lives.
  time = Date.now();
  stand = await openTwo(
    data.database,
    { transport: [], office: [{ email: LEE, name: 'Lee Park' }] },
    () => new Date(time),
  );
  stand.slack.rotate(TWELVE_HOURS);
});
afterEach(() => stand.close());

const install = () => stand.desk().install(stand.office);
/** Looked at before time moves on: else its clock would be off in the midst of that. */
async function listening(): Promise<ReturnType<typeof stand.desk>> {
  const desk = stand.desk();
  await desk.listen(heard);
  await expect.poll(() => desk.told).toHaveLength(1);
  return desk;
}
const send = (desk: ReturnType<typeof stand.desk>, text?: string) =>
  desk.port.outbound.send(stand.to(stand.office, LEE, text));
const seen = () => stand.office.seen(stand.office.person(LEE).dm);

describe('tokens that end', () => {
  test('are taken, and renewed before their end', async () => {
    await install();
    const desk = await listening();
    await send(desk);
    expect(stand.slack.renewed).toBe(0);
    time += 9.5 * HOUR;
    await send(desk);
    expect(stand.slack.renewed).toBe(0);
    time += 1 * HOUR;
    await send(desk);
    expect(stand.slack.renewed).toBe(1);
    stand.slack.forgetRenewals();
    time += 9 * HOUR;
    await send(desk);
    expect(await seen()).toHaveLength(4);
    expect(desk.reports).toEqual([]);
  });

  test('are kept sealed, what renews them too', async () => {
    await install();
    const row = await stand.installations.read(OFFICE.team.id);
    expect(JSON.stringify(row)).not.toContain('xoxe');
    expect(JSON.parse(unseal(row?.sealed ?? '', Buffer.alloc(32, 7), OFFICE.team.id) ?? '')).toEqual({
      token: expect.stringMatching(/^xoxe\.xoxb-/u),
      refresh: expect.stringMatching(/^xoxe-1-/u),
      until: expect.any(Number),
    });
  });

  test('are renewed by one of several desks, and the others take what it was given', async () => {
    await install();
    const desks = [stand.desk(), stand.desk(), stand.desk()];
    for (const desk of desks) await send(desk);
    time += 13 * HOUR;
    stand.slack.expire();
    await Promise.all(desks.flatMap((desk) => [send(desk), send(desk)]));
    expect(stand.slack.renewed).toBe(1);
    expect(await seen()).toHaveLength(9);
    expect(desks.map(({ reports }) => reports)).toEqual([[], [], []]);
  });

  test('that ended before their time are renewed then, and what was to be done is done', async () => {
    await install();
    const desk = await listening();
    await send(desk);
    stand.slack.expire();
    await send(desk);
    stand.slack.expire();
    await desk.drive(stand.office).write(stand.office.person(LEE), 'hello');
    expect([stand.slack.renewed > 0, heard.length]).toEqual([true, 1]);
    expect(await seen()).toHaveLength(2);
  });

  test('that Slack does not renew: said once in words, used while they last; then the workspace waits, and people are heard', async () => {
    await install();
    const desk = await listening();
    await desk.drive(stand.office).write(stand.office.person(LEE), 'known from now on');
    stand.slack.forgetRenewals();
    time += 11 * HOUR;
    await send(desk);
    await send(desk);
    const refusal =
      /^Slack does not renew the token of Procurement \(T0OFFICE2\) \(invalid_refresh_token\): install the app there again \(\/slack\/install\)\. Until then it goes on/u;
    expect(desk.reports).toEqual([expect.stringMatching(refusal)]);
    time += 2 * HOUR;
    stand.slack.expire();
    expect(await failureOf(send(desk))).toMatchObject({ outcome: 'unauthorised', code: 'token_expired' });
    expect(desk.reports).toHaveLength(1);

    await install();
    await send(desk);
    expect(await seen()).toHaveLength(3);
  });

  test('are tried again when Slack was away, and used meanwhile', async () => {
    await install();
    const desk = stand.desk();
    time += 11 * HOUR;
    stand.slack.failNext('oauth.v2.access', { status: 503 });
    await send(desk);
    expect(desk.reports).toEqual([expect.stringMatching(/ends soon and could not be renewed .*; it is tried again/u)]);
    await send(desk);
    expect(stand.slack.renewed, 'not asked at once again').toBe(0);
    time += 10 * 60_000;
    await send(desk);
    expect(stand.slack.renewed).toBe(1);
    expect(await seen()).toHaveLength(3);
  });

  test('are not renewed by who only looks', async () => {
    await install();
    time += 11 * HOUR;
    const desk = stand.desk({ renews: false });
    await send(desk);
    time += 2 * HOUR;
    stand.slack.expire();
    await desk.listen(heard);
    await expect
      .poll(() => desk.reports)
      .toEqual([expect.stringMatching(/^the token of .* has ended: a desk that runs/u)]);
    expect(stand.slack.renewed).toBe(0);
  });

  test('are sealed with the next key while they are renewed', async () => {
    await install();
    const [former, next] = [Buffer.alloc(32, 7), Buffer.alloc(32, 8)];
    const desk = stand.desk({ tokenKeys: [next, former] });
    time += 11 * HOUR;
    await send(desk);
    const { sealed = '' } = (await stand.installations.read(OFFICE.team.id)) ?? {};
    expect([unseal(sealed, former, OFFICE.team.id), unseal(sealed, next, OFFICE.team.id)]).toEqual([
      undefined,
      expect.stringContaining('xoxe.xoxb-'),
    ]);
  });
});

describe('the right to renew', () => {
  test('is one desk’s for a time, and nobody’s once it was used or given back', async () => {
    await install();
    const row = await stand.installations.read(OFFICE.team.id);
    if (!row) throw new Error('it was installed');
    const { claim, release, reseal, renew } = stand.installations;
    expect(await claim(row, 60_000)).toBe(true);
    expect([await claim(row, 60_000), await reseal(row, 'anew')]).toEqual([false, false]);
    await release(row);
    expect([await claim(row, -1), await claim(row, 60_000)]).toEqual([true, true]);
    expect(await renew(row, 'the next')).toBe(true);
    expect([await renew(row, 'another'), await claim(row, 60_000)]).toEqual([false, false]);
    expect(await claim({ ...row, sealed: 'the next' }, 60_000)).toBe(true);
  });
});
