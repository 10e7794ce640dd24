import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory } from '../support/story.ts';
import { wordsOfActivity } from '../support/teams/read-card.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, activitiesAt, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
let teams: TeamsStand;
afterEach(() => teams.close());

async function begin() {
  const story = await openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example'] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      return [teams.port];
    },
  });
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  await ana.says('Do I need three quotes?', { id: 'first' });
  await story.at('2026-06-01T10:20');
  await ana.says('May we lease a copier?');
  await ana.presses('No, it is a new question');
  return { story, ana, lee };
}
const quoting = (messageId: string) => ({
  entities: [{ type: 'quotedReply', quotedReply: { messageId, preview: 'what was said' } }],
});
/** The id of the newest message in which somebody reads this. */
const idOf = (person: typeof ANA, words: string): string => {
  const found = activitiesAt(teams, teams.account(person).address).findLast(({ activity }) =>
    wordsOfActivity(activity).includes(words),
  );
  if (!found) throw new Error(`${person.name} does not read ${words}`);
  return found.id;
};

test('what is quoted says which of two requests is meant: a message of the desk, or an own one', async () => {
  const { story, ana, lee } = await begin();
  await ana.says('Or rather two?', quoting(idOf(ANA, 'R-1001')));
  expect(lee.last()).toMatch(/R-1001[\s\S]*Or rather two\?/u);
  await ana.says('For three years.', quoting(idOf(ANA, 'R-1002')));
  expect(lee.last()).toMatch(/R-1002[\s\S]*For three years\./u);
  await story.at('2026-06-01T10:40');
  await ana.says('It is $40k.', quoting('first'));
  expect(lee.last()).toMatch(/R-1001[\s\S]*It is \$40k\./u);
});

test('a liaison who quotes the card of a request makes a note of that one', async () => {
  const { lee } = await begin();
  await lee.says('She has asked this before.', quoting(idOf(LEE, 'Do I need three quotes?')));
  const notes = sql`select request_id as request, kind from messages where text = 'She has asked this before.'`;
  expect(await rows(data.database.db, notes)).toMatchObject([{ request: 1001, kind: 'note' }]);
});
