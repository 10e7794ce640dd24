import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory, type Story } from '../support/story.ts';
import { APP_ID } from '../support/teams/login.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
let teams: TeamsStand;
afterEach(() => teams.close());

/** A story in which the desk may install itself in Teams for Lee, who has never opened it. */
async function begin(...elsewhere: string[]): Promise<Story> {
  return openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails: elsewhere.map((name) => `${name}@state.example`) })],
    ports: async (now) => {
      teams = await openTeams({ now, proactiveInstall: true });
      teams.graph.catalogue.push({ externalId: APP_ID, id: 'app' });
      teams.graph.users.push({
        id: LEE.aadObjectId,
        displayName: LEE.name,
        mail: LEE.email,
        userPrincipalName: LEE.email,
        userType: 'Member',
        accountEnabled: true,
        chat: `personal-${LEE.id}`,
      });
      return [teams.port];
    },
  });
}

test('a liaison who never opened the desk gets the question, answers it, and is the same person afterwards', async () => {
  const story = await begin('sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await ana.says('Do I need three quotes for $40k?');
  expect(lee.last()).toContain('R-1001 · Transportation: Do I need three quotes for $40k?');
  expect(teams.graph.installed).toEqual(new Set([LEE.aadObjectId]));
  await lee.presses('Reply', { text: 'Three.' });
  expect(ana.last()).toContain('Three.');
  await lee.says('queue');
  expect(lee.last()).toContain('R-1001');
  const accounts = await story.store.transaction(async (tx) => {
    const { actor } = await tx.people.identify(teams.account(LEE));
    return tx.people.accountsOf(actor?.person.id ?? 0);
  });
  expect(accounts).toHaveLength(1);
});

test('a question waits while Graph is away, and comes when it is back', async () => {
  const story = await begin('sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  teams.graph.failNext({ status: 503, headers: { 'retry-after': '1' } });
  await ana.says('Do I need three quotes?');
  expect(lee.sees()).toEqual([]);
  await expect
    .poll(
      async () => {
        // The time of the story, by which Graph is left alone; the outbox goes by the database's.
        await story.at('2026-06-01T10:01');
        await story.settle();
        return lee.last();
      },
      { timeout: 10_000 },
    )
    .toContain('R-1001');
  expect(story.person('sam').sees().join('\n')).not.toContain('R-1001');
});
