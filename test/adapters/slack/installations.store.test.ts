import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkKeys } from '../../../adapters/slack/install/keyCheck.ts';
import { seal, unseal } from '../../../adapters/slack/install/seal.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { useDatabase } from '../../support/database.ts';
import { failureOf, OFFICE, openTwo, TRANSPORT } from '../../support/slack/open-several.ts';

const ANA = 'ana@state.example';
const LEE = 'lee@state.example';

const data = useDatabase();
let stand: Awaited<ReturnType<typeof openTwo>>;
let heard: Inbound[];
beforeEach(async () => {
  stand = await openTwo(data.database, {
    transport: [{ email: ANA, name: 'Ana Ruiz' }],
    office: [
      { email: LEE, name: 'Lee Park' },
      { email: ANA, name: 'Ana Ruiz' },
    ],
  });
  heard = [];
});
afterEach(() => stand.close());

/** A desk that listens, installed in both workspaces. */
async function openBoth() {
  const desk = stand.desk();
  await desk.install(stand.transport, stand.office);
  await desk.listen(heard);
  // Each was looked at when it was installed, and at the start.
  await expect.poll(() => desk.told).toHaveLength(4);
  return desk;
}
type Desk = Awaited<ReturnType<typeof openBoth>>;
const farewell = (desk: Desk, workspace: typeof stand.transport) =>
  desk.drive(workspace).event({ type: 'app_uninstalled', event_ts: desk.drive(workspace).nextTs() });

describe('several desks on one database', () => {
  test('what was installed through one is served by all', async () => {
    const [first, second] = [stand.desk(), stand.desk()];
    await second.listen(heard);
    await first.install(stand.transport);
    await second.drive(stand.transport).write(stand.transport.person(ANA), 'hello');
    expect(heard).toMatchObject([{ from: { workspace: TRANSPORT.team.id } }]);
  });

  test('a new token is noticed by the desk that has the old one, and nobody notices', async () => {
    const [first, second] = [stand.desk(), stand.desk()];
    await first.install(stand.transport);
    await second.listen(heard);
    const ana = stand.transport.person(ANA);
    await second.drive(stand.transport).write(ana, 'before');
    const replace = async () => {
      stand.slack.remove(stand.transport);
      await first.install(stand.transport);
    };
    await replace();
    await second.port.outbound.send(stand.to(stand.transport, ANA));
    await replace();
    stand.transport.describe(ANA, { tz: 'America/Denver' });
    await second.drive(stand.transport).event({
      type: 'user_change',
      user: { id: ana.id },
      event_ts: second.drive(stand.transport).nextTs(),
    });
    await replace();
    await second.drive(stand.transport).write(ana, 'after');
    expect(await stand.transport.seen(ana.dm)).toHaveLength(1);
    expect(heard.map((each) => each.kind === 'message' && each.text)).toEqual(['before', 'after']);
    expect(stand.slack.tokens()).toHaveLength(4);
  });

  test('a token that opens nothing is no reason to look again and again', async () => {
    const desk = await openBoth();
    stand.slack.remove(stand.transport);
    const outgoing = stand.to(stand.transport, ANA);
    const before = stand.slack.calls.length;
    expect(await failureOf(desk.port.outbound.send(outgoing))).toMatchObject({ outcome: 'unauthorised' });
    expect(stand.slack.calls.slice(before)).toEqual(['chat.postMessage']);
  });
});

describe('when the app is removed', () => {
  test('it is forgotten, everybody else is served on, and installing it again brings it back', async () => {
    const desk = await openBoth();
    const ana = stand.transport.person(ANA);
    await desk.drive(stand.transport).write(ana, 'before');
    stand.slack.remove(stand.transport);
    await farewell(desk, stand.transport);
    await desk.drive(stand.transport).event({
      type: 'tokens_revoked',
      tokens: { bot: ['U0DESKBOT'] },
      event_ts: desk.drive(stand.transport).nextTs(),
    });
    expect((await stand.installations.all()).map(({ workspace }) => workspace)).toEqual([OFFICE.team.id]);
    expect(desk.reports).toEqual([
      expect.stringMatching(/the app was removed .* Transport & Roads <T> \(T0TRANSP1\)/u),
    ]);
    const outgoing = stand.to(stand.transport, ANA);
    expect(await failureOf(desk.port.outbound.send(outgoing))).toMatchObject({ outcome: 'unauthorised' });
    await desk.drive(stand.office).write(stand.office.person(LEE), 'still here');

    await desk.install(stand.transport);
    await desk.port.outbound.send(outgoing);
    await desk.drive(stand.transport).write(ana, 'again');
    expect(heard.map((each) => each.kind === 'message' && each.text)).toEqual(['before', 'still here', 'again']);
  });

  test('word of it that comes late, when it was installed again, means nothing', async () => {
    const [desk, other] = [await openBoth(), stand.desk()];
    stand.slack.remove(stand.transport);
    await other.install(stand.transport);
    await farewell(desk, stand.transport);
    await farewell(desk, stand.transport);
    expect(await stand.installations.read(TRANSPORT.team.id)).toBeDefined();
    expect(desk.reports).toEqual([]);
    await desk.port.outbound.send(stand.to(stand.transport, ANA));
  });

  test('a second removal is one, though this desk never saw the installation between', async () => {
    const [desk, other] = [await openBoth(), stand.desk()];
    stand.slack.remove(stand.transport);
    await other.install(stand.transport);
    stand.slack.remove(stand.transport);
    await farewell(desk, stand.transport);
    expect(await stand.installations.read(TRANSPORT.team.id)).toBeUndefined();
  });

  test('word of it comes again when Slack cannot be asked whether it is so', async () => {
    const desk = await openBoth();
    stand.slack.remove(stand.transport);
    stand.slack.failNext('auth.test', { status: 503 });
    await expect(farewell(desk, stand.transport)).rejects.toThrow('503');
    expect(await stand.installations.read(TRANSPORT.team.id)).toBeDefined();
    await farewell(desk, stand.transport);
    expect(await stand.installations.read(TRANSPORT.team.id)).toBeUndefined();
  });

  test('a token of a person alone is none of the desk’s', async () => {
    const desk = await openBoth();
    stand.slack.remove(stand.transport);
    for (const tokens of [{ oauth: ['U0INSTALLER'] }, { oauth: ['U0INSTALLER'], bot: [] }, {}, undefined])
      await desk.drive(stand.transport).event({
        type: 'tokens_revoked',
        ...(tokens && { tokens }),
        event_ts: desk.drive(stand.transport).nextTs(),
      });
    expect(await stand.installations.read(TRANSPORT.team.id)).toBeDefined();
  });
});

type Change = NonNullable<Parameters<typeof stand.desk>[0]>;

describe('the key that tokens are kept with', () => {
  const former = Buffer.alloc(32, 7);
  const next = Buffer.alloc(32, 8);
  const wrong: Change = { tokenKeys: [next] };

  test('that is another than before opens nothing, loses nothing, and is told at the start', async () => {
    await stand.desk().install(stand.transport, stand.office);
    const before = await stand.installations.all();
    const desk = stand.desk(wrong);
    await desk.listen(heard);
    await expect.poll(() => desk.reports).toHaveLength(1);
    expect(desk.reports[0]).toMatch(
      /^SLACK_TOKEN_KEY does not open the tokens of Procurement \(T0OFFICE2\), Transport & Roads <T> \(T0TRANSP1\)\. .* set the key that it was before, or install/u,
    );
    const lee = stand.office.person(LEE);
    await expect(desk.drive(stand.office).write(lee, 'hello')).rejects.toThrow('503');
    const outgoing = stand.to(stand.office, LEE);
    expect(await failureOf(desk.port.outbound.send(outgoing))).toMatchObject({
      outcome: 'unauthorised',
      message: expect.stringContaining('SLACK_TOKEN_KEY'),
    });
    expect(await failureOf(desk.port.directory.reach(LEE)), 'nobody is a stranger for that').toMatchObject({
      outcome: 'unauthorised',
    });
    expect(await stand.installations.all()).toEqual(before);
    await stand.desk().port.outbound.send(outgoing);
    expect(await stand.office.seen(lee.dm)).toHaveLength(1);
  });

  test('is changed while desks run: both keys open, the first one seals, and then the former can go', async () => {
    await stand.desk().install(stand.transport, stand.office);
    const outgoing = stand.to(stand.office, LEE);
    const opens = async (key: Buffer) => {
      const row = await stand.installations.read(OFFICE.team.id);
      return unseal(row?.sealed ?? '', key, OFFICE.team.id)?.startsWith('xoxb-') ?? false;
    };
    // Every desk learns the next key before any seals with it.
    const learning = stand.desk({ tokenKeys: [former, next] });
    await learning.listen(heard);
    await learning.port.outbound.send(outgoing);
    expect(await opens(former)).toBe(true);
    const changing = stand.desk({ tokenKeys: [next, former] });
    await changing.listen(heard);
    await expect.poll(() => opens(next)).toBe(true);
    expect(await opens(former)).toBe(false);
    for (const desk of [learning, changing, stand.desk({ tokenKeys: [former, next] }), stand.desk(wrong)])
      await desk.port.outbound.send(outgoing);
    expect([learning.reports, changing.reports]).toEqual([[], []]);
  });

  test('the doctor counts what the former one still opens, and says when it can go', async () => {
    await stand.desk().install(stand.transport, stand.office);
    const look = (...tokenKeys: [Buffer, ...Buffer[]]) => checkKeys({ installations: stand.installations, tokenKeys });
    expect(await look(former)).toEqual([]);
    expect(await look(next, former)).toMatchObject([
      { grade: 'note', says: expect.stringContaining('2 of 2 tokens are still sealed with the former') },
    ]);
    const office = await stand.installations.read(OFFICE.team.id);
    const text = unseal(office?.sealed ?? '', former, OFFICE.team.id) ?? '';
    if (office) await stand.installations.reseal(office, seal(text, next, OFFICE.team.id));
    expect(await look(next, former)).toMatchObject([{ says: expect.stringContaining('1 of 2 tokens is still') }]);
    await stand.installations.remove(TRANSPORT.team.id);
    expect(await look(next, former)).toMatchObject([{ grade: 'ok', says: expect.stringContaining('can be left out') }]);
  });

  test('that was lost is replaced by installing again', async () => {
    await stand.desk().install(stand.office);
    const desk = stand.desk(wrong);
    await desk.install(stand.office);
    await desk.port.outbound.send(stand.to(stand.office, LEE));
  });

  test('opens no row that was copied to another workspace, or changed', async () => {
    await stand.desk().install(stand.transport, stand.office);
    const row = await stand.installations.read(OFFICE.team.id);
    if (!row) throw new Error('it was installed');
    const last = row.sealed.at(-5) === 'A' ? 'B' : 'A';
    for (const sealed of [
      row.sealed,
      `${row.sealed.slice(0, -5)}${last}${row.sealed.slice(-4)}`,
      'v1.',
      'v1.AAAA',
      '',
    ]) {
      await stand.installations.save({ ...row, sealed, workspace: TRANSPORT.team.id });
      const error = await failureOf(stand.desk().port.outbound.send(stand.to(stand.transport, ANA)));
      expect(error).toMatchObject({ outcome: 'unauthorised', message: expect.stringContaining('SLACK_TOKEN_KEY') });
    }
  });
});
