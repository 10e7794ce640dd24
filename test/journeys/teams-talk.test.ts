import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory } from '../support/story.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
let teams: TeamsStand;
afterEach(() => teams.close());

test('small talk in Teams, with one request open, makes no other; after the end its words open it again', {
  timeout: 60_000,
}, async () => {
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example'] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      return [teams.port];
    },
  });
  // Teams is written to at its pace; here nobody waits for that.
  const paced = async () => {
    await data.database.db.execute('delete from chat_rates');
    await data.database.db.execute("update deliveries set run_at = now() where state = 'pending'");
    await story.settle();
  };
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  await ana.installs();
  const before = [ana.sees().length, lee.sees().length] as const;
  const got = () => [ana.sees().length - before[0], lee.sees().length - before[1]];

  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T10:10');
  await paced();
  await ana.says('any update?');
  await paced();
  expect(ana.last()).toContain('Lee Park can see that you asked.');
  expect(lee.last()).toContain('Ana Ruiz asks for news.');
  await ana.says('thanks!');
  await paced();
  expect(ana.last()).toContain('You are welcome.');
  await ana.says('talk to a human');
  await paced();
  expect(ana.last()).toContain('the supervisor is Sam Reed');
  expect(lee.last()).toContain('Ana Ruiz asks for a person to talk to.');
  await ana.says('cancel');
  await paced();
  expect(ana.last()).toContain('Shall we close this?');
  expect(await ana.presses('Withdraw R-1001', {})).toContain('R-1001 is withdrawn.');
  await paced();
  expect(got()).toEqual([5, 4]);
  expect(story.person('sam').sees()).toEqual([]);

  await story.at('2026-06-01T10:30');
  await ana.says('I need it after all');
  await paced();
  expect(ana.last()).toContain('You withdrew R-1001. Shall we open it again, or is this a new question?');
  expect(await ana.presses('Reopen R-1001')).toBe('R-1001 is open again.');
  await paced();
  expect(ana.last()).toContain('R-1001 is open again; Lee Park has it.');
  expect(lee.last()).toContain('I need it after all');
  expect(ana.sees().join('\n')).not.toContain('R-1002');
  expect(got()).toEqual([6, 5]);
  expect(story.failures).toEqual([]);
});
