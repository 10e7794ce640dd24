import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../src/chat/account.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Home } from '../../../src/chat/vouching.ts';
import { useDatabase } from '../../support/database.ts';
import { failureOf, OFFICE, openTwo, TRANSPORT } from '../../support/slack/open-several.ts';
import { BOT } from '../../support/slack/workspace.ts';

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
  return desk;
}

describe('with two workspaces', () => {
  test('what comes in says from where, and the same person in both is two accounts with one e-mail', async () => {
    const desk = await openBoth();
    const [there, here] = [stand.transport.person(ANA), stand.office.person(ANA)];
    await desk.drive(stand.transport).write(there, 'from transport');
    await desk.drive(stand.office).write(here, 'from the office');
    expect(heard).toMatchObject([
      { from: { workspace: TRANSPORT.team.id, userId: there.id, email: ANA, address: there.dm } },
      { from: { workspace: OFFICE.team.id, userId: here.id, email: ANA, address: here.dm } },
    ]);
  });

  test('every way in finds its workspace', async () => {
    const desk = await openBoth();
    const lee = stand.office.person(LEE);
    const drive = desk.drive(stand.office);
    await drive.command(lee, 'a question');
    await drive.press(lee, { name: 'look', about: '7' });
    await drive.home(lee);
    await drive.shortcut(lee);
    await drive.submit(lee, { question: 'another' });
    await drive.mention(lee, 'C000000001', 'and one more');
    expect(heard.map(({ kind }) => kind)).toEqual(['message', 'press', 'home', 'message', 'message']);
    expect(new Set(heard.map(({ from }) => from.workspace))).toEqual(new Set([OFFICE.team.id]));
  });

  test('what goes out goes to its own, and is found there', async () => {
    const { port } = await openBoth();
    const [ana, lee] = [stand.transport.person(ANA), stand.office.person(LEE)];
    const outgoing = stand.to(stand.transport, ANA, 'for Ana');
    const sent = await port.outbound.send(outgoing);
    await port.outbound.send(stand.to(stand.office, LEE, 'for Lee'));
    expect((await stand.transport.seen(ana.dm)).map(({ text }) => text)).toEqual(['for Ana']);
    expect((await stand.office.seen(lee.dm)).map(({ text }) => text)).toEqual(['for Lee']);
    expect(await port.lookup.find(outgoing)).toMatchObject({ sentId: sent.sentId });
    expect(await port.lookup.find({ ...outgoing, workspace: OFFICE.team.id }).catch(({ outcome }) => outcome)).toBe(
      'gone',
    );
  });

  test('a file is fetched from, and brought to, the workspace that it belongs to', async () => {
    const { port } = await openBoth();
    const ana = stand.transport.person(ANA);
    const file = { name: 'quotes.txt', type: 'text/plain', bytes: Buffer.from('three quotes') };
    await port.outbound.send({ ...stand.to(stand.transport, ANA), file });
    const { files } = (await stand.transport.api('files.list', { channel: ana.dm })) as { files: { id: string }[] };
    const handle = { ref: files[0]?.id ?? '', name: file.name, type: file.type, size: file.bytes.length };
    const from: Account = { platform: 'slack', workspace: TRANSPORT.team.id, userId: ana.id, address: ana.dm };
    expect(Buffer.from((await port.files.fetch(handle, from)) ?? []).toString()).toBe('three quotes');
    expect((await stand.office.api('files.list', {})).files).toEqual([]);
  });

  test.each([
    ['state.example', { vouched: 'agency', email: ANA }, OFFICE],
    ['roads.example', { vouched: 'no' }, OFFICE],
  ] as const)(
    'an agency’s workspace vouches for %s alone, and the office’s own comes first',
    async (domain, word, first) => {
      const homes = new Map<string, Home>([
        [TRANSPORT.team.id, [domain]],
        [OFFICE.team.id, 'office'],
      ]);
      const desk = stand.desk({ homes });
      await desk.install(stand.transport, stand.office);
      await desk.listen(heard);
      await desk.drive(stand.transport).write(stand.transport.person(ANA), 'from transport');
      await desk.drive(stand.office).write(stand.office.person(ANA), 'from the office');
      const words = heard.map(({ from: { vouched, email } }) => ({ vouched, ...(email !== undefined && { email }) }));
      expect(words).toEqual([word, { vouched: 'office', email: ANA }]);
      expect(await desk.port.directory.reach(ANA)).toMatchObject({ workspace: first.team.id, vouched: 'office' });
    },
  );

  test('everybody is found, wherever they are', async () => {
    const { port } = await openBoth();
    expect(await port.directory.reach(LEE)).toMatchObject({
      workspace: OFFICE.team.id,
      userId: stand.office.person(LEE).id,
    });
    expect(await port.directory.reach('nobody@state.example')).toBeUndefined();
  });

  test('one that cannot be asked hides nobody of the other, and makes nobody a stranger', async () => {
    const { port } = await openBoth();
    stand.transport.failNext('users.lookupByEmail', { status: 500 }, { status: 500 });
    expect(await port.directory.reach(LEE)).toMatchObject({ workspace: OFFICE.team.id });
    expect(await failureOf(port.directory.reach('nobody@state.example'))).toMatchObject({ outcome: 'ambiguous' });
  });

  test('a census is of both', async () => {
    const { port } = await openBoth();
    const found = (await port.census.accounts()) ?? [];
    for (const [workspace, email] of [
      [stand.transport, ANA],
      [stand.office, ANA],
      [stand.office, LEE],
    ] as const)
      expect(found).toContainEqual({ workspace: workspace.team.id, userId: workspace.person(email).id, closed: false });
    stand.slack.remove(stand.transport);
    expect(new Set((await port.census.accounts())?.map(({ workspace }) => workspace))).toEqual(
      new Set([OFFICE.team.id]),
    );
    stand.slack.remove(stand.office);
    expect(await failureOf(port.census.accounts())).toMatchObject({ outcome: 'unauthorised' });
  });

  test('in a shared channel, what counts is where the app is installed, not where somebody is from', async () => {
    const { drive } = await openBoth();
    stand.transport.describe(ANA, { team_id: OFFICE.team.id });
    const ana = stand.transport.person(ANA);
    const { deliver, message } = drive(stand.transport);
    const authorizations = [{ team_id: TRANSPORT.team.id, user_id: BOT, is_bot: true }];
    await deliver('events_api', {
      type: 'event_callback',
      team_id: OFFICE.team.id,
      authorizations,
      event: message(ana, 'hello'),
    });
    const [said] = await stand.transport.seen(ana.dm);
    expect(said?.text).toContain('members of this Slack workspace only');
    const view = { id: 'V1', type: 'modal', app_installed_team_id: TRANSPORT.team.id, callback_id: 'form', blocks: [] };
    const user = { id: ana.id, team_id: OFFICE.team.id };
    const answer = await deliver('interactive', { type: 'view_submission', team: { id: OFFICE.team.id }, user, view });
    expect(JSON.stringify(answer)).toContain('members of this Slack workspace only');
    expect(heard).toEqual([]);
  });
});

describe('what is not installed', () => {
  test('sends to a desk that takes it and drops it, and says so once an hour', async () => {
    const desk = stand.desk();
    await desk.install(stand.office);
    await desk.listen(heard);
    for (const text of ['one', 'two']) await desk.drive(stand.transport).write(stand.transport.person(ANA), text);
    expect(heard).toEqual([]);
    expect(desk.reports).toEqual([expect.stringMatching(/T0TRANSP1 and was dropped: .*SLACK_ALLOWED_TEAMS/u)]);
  });

  test('keeps what is for it waiting', async () => {
    const desk = stand.desk();
    await desk.install(stand.office);
    const { port } = desk;
    const outgoing = stand.to(stand.transport, ANA);
    for (const work of [() => port.outbound.send(outgoing), async () => port.lookup.find(outgoing)])
      expect(await failureOf(work())).toMatchObject({
        outcome: 'unauthorised',
        message: expect.stringContaining('T0TRANSP1'),
      });
    await desk.install(stand.transport);
    await port.outbound.send(outgoing);
    expect(await stand.transport.seen(outgoing.address)).toHaveLength(1);
  });

  test('is not served either when it is not named any more', async () => {
    await stand.desk().install(stand.transport, stand.office);
    const desk = stand.desk({ allowedTeams: [OFFICE.team.id] });
    await desk.listen(heard);
    await expect.poll(() => desk.told).toHaveLength(1);
    expect(desk.reports).toEqual([
      expect.stringMatching(/installed in Transport & Roads <T> \(T0TRANSP1\), but SLACK_ALLOWED/u),
    ]);
    await desk.drive(stand.transport).write(stand.transport.person(ANA), 'hello');
    expect(heard).toEqual([]);
    expect(await failureOf(desk.port.outbound.send(stand.to(stand.transport, ANA)))).toMatchObject({
      outcome: 'unauthorised',
    });
    expect(await desk.port.directory.reach(ANA)).toMatchObject({ workspace: OFFICE.team.id });
    expect(await desk.port.directory.reach('nobody@state.example'), 'nobody is waited for there').toBeUndefined();
  });

  test('is nowhere at first: the operator is told where to begin', async () => {
    const desk = stand.desk();
    await desk.listen(heard);
    await expect.poll(() => desk.reports).toEqual([expect.stringContaining('open /slack/install')]);
    expect(await desk.port.directory.reach(ANA)).toBeUndefined();
    expect(await desk.port.census.accounts()).toEqual([]);
  });

  test('is told apart from what cannot be looked up just now', async () => {
    await stand.desk().install(stand.office);
    const desk = stand.desk();
    const drive = desk.drive(stand.office);
    await data.database.db.execute(sql.raw('alter table installations rename to elsewhere'));
    try {
      await desk.listen(heard);
      await expect.poll(() => desk.reports).toEqual([expect.stringContaining('it could not be read')]);
      await expect(drive.write(stand.office.person(LEE), 'hello')).rejects.toThrow('503');
      expect(await failureOf(desk.port.outbound.send(stand.to(stand.office, LEE)))).toMatchObject({ outcome: 'retry' });
      expect(await failureOf(desk.port.directory.reach(LEE))).toMatchObject({ outcome: 'retry' });
      expect(await failureOf(desk.port.census.accounts())).toMatchObject({ outcome: 'retry' });
    } finally {
      await data.database.db.execute(sql.raw('alter table elsewhere rename to installations'));
    }
    await drive.repeat();
    expect(heard).toHaveLength(1);
  });
});
