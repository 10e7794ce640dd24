import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory, type Story } from '../support/story.ts';
import type { TeamsPerson } from '../support/teams/connector.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
let teams: TeamsStand;
afterEach(() => teams.close());

/** A story with Teams, beside a chat in memory in which only these people are known. */
async function begin(...elsewhere: string[]): Promise<Story> {
  return openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails: elsewhere.map((name) => `${name}@state.example`) })],
    ports: async (now) => {
      teams = await openTeams({ now });
      return [teams.port];
    },
  });
}
const block = (person: TeamsPerson) => teams.connector.blocked.add(`personal-${person.id}`);
const unblock = (person: TeamsPerson) => teams.connector.blocked.delete(`personal-${person.id}`);

test('a requester who blocked the desk: the liaison and the supervisor hear that the reply did not arrive', async () => {
  const story = await begin('sam');
  const [ana, lee, sam] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE), story.person('sam')];
  await lee.installs();
  await ana.says('Do I need three quotes?');
  block(ANA);
  const before = ana.sees().length;
  await lee.presses('Reply', { text: 'Yes, three.' });
  expect(ana.sees()).toHaveLength(before);
  const told = 'for Ana Ruiz could not be delivered: Teams: this person has blocked the bot';
  for (const each of [lee.sees(), sam.sees()]) expect(each.join('\n')).toContain(told);
  // What did not arrive has not been said: the promise still holds.
  await story.at('2026-06-02T09:00');
  expect(sam.sees().findLast((text) => text.startsWith('Daily digest'))).toMatch(/R-1001 .* · Lee Park · /u);

  unblock(ANA);
  await ana.says('Hello? Do I?');
  await lee.presses('Reply', { text: 'Three. I wrote that yesterday.' });
  expect(ana.last()).toContain('Three. I wrote that yesterday.');
  expect(story.failures).toEqual([]);
});

test('a requester who blocked the desk in Teams, and has another chat, gets the reply there', async () => {
  const story = await begin('ana', 'sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  await ana.says('Do I need three quotes?');
  expect(ana.last()).toContain('Lee Park has your question');
  block(ANA);
  await lee.presses('Reply', { text: 'Yes, three.' });
  expect(story.person('ana').last()).toContain('Yes, three.');
  expect(lee.sees().join('\n')).not.toContain('could not be delivered');
});

test('a liaison who blocked the desk: the backup hears of it before the promise is broken, and they can come back', async () => {
  const story = await begin('devon', 'sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  const [devon, sam] = [story.person('devon'), story.person('sam')];
  await lee.installs();
  block(LEE);
  await ana.says('Do I need three quotes?');
  expect(sam.sees().join('\n')).toContain(
    'for Lee Park could not be delivered: Teams: this person has blocked the bot',
  );
  await story.at('2026-06-01T13:59');
  expect(devon.sees().join('\n')).toContain('R-1001');

  unblock(LEE);
  await lee.says('queue');
  expect(lee.last()).toContain('R-1001');
  // Reached again, they are told things by themselves.
  await ana.says('With freight?');
  expect(lee.last()).toContain('With freight?');
  await lee.presses('Reply', { text: 'Yes, three, with freight.' });
  expect(ana.last()).toContain('Yes, three, with freight.');
});

test('somebody who removed the app and installs it again is reached by that alone', async () => {
  const story = await begin('devon', 'sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  block(LEE);
  await ana.says('Do I need three quotes?');
  expect(lee.sees().join('\n')).not.toContain('R-1001');
  unblock(LEE);
  await lee.installs();
  await story.at('2026-06-01T10:05');
  await ana.says('With freight?');
  expect(lee.last()).toContain('With freight?');
});
