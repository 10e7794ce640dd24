import type { Database } from '../../db/engine/client.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { fakeChat } from './fake-chat.ts';
import { openSlack } from './slack/open.ts';
import { slackSeat } from './slack/seat.ts';
import { openStory, type Story } from './story.ts';
import { teamsSeat } from './teams/seat.ts';
import { LEE, openTeams, type TeamsStand } from './teams/stand.ts';

/** A person of a story in a real chat's form. */
export type ChatSeat = {
  says(text: string): Promise<void>;
  presses(label: string, values?: Record<string, string>): Promise<string>;
  sees(): Promise<string[]> | string[];
};
export type InChat = { story: Story; ana: ChatSeat; ada: ChatSeat; close(): Promise<void> };
type Telling = { at: string; office?: Partial<OfficeSetup> };

/** Ana asks and Ada looks after the desk, both in an emulated Slack. */
export async function inSlack(database: Database, telling: Telling): Promise<InChat> {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(database, {
    ...telling,
    chats: (now) => [fakeChat({ now, emails: [] })],
    ports: async (now) => {
      const people = [
        { name: 'Ana Ruiz', email: 'ana@state.example' },
        { name: 'Ada Wong', email: 'ada@state.example' },
      ];
      slack = await openSlack('http', { people }, now);
      return [slack.port];
    },
  });
  if (!slack) throw new Error('a story opens its chats');
  const { workspace, drive, close } = slack;
  const seat = (id: string) =>
    slackSeat(workspace, drive, workspace.person(`${id}@state.example`), () => story.settle());
  return { story, ana: seat('ana'), ada: seat('ada'), close };
}

/** The same in Teams, at an emulated connector. */
export async function inTeams(database: Database, telling: Telling): Promise<InChat> {
  let teams: TeamsStand | undefined;
  const person = (name: string, id: string) => ({
    ...{ ...LEE, id: `29:${id}`, aadObjectId: `aad-${id}`, name, email: `${id}@state.example` },
  });
  const [ana, ada] = [person('Ana Ruiz', 'ana'), person('Ada Wong', 'ada')];
  const story = await openStory(database, {
    ...telling,
    chats: (now) => [fakeChat({ now, emails: [] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      for (const each of [ana, ada]) teams.connector.people.set(each.id, each);
      return [teams.port];
    },
  });
  if (!teams) throw new Error('a story opens its chats');
  const stand = teams;
  const seats = { ana: teamsSeat(story, stand, ana), ada: teamsSeat(story, stand, ada) };
  for (const each of Object.values(seats)) await each.installs();
  return { story, ...seats, close: stand.close };
}
