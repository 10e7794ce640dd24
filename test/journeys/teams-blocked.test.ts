import { afterEach, expect, test } from 'vitest';
import { sinceEver } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import type { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';
import type { TeamsPerson } from '../support/teams/connector.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const DEVON: TeamsPerson = {
  ...LEE,
  id: '29:devon',
  aadObjectId: 'aad-devon',
  name: 'Devon Clark',
  email: 'devon@state.example',
};

const SAM: TeamsPerson = { ...LEE, id: '29:sam', aadObjectId: 'aad-sam', name: 'Sam Ito', email: 'sam@state.example' };

const data = useDatabase();
let teams: TeamsStand;
afterEach(() => teams.close());

/** A story with Teams, beside a chat in memory in which only these people are known. */
async function begin(...elsewhere: string[]): Promise<Story> {
  return beginWith({}, ...elsewhere);
}
async function beginWith(
  office: NonNullable<Parameters<typeof storyOffice>[0]>,
  ...elsewhere: string[]
): Promise<Story> {
  return openStory(data.database, {
    office,
    chats: (now) => [fakeChat({ now, emails: elsewhere.map((name) => `${name}@state.example`) })],
    ports: async (now) => {
      teams = await openTeams({ now });
      for (const person of [DEVON, SAM]) teams.connector.people.set(person.id, person);
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

test('a liaison who blocked the desk: the backup has the question at once, and nobody is told that they have it', async () => {
  const story = await begin('devon', 'sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  const [devon, sam] = [story.person('devon'), story.person('sam')];
  await lee.installs();
  block(LEE);
  await ana.says('Do I need three quotes?');
  expect(sam.sees().join('\n')).toContain(
    'for Lee Park could not be delivered: Teams: this person has blocked the bot',
  );
  expect(sam.sees().join('\n')).toContain('so Devon Clark has the request now');
  expect(devon.sees().join('\n')).toContain('Reason: Lee Park is not reached in chat');
  expect(devon.sees().join('\n')).toContain('Do I need three quotes?');
  expect(ana.last()).toContain('Devon Clark has your question');

  // From now on the desk knows it beforehand.
  await story.at('2026-06-01T10:30');
  const before = ana.sees().length;
  await ana.says('May we lease a copier?');
  await ana.presses('No, it is a new question');
  const said = ana.sees().slice(before).join('\n');
  expect(said).toContain('Devon Clark has your question');
  expect(said).not.toContain('Lee Park');
  expect(devon.sees().join('\n')).toContain('May we lease a copier?');

  // Who comes back is told things again.
  unblock(LEE);
  await lee.says('queue');
  await story.at('2026-06-01T10:50');
  await ana.says('And a third: how long is a lease?');
  await ana.presses('New question');
  expect(lee.last()).toContain('how long is a lease?');
  await lee.presses('Reply', { text: 'Three years.' });
  expect(ana.last()).toContain('Three years.');
  expect(story.failures).toEqual([]);
});

test('a liaison whom nobody could stand in for keeps the question, and the supervisor is asked to hand it over', async () => {
  const story = await begin('sam');
  const [ana, lee, sam] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE), story.person('sam')];
  await lee.installs();
  await lee.removes();
  const devon = teamsSeat(story, teams, DEVON);
  await devon.installs();
  await devon.removes();
  for (const each of [LEE, DEVON]) block(each);
  await ana.says('Do I need three quotes?');
  expect(sam.sees().join('\n')).toContain('R-1001');
  expect(ana.sees().join('\n')).toContain('has your question');
});

test('liaison and backup whom no chat reaches: the backup’s backup has it, and the office reads why', async () => {
  const assigned = (agency: string, liaison: string, backup: string) => ({
    ...{ agency, line: null, liaison: `${liaison}@state.example`, backup: `${backup}@state.example` },
    ...{ from: sinceEver, until: null },
  });
  const assignments = [assigned('DOT', 'lee', 'devon'), assigned('AGR', 'devon', 'maria')];
  const story = await beginWith({ assignments }, 'sam', 'maria');
  const [ana, lee, devon] = [
    teamsSeat(story, teams, ANA),
    teamsSeat(story, teams, LEE),
    teamsSeat(story, teams, DEVON),
  ];
  const [maria, sam] = [story.person('maria'), story.person('sam')];
  for (const each of [lee, devon]) {
    await each.installs();
    await each.removes();
  }
  await ana.says('Do I need three quotes?');
  expect(ana.last()).toContain('Maria Lopez has your question');
  expect(maria.last()).toContain('Do I need three quotes?');
  expect(await maria.presses('Show all')).toContain(
    'went to Maria Lopez, since Lee Park and Devon Clark are not reached in chat',
  );

  const everybody = await story.store.transaction((tx) => tx.people.everybody(100));
  const leeId = String(everybody.find(({ person }) => person.name === 'Lee Park')?.person.id);
  // What is given to one of them all the same goes along the chain again.
  await maria.presses('Hand over', { person: leeId, reason: 'yours' });
  expect(sam.last()).toContain('Lee Park is not reached in chat, so Maria Lopez has the request now');
  expect(story.failures).toEqual([]);
});

test('who takes the app away is known not to be reached, without anything being sent to them', async () => {
  const story = await begin('devon', 'sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  const [devon, sam] = [story.person('devon'), story.person('sam')];
  await lee.installs();
  await ana.says('Do I need three quotes?');
  const before = lee.sees().length;
  await lee.removes();
  expect(sam.last()).toContain('Lee Park removed the desk’s app. These requests need somebody else');
  await story.at('2026-06-01T10:30');
  await ana.says('May we lease a copier?');
  await ana.presses('No, it is a new question');
  expect(ana.last()).not.toContain('Lee Park');
  expect(devon.sees().join('\n')).toContain('May we lease a copier?');
  await ana.says('my liaison');
  expect(ana.last()).toContain('Lee Park, whom the desk does not reach now; Devon Clark answers');
  expect(lee.sees()).toHaveLength(before);
  await ana.removes();
  expect(devon.sees().join('\n')).toContain('Ana Ruiz removed the desk’s app, so answers cannot reach them anymore');
});

test('what somebody has whom no chat reaches does not run out unheard: whoever stands in for them is warned', async () => {
  const story = await begin('devon', 'sam');
  const [ana, lee, devon] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE), story.person('devon')];
  await lee.installs();
  await ana.says('Do I need three quotes?');
  await lee.removes();
  await story.at('2026-06-01T12:15');
  expect(devon.last()).toContain('Due soon: R-1001');
  // It is still Lee's: no word to them had to be lost first.
  expect(devon.last()).toContain('Lee Park');
  expect(story.person('sam').sees().join('\n')).not.toContain('could not be delivered');
});

test('a supervisor whom no chat reaches: what needs one goes to whoever administers the office', async () => {
  const story = await begin('ana', 'lee', 'ada');
  const [sam, ada] = [teamsSeat(story, teams, SAM), story.person('ada')];
  await sam.installs();
  await sam.removes();
  await story.person('ana').asks('Do I need three quotes?');
  await story.at('2026-06-01T15:00');
  expect(ada.sees().join('\n')).toMatch(/Late: R-1001/u);
  expect(story.failures).toEqual([]);
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
  await story.at('2026-06-01T10:30');
  await ana.says('May we lease a copier?');
  await ana.presses('No, it is a new question');
  expect(lee.last()).toContain('May we lease a copier?');
});
