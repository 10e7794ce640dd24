import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openSlack } from '../support/slack/open.ts';
import { slackSeat } from '../support/slack/seat.ts';
import { openStory, type Story } from '../support/story.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();

/** Each of these goes over a server, on a machine that does much else at the same time. */
const LONG = 60_000;
const head = {
  ...{ email: 'dora@state.example', name: 'Dora Hale', zone: null },
  roles: [{ role: 'agency head' as const, agency: 'DOT' }],
};
const everybody = [
  { name: 'Ana Ruiz', email: 'ana@state.example' },
  { name: 'Lee Park', email: 'lee@state.example' },
  { name: 'Dora Hale', email: 'dora@state.example' },
];
const begin = {
  at: '2026-06-01T10:00',
  office: { people: [...storyOffice().people, head] },
  chats: (now: () => Date) => [fakeChat({ now, emails: [] })],
};

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0)) await end();
  close = [];
});

type Seat = {
  says(text: string): Promise<void>;
  presses(label: string, values?: Record<string, string>): Promise<string>;
  sees(): Promise<string[]> | string[];
};
type Told = { story: Story; ana: Seat; lee: Seat; dora: Seat };

async function inSlack(): Promise<Told> {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(data.database, {
    ...begin,
    ports: async (now) => {
      slack = await openSlack('http', { people: everybody }, now);
      return [slack.port];
    },
  });
  if (!slack) throw new Error('a story opens its chats');
  const { workspace, drive } = slack;
  close.push(slack.close);
  const seat = (id: string) =>
    slackSeat(workspace, drive, workspace.person(`${id}@state.example`), () => story.settle());
  return { story, ana: seat('ana'), lee: seat('lee'), dora: seat('dora') };
}

async function inTeams(): Promise<Told> {
  let teams: TeamsStand | undefined;
  const all = everybody.map(({ name, email }) => {
    const id = email.split('@')[0] ?? '';
    return { ...LEE, id: `29:${id}`, aadObjectId: `aad-${id}`, name, email };
  });
  const story = await openStory(data.database, {
    ...begin,
    ports: async (now) => {
      teams = await openTeams({ now });
      for (const each of all) teams.connector.people.set(each.id, each);
      return [teams.port];
    },
  });
  if (!teams) throw new Error('a story opens its chats');
  const stand = teams;
  close.push(stand.close);
  const [ana, lee, dora] = all.map((each) => teamsSeat(story, stand, each));
  if (!ana || !lee || !dora) throw new Error('three are seated');
  for (const each of [ana, lee, dora]) await each.installs();
  return { story, ana, lee, dora };
}

test.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])(
  'in %s: the head of an agency reads the month with its picture, asks for one now, and chooses when it comes',
  { timeout: LONG },
  async (_, open) => {
    const { story, ana, lee, dora } = await open();
    const seen = async (seat: Seat) => (await seat.sees()).join('\n---\n');
    for (const each of [ana, lee, dora]) await each.says('help');
    await ana.says('May I buy a drone?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
    await story.at('2026-07-01T09:01');
    await story.settle();
    expect(await seen(dora)).toContain('June 2026: Procurement Office for Transportation');
    expect(await seen(dora)).not.toContain('drone');
    await ana.says('Who signs for spreaders?');
    await story.at('2026-08-03T09:01');
    await story.settle();
    // With two months there is something to draw; the finding stands as text beside the picture.
    expect(await seen(dora)).toContain('July 2026: 0% (0 of 1) on time');
    await dora.says('digests');
    expect(await seen(dora)).toContain('You get one on the first working day of a month, when the office opens.');
    expect(await dora.presses('Show me one now')).toContain('Your agency asked: 1 request · June 2026: 1');
    expect(await dora.presses('Change', { kinds: '', hour: 'opening', empty: 'line' })).toContain('You get none.');
    await story.at('2026-09-01T09:01');
    await story.settle();
    expect(await seen(dora)).not.toContain('August 2026: Procurement Office');
    await dora.says('How do I lease a car?');
    await story.settle();
    expect(await seen(lee)).toContain('How do I lease a car?');
    expect(story.failures).toEqual([]);
  },
);
