import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, NOW, openSlack } from '../../support/slack/open.ts';
import { TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
let receive: (inbound: Inbound) => Promise<Answer>;
beforeEach(async () => {
  stand = await openSlack();
  heard = [];
  receive = async () => ({ kind: 'done' });
  await stand.port.start(
    deskSide(async (inbound) => {
      heard.push(inbound);
      return receive(inbound);
    }),
  );
});
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);

describe('who is not served', () => {
  const cases = [
    [{ is_restricted: true }, 'guest accounts'],
    [{ is_ultra_restricted: true }, 'guest accounts'],
    [{ team_id: 'T0OTHER' }, 'members of this Slack workspace'],
    [{ is_stranger: true }, 'members of this Slack workspace'],
  ] as const;

  test.each(cases)('%o is told so kindly, at every way in, and nothing is handed in', async (change, words) => {
    stand.workspace.describe(ANA, change);
    await stand.drive.write(ana(), 'hello');
    await stand.drive.write(ana(), 'hello?');
    expect((await stand.workspace.seen(ana().dm)).map(({ text }) => text)).toEqual([expect.stringContaining(words)]);
    expect(await stand.drive.command(ana(), 'hello')).toContain(words);
    expect(await stand.drive.press(ana(), { name: 'look', about: '7' })).toContain(words);
    const page = await stand.drive.home(ana());
    expect(page).toContain(words);
    expect(page, 'nothing was written on a Home').not.toContain('your message');
    expect(await stand.drive.shortcut(ana())).toContain(words);
    expect(heard).toEqual([]);
  });

  test('a guest is answered once in a conversation, whatever hour it is and whichever desk hears them', async () => {
    stand.workspace.describe(ANA, { is_restricted: true });
    await stand.drive.write(ana(), 'hello');
    vi.setSystemTime(new Date(NOW.getTime() + 26 * 3_600_000));
    await stand.drive.write(ana(), 'hello again');
    expect(await stand.workspace.seen(ana().dm)).toHaveLength(1);
    const whispers = () => stand.workspace.calls.filter(({ method }) => method === 'chat.postEphemeral').length;
    await stand.drive.mention(ana(), 'C000000001', 'hello?');
    expect(whispers()).toBe(1);
    await stand.drive.mention(ana(), 'C000000001', 'anybody?');
    expect(whispers()).toBe(1);
  });

  test('a stranger of a shared channel is told so too, though Slack names their own team with what they do', async () => {
    stand.workspace.describe(ANA, { team_id: 'T0OTHER' });
    const team = { id: 'T0OTHER', domain: 'other' };
    const user = { id: ana().id, team_id: 'T0OTHER' };
    const by = async () => ({ team, user, trigger_id: await stand.workspace.trigger(ana().id) });
    const actions = [{ type: 'button', action_ts: '1.1', value: '["look","7"]' }];
    await stand.drive.deliver('interactive', { type: 'block_actions', ...(await by()), actions });
    await stand.drive.deliver('interactive', { type: 'shortcut', callback_id: 'ask', ...(await by()) });
    const view = { id: 'V1', callback_id: 'ask', blocks: [], state: { values: {} } };
    const answer = await stand.drive.deliver('interactive', { type: 'view_submission', ...(await by()), view });
    const words = 'members of this Slack workspace';
    expect(stand.workspace.shown.filter(({ text }) => text.includes(words))).toHaveLength(2);
    expect(JSON.stringify(answer)).toContain(words);
    const command = { command: '/ask', text: 'hello', team_id: 'T0OTHER', user_id: ana().id };
    expect(JSON.stringify(await stand.drive.deliver('slash_commands', command))).toContain(words);
    expect(heard).toEqual([]);
  });

  test('a member of another workspace of the same enterprise is served', async () => {
    stand.workspace.describe(ANA, { team_id: 'E0ORG', enterprise_user: { teams: [TEAM] } });
    await stand.drive.write(ana(), 'hello');
    expect(heard).toHaveLength(1);
  });

  test('a bot is not spoken to', async () => {
    stand.workspace.describe(ANA, { is_bot: true });
    await stand.drive.write(ana(), 'hello');
    expect(heard).toEqual([]);
    expect(await stand.workspace.seen(ana().dm)).toEqual([]);
  });
});

describe('while Slack or the database is away', () => {
  test('whom Slack cannot name is not taken for a stranger: the message comes again', async () => {
    stand.workspace.failNext('users.info', { status: 500 });
    await expect(stand.drive.write(ana(), 'hello')).rejects.toThrow('503');
    expect(heard).toEqual([]);
    await stand.drive.repeat();
    expect(heard).toMatchObject([{ from: { email: ANA } }]);
  });

  test('what is known of somebody is good enough when it is old', async () => {
    await stand.drive.write(ana(), 'hello');
    vi.setSystemTime(new Date(NOW.getTime() + 7_200_000));
    stand.workspace.failNext('users.info', { status: 500 });
    await stand.drive.write(ana(), 'hello again');
    expect(heard).toMatchObject([{ from: { email: ANA } }, { from: { email: ANA } }]);
  });

  test('what the desk stumbles over is told and not acknowledged, and the next one is taken', async () => {
    await expect(stand.drive.write(ana(), 'hello', { ts: 'no time' })).rejects.toThrow('503');
    receive = () => {
      throw new TypeError('nobody foresaw this');
    };
    await expect(stand.drive.write(ana(), 'hello')).rejects.toThrow('503');
    expect(stand.reports).toEqual([
      expect.stringContaining('could not be taken; Slack sends it again: not a time of Slack'),
      expect.stringContaining('could not be taken; Slack sends it again: nobody foresaw this'),
    ]);
    receive = async () => ({ kind: 'done' });
    await stand.drive.repeat();
    expect(heard).toMatchObject([{ text: 'hello' }, { text: 'hello' }]);
  });

  test('a database that hangs is not waited for: Slack is told in time', async () => {
    const hasty = await openSlack('http', { times: { receiveMs: 30 } });
    await hasty.port.start(deskSide(() => new Promise(() => {})));
    await expect(hasty.drive.write(hasty.workspace.person(ANA), 'hello')).rejects.toThrow('503');
    await hasty.close();
  });
});
