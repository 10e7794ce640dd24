import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openSlack } from '../support/slack/open.ts';
import { slackSeat } from '../support/slack/seat.ts';
import { openStory, type Story } from '../support/story.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();

/** Each of these goes over a server, on a machine that does much else at the same time. */
const LONG = 60_000;
const begin = {
  at: '2026-06-01T10:00',
  office: {
    meetings: [
      {
        ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
        ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
        ...{ minute: 600, minutes: 30, place: 'Room 4' },
      },
    ],
  },
  chats: (now: () => Date) => [fakeChat({ now, emails: [] })],
};
const everybody = [
  { name: 'Ana Ruiz', email: 'ana@state.example' },
  { name: 'Lee Park', email: 'lee@state.example' },
];

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
/** `files`: names of the files that Ana was given. */
type Told = { story: Story; ana: Seat; lee: Seat; files(): Promise<string[]> };

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
  const { dm } = workspace.person('ana@state.example');
  const files = async () => {
    const listed = (await workspace.api('files.list', { channel: dm })) as { files: { name: string }[] };
    return listed.files.map(({ name }) => name);
  };
  return { story, ana: seat('ana'), lee: seat('lee'), files };
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
  const [ana, lee] = all.map((each) => teamsSeat(story, stand, each));
  if (!ana || !lee) throw new Error('two are seated');
  for (const each of [ana, lee]) await each.installs();
  // Teams asks first whether they want it.
  const files = async () => {
    const offered = (await ana.sees()).flatMap((text) => /meeting-[\d-]+ \(\w+\)\.ics/u.exec(text)?.[0] ?? []);
    return offered.map((name) => name.replace(/ \(\w+\)/u, ''));
  };
  return { story, ana, lee, files };
}

test.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])(
  'in %s: an agenda comes with its file, the meeting moves, its minutes are confirmed, and what was taken on is done',
  { timeout: LONG },
  async (_, open) => {
    const { story, ana, lee, files } = await open();
    const seen = async (seat: Seat) => (await seat.sees()).join('\n---\n');
    /** What waits for its turn has it now: the paces of platforms are measured elsewhere. */
    const settle = async () => {
      await data.database.db.execute('delete from chat_rates');
      await data.database.db.execute("update deliveries set run_at = now() where state = 'pending'");
      await story.settle();
    };
    const at = async (time: string) => {
      await story.at(time);
      await settle();
    };
    for (const each of [ana, lee]) await each.says('help');
    await at('2026-06-05T09:00');
    expect(await seen(ana)).toContain('Room 4');
    expect(await files()).toEqual(['meeting-2026-06-09.ics']);
    await ana.presses('Add a topic', { text: 'Road salt <!channel>' });
    await settle();
    expect(await seen(lee)).toContain('Road salt');
    await lee.presses('Move it', { day: '2026-06-10', time: '2 PM', reason: 'I am in court.' });
    await settle();
    expect(await seen(ana)).toContain('Lee Park has moved it.');
    expect(await files()).toContain('meeting-2026-06-10.ics');
    await at('2026-06-11T09:00');
    expect(await seen(lee)).toContain('Did it take place?');
    await lee.presses('It took place');
    await settle();
    const owner = await story.store.transaction(async (tx) => {
      const all = await tx.people.named(Array.from({ length: 20 }, (__, n) => n + 1));
      return [...all.values()].find(({ name }) => name === 'Ana Ruiz')?.id;
    });
    const minutes = { said: 'Salt is short.', what: 'Send the list', owner: String(owner), due: '2026-06-18' };
    expect(await lee.presses('Write the minutes', minutes)).toContain('Send the list');
    await settle();
    await lee.presses('Send to both sides');
    await settle();
    expect(await seen(ana)).toContain('Salt is short.');
    await ana.presses('Something is wrong', { wrong: 'Grit, too.' });
    await settle();
    expect(await seen(lee)).toContain('Grit, too.');
    await lee.presses('Change the minutes', { said: 'Salt and grit are short.' });
    await settle();
    await lee.presses('Send to both sides');
    await settle();
    await ana.presses('That is right');
    await settle();
    expect(await seen(lee)).toContain('These minutes stand. Ana Ruiz confirmed them.');
    await at('2026-06-11T09:30');
    expect(await seen(ana)).toContain('You have taken this on:');
    await ana.presses('Done', { result: 'It is in the folder.' });
    await ana.says('actions');
    await settle();
    expect(await seen(ana)).toContain('Nothing is open.');
    expect(story.failures).toEqual([]);
  },
);
