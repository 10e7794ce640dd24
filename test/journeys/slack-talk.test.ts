import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { ANA, LEE, openSlack } from '../support/slack/open.ts';
import { slackSeat } from '../support/slack/seat.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

let close = async () => {};
afterEach(() => close());

test('small talk in Slack, with one request open, makes no other; after the end its words open it again', {
  timeout: 60_000,
}, async () => {
  let stand: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example', 'devon@state.example'] })],
    ports: async (now) => {
      stand = await openSlack('http', {}, now);
      return [stand.port];
    },
  });
  if (!stand) throw new Error('a story opens its chats');
  const slack = stand;
  close = () => slack.close();
  const { workspace, drive } = slack;
  const [ana, lee] = [ANA, LEE].map((email) =>
    slackSeat(workspace, drive, workspace.person(email), () => story.settle()),
  );
  if (!ana || !lee) throw new Error('both are there');

  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T10:10');
  await ana.says('any update?');
  expect(await ana.last()).toContain('Lee Park can see that you asked.');
  expect(await lee.last()).toContain('Ana Ruiz asks for news.');
  await ana.says('thanks!');
  expect(await ana.last()).toContain('You are welcome.');
  await ana.says('talk to a human');
  expect(await ana.last()).toContain('the supervisor is Sam Reed');
  expect(await lee.last()).toContain('Ana Ruiz asks for a person to talk to.');
  await ana.says('cancel');
  expect(await ana.last()).toContain('Shall we close this?');
  expect(await ana.presses('Withdraw R-1001', {})).toContain('R-1001 is withdrawn.');
  expect([(await ana.sees()).length, (await lee.sees()).length]).toEqual([5, 4]);
  expect(story.person('sam').sees()).toEqual([]);

  await story.at('2026-06-01T10:30');
  await ana.says('I need it after all');
  expect(await ana.last()).toContain('You withdrew R-1001. Shall we open it again, or is this a new question?');
  expect(await ana.presses('Reopen R-1001')).toContain('R-1001 is open again.');
  expect(await ana.last()).toContain('R-1001 is open again; Lee Park has it.');
  expect(await lee.last()).toContain('I need it after all');
  expect((await ana.sees()).join('\n')).not.toContain('R-1002');
  expect([(await ana.sees()).length, (await lee.sees()).length]).toEqual([6, 5]);
  expect(story.failures).toEqual([]);
  expect(slack.reports).toEqual([]);
});
