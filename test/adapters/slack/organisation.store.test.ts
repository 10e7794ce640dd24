import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Inbound, View } from '../../../src/chat/inbound.ts';
import type { Home } from '../../../src/chat/vouching.ts';
import { useDatabase } from '../../support/database.ts';
import { failureOf, OFFICE, openTwo, TRANSPORT } from '../../support/slack/open-several.ts';

const ANA = 'ana@state.example';
const LEE = 'lee@state.example';
const STATE = { id: 'E0STATE1', name: 'The state' };
const WHOLE = { team: null, enterprise: STATE, is_enterprise_install: true };

const data = useDatabase();
let stand: Awaited<ReturnType<typeof openTwo>>;
let heard: (Inbound | View)[];
beforeEach(async () => {
  heard = [];
  stand = await openTwo(data.database, {
    transport: [
      { email: ANA, name: 'Ana Ruiz' },
      { email: LEE, name: 'Lee Park' },
    ],
    office: [{ email: 'devon@state.example', name: 'Devon Clark' }],
  });
  // As Slack has the people of an organisation: of a workspace, and of the whole.
  for (const email of [ANA, LEE])
    stand.transport.describe(email, { enterprise_user: { enterprise_id: STATE.id, teams: [TRANSPORT.team.id] } });
});
afterEach(() => stand.close());

/** A desk that serves the whole organisation, and nothing by itself of its workspaces. */
function openWhole(home: Home = 'office', more: string[] = []) {
  return stand.desk({ allowedTeams: [STATE.id, ...more], homes: new Map([[STATE.id, home]]) });
}
async function installed(home: Home = 'office') {
  const desk = openWhole(home);
  expect((await desk.browser().install(stand.slack.permit(stand.transport, WHOLE))).status).toBe(200);
  await desk.listen(heard);
  return desk;
}

describe('an app that a whole organisation installed', () => {
  test('is one installation, under the name of the organisation', async () => {
    const desk = await installed();
    expect(await stand.installations.all()).toMatchObject([{ workspace: STATE.id, name: STATE.name }]);
    await expect.poll(() => desk.told.length).toBeGreaterThan(0);
    expect(desk.reports).toEqual([]);
  });

  test('is heard in every workspace of it, by messages, buttons, commands and Homes', async () => {
    const desk = await installed();
    const ana = stand.transport.person(ANA);
    await desk.driveWithin(STATE.id, stand.transport).write(ana, 'from one workspace');
    // Another workspace of it, where she is, too: Slack knows her by the same id.
    const elsewhere = { ...stand.transport, team: { ...stand.transport.team, id: 'T0OTHER99' } };
    await desk.driveWithin(STATE.id, elsewhere).write(ana, 'from another');
    await desk.driveWithin(STATE.id, elsewhere).command(ana, 'by a command');
    const [first, second] = heard;
    const from = { workspace: STATE.id, userId: ana.id, email: ANA, vouched: 'office' };
    expect([first, second]).toMatchObject([{ from }, { from }]);
    expect(heard).toHaveLength(3);
    expect(heard.every((each) => each.from.workspace === STATE.id)).toBe(true);
    expect(desk.reports).toEqual([]);
  });

  test('speaks with the token of the whole, and finds people in each of its workspaces', async () => {
    const desk = await installed();
    const ana = stand.transport.person(ANA);
    await desk.port.outbound.send({ ...stand.to(stand.transport, ANA), workspace: STATE.id });
    expect(await stand.transport.seen(ana.dm)).toHaveLength(1);
    expect(await desk.port.directory.reach(LEE)).toMatchObject({ workspace: STATE.id, email: LEE, vouched: 'office' });
    const accounts = await desk.port.census.accounts();
    expect(accounts.every(({ workspace }) => workspace === STATE.id)).toBe(true);
    expect(accounts.map(({ userId }) => userId)).toEqual(expect.arrayContaining([ana.id]));
    expect(new Set(accounts.map(({ userId }) => userId)).size).toBe(accounts.length);
    expect((await desk.port.history.contacts()).every(({ workspace }) => workspace === STATE.id)).toBe(true);
  });

  test('vouches for its people as the settings say, and serves nobody of another organisation', async () => {
    const desk = await installed(['roads.example']);
    const within = desk.driveWithin(STATE.id, stand.transport);
    await within.write(stand.transport.person(ANA), 'hello');
    expect(heard).toMatchObject([{ from: { workspace: STATE.id } }]);
    expect(heard[0]?.from.email).toBeUndefined();
    stand.transport.describe(LEE, { enterprise_user: { enterprise_id: 'E0OTHER', teams: [] } });
    await within.write(stand.transport.person(LEE), 'hello');
    expect(heard).toHaveLength(1);
  });

  test('is not served where only workspaces of it are named, or nothing', async () => {
    const desk = stand.desk();
    const page = await desk.browser().install(stand.slack.permit(stand.transport, WHOLE));
    expect([page.status, page.text]).toEqual([403, expect.stringContaining('does not serve all of The state')]);
    expect(await stand.installations.all()).toEqual([]);
    expect(desk.reports).toEqual([expect.stringMatching(/the whole of The state \(E0STATE1\).*was given back/u)]);
  });

  test('beside one in a single workspace: each event goes to the one it names', async () => {
    const desk = stand.desk({
      allowedTeams: [STATE.id, OFFICE.team.id],
      homes: new Map<string, Home>([
        [STATE.id, ['state.example']],
        [OFFICE.team.id, 'office'],
      ]),
    });
    await desk.browser().install(stand.slack.permit(stand.transport, WHOLE));
    await desk.install(stand.office);
    await desk.listen(heard);
    await desk.drive(stand.office).write(stand.office.person('devon@state.example'), 'of the office');
    await desk.driveWithin(STATE.id, stand.transport).write(stand.transport.person(ANA), 'of the state');
    // Slack does not always say that it was the whole: its workspace has no installation of its own.
    await desk.driveWithin(STATE.id, stand.transport, false).write(stand.transport.person(LEE), 'of the state');
    expect(heard.map(({ from }) => from.workspace)).toEqual([OFFICE.team.id, STATE.id, STATE.id]);
  });

  test('that was removed is forgotten as a whole', async () => {
    const desk = await installed();
    stand.slack.remove(stand.transport);
    const within = desk.driveWithin(STATE.id, stand.transport);
    await within.event({ type: 'app_uninstalled', event_ts: within.nextTs() });
    expect(await stand.installations.all()).toEqual([]);
    const outgoing = { ...stand.to(stand.transport, ANA), workspace: STATE.id };
    expect(await failureOf(desk.port.outbound.send(outgoing))).toMatchObject({ outcome: 'unauthorised' });
  });
});
