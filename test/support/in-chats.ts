import { onTestFinished } from 'vitest';
import type { Database } from '../../db/engine/client.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { fakeChat } from './fake-chat.ts';
import { storyOffice } from './office.ts';
import { openSlack } from './slack/open.ts';
import { slackSeat } from './slack/seat.ts';
import { openStory, type Story } from './story.ts';
import { cardsIn } from './teams/read-card.ts';
import { teamsSeat } from './teams/seat.ts';
import { activitiesAt, LEE, openTeams, type TeamsStand } from './teams/stand.ts';

/** Stories that are told over a server, in the form of a real chat, and end with their test. */

/** A person of a story there. When they have written or pressed, all has arrived that follows from it. */
export type ChatSeat = {
  says(text: string): Promise<void>;
  presses(label: string, values?: Record<string, string>): Promise<string>;
  /** All that stands in their chat. */
  seen(): Promise<string>;
  /** Names of the files that they were given, or (in Teams) are offered: there they are asked first. */
  files(): Promise<string[]>;
  /** Whose pictures stand there. */
  faces(): string[];
};
type Telling = { at: string; office?: Partial<OfficeSetup> };
type InChat<Name extends string> = {
  story: Story;
  seats: Record<Name, ChatSeat>;
  /** It is that time, and all has arrived that it brings. */
  at(time: string): Promise<void>;
};

/** Each goes over a server, on a machine that may do much else at the same time. */
export const inChatsTimeout = 60_000;

const namesOf = ({ office }: Telling, who: readonly string[]) =>
  who.map((id) => {
    const email = `${id}@state.example`;
    const found = storyOffice(office).people.find((person) => person.email === email);
    if (!found) throw new Error(`${email} is nobody of the story`);
    return { id, email, name: found.name };
  });

/** What waits for its turn has it now: the paces of platforms are measured elsewhere. */
async function settleAll(database: Database, story: Story): Promise<void> {
  await database.db.execute('delete from chat_rates');
  await database.db.execute("update deliveries set run_at = now() where state = 'pending'");
  await story.settle();
}

type Sees = Omit<ChatSeat, 'seen' | 'files'> & { sees(): Promise<string[]> | string[] };

/** As Teams asks whether somebody wants a file: “meeting-2026-06-09 (1f3a).ics”. */
const OFFERED = /[\w-]+ \(\w+\)\.\w+/gu;

function seated<Name extends string>(
  database: Database,
  story: Story,
  who: readonly Name[],
  seatOf: (id: Name) => Sees & { files?: () => Promise<string[]> },
): InChat<Name> {
  const settle = () => settleAll(database, story);
  const seats: Partial<Record<Name, ChatSeat>> = {};
  for (const id of who) {
    const seat = seatOf(id);
    const seen = async () => (await seat.sees()).join('\n---\n');
    const offered = async () => [...(await seen()).matchAll(OFFERED)].map(([name]) => name.replace(/ \(\w+\)/u, ''));
    seats[id] = {
      ...{ seen, files: seat.files ?? offered, faces: seat.faces },
      async says(text) {
        await seat.says(text);
        await settle();
      },
      async presses(label, values) {
        const answer = await seat.presses(label, values);
        await settle();
        return answer;
      },
    };
  }
  const at = async (time: string) => {
    await story.at(time);
    await settle();
  };
  return { story, seats: seats as Record<Name, ChatSeat>, at };
}

/** These people of the office, and nobody else, are in an emulated Slack. */
async function inSlack<Name extends string>(
  database: Database,
  telling: Telling,
  who: readonly Name[],
): Promise<InChat<Name>> {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(database, {
    ...telling,
    chats: (now) => [fakeChat({ now, emails: [] })],
    ports: async (now) => {
      slack = await openSlack('http', { people: namesOf(telling, who) }, now);
      return [slack.port];
    },
  });
  if (!slack) throw new Error('a story opens its chats');
  const { workspace, drive, close } = slack;
  for (const { id, email, name } of namesOf(telling, who)) {
    const image_72 = `https://avatars.slack-edge.example/${id}.png`;
    workspace.describe(email, { profile: { email, real_name: name, image_72 } });
  }
  onTestFinished(close);
  const seatOf = (id: string) => {
    const person = workspace.person(`${id}@state.example`);
    const files = async (): Promise<string[]> => {
      const listed = (await workspace.api('files.list', { channel: person.dm })) as { files: { name: string }[] };
      return listed.files.map(({ name }) => name);
    };
    // Everybody there has a picture of their own.
    const faces = () =>
      workspace.calls
        .filter(({ method, body }) => method === 'chat.postMessage' && body.channel === person.dm)
        .flatMap(({ body }) => [...JSON.stringify(body).matchAll(/"image_url":"[^"]+","alt_text":"([^"]+)"/gu)])
        .map(([, name = '']) => name);
    return { ...slackSeat(workspace, drive, person, () => story.settle()), files, faces };
  };
  return seated(database, story, who, seatOf);
}

/** The same in Teams, at an emulated connector; each has installed the app. */
async function inTeams<Name extends string>(
  database: Database,
  telling: Telling,
  who: readonly Name[],
): Promise<InChat<Name>> {
  let teams: TeamsStand | undefined;
  const people = new Map(
    namesOf(telling, who).map(({ id, ...named }) => [
      id,
      { ...LEE, ...named, id: `29:${id}`, aadObjectId: `aad-${id}` },
    ]),
  );
  const story = await openStory(database, {
    ...telling,
    chats: (now) => [fakeChat({ now, emails: [] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      for (const each of people.values()) teams.connector.people.set(each.id, each);
      return [teams.port];
    },
  });
  if (!teams) throw new Error('a story opens its chats');
  const stand = teams;
  onTestFinished(stand.close);
  const seats = new Map([...people].map(([id, person]) => [id, teamsSeat(story, stand, person)]));
  for (const each of seats.values()) await each.installs();
  const seatOf = (id: string) => {
    const seat = seats.get(id);
    const person = people.get(id);
    if (!seat || !person) throw new Error(`${id} has no seat`);
    const faces = () =>
      activitiesAt(stand, stand.account(person).address)
        .flatMap(({ activity }) => cardsIn(activity))
        .flatMap(({ body }) => body)
        .flatMap((element) => (element.type === 'Component' ? [element.properties.displayName] : []));
    return { ...seat, faces };
  };
  return seated(database, story, who, seatOf);
}

/** For `test.each`: the name of the chat, and how a story begins there. */
export const inChats = [
  ['Slack', inSlack],
  ['Teams', inTeams],
] as const;
