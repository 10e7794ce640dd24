import { afterEach, expect, test } from 'vitest';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
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
  at: '2026-07-14T10:00',
  office: { surveys: { ...defaultSurveyRules(480), relationshipOn: ['07-15'] } },
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
type Told = { story: Story; ana: Seat; ben: Seat; sam: Seat };

async function inSlack(): Promise<Told> {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(data.database, {
    ...begin,
    ports: async (now) => {
      const people = [
        { name: 'Ana Ruiz', email: 'ana@state.example' },
        { name: 'Ben Osei', email: 'ben@state.example' },
        { name: 'Sam Reed', email: 'sam@state.example' },
      ];
      slack = await openSlack('http', { people }, now);
      return [slack.port];
    },
  });
  if (!slack) throw new Error('a story opens its chats');
  const { workspace, drive } = slack;
  close.push(slack.close);
  const seat = (id: string) =>
    slackSeat(workspace, drive, workspace.person(`${id}@state.example`), () => story.settle());
  return { story, ana: seat('ana'), ben: seat('ben'), sam: seat('sam') };
}

async function inTeams(): Promise<Told> {
  let teams: TeamsStand | undefined;
  const person = (name: string, id: string) => ({
    ...{ ...LEE, id: `29:${id}`, aadObjectId: `aad-${id}`, name, email: `${id}@state.example` },
  });
  const all = [person('Ana Ruiz', 'ana'), person('Ben Osei', 'ben'), person('Sam Reed', 'sam')] as const;
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
  const [ana, ben, sam] = all.map((each) => teamsSeat(story, stand, each));
  if (!ana || !ben || !sam) throw new Error('three are seated');
  for (const each of [ana, ben, sam]) await each.installs();
  return { story, ana, ben, sam };
}

test.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])(
  'in %s: all customers are asked, one says why, one leaves out the name, and one wants no more',
  { timeout: LONG },
  async (chat, open) => {
    const { story, ana, ben, sam } = await open();
    const seen = async (seat: Seat) => (await seat.sees()).join('\n---\n');
    // Heard of, so that the desk can write to them.
    for (const each of [ana, ben, sam]) await each.says('help');
    await story.at('2026-07-15T09:01');
    await story.settle();
    for (const each of [ana, ben])
      expect(await seen(each)).toContain(
        'All in all, how satisfied are you with the help you get from the Procurement Office?',
      );
    expect(await seen(sam)).not.toContain('All in all');

    const said = await ana.presses('2 – Dissatisfied', { negative: 'efficiency,ease', comment: 'It takes weeks.' });
    expect(said).toContain('that helps us');
    await story.settle();
    expect(await seen(ana)).toContain('You rated the Procurement Office with 2 of 5.');
    expect(await seen(ana)).toContain('What you wrote is noted.');
    expect(await seen(sam)).toContain('2 of 5 for the Procurement Office');
    expect(await seen(sam)).toContain('It takes weeks.');
    expect(await sam.presses('Themes', { themes: 'time,steps' })).toContain('Noted: How long it took');
    await story.settle();
    expect(await seen(sam)).toContain('How long it took · Forms, steps and systems');
    await sam.presses('Answer', { text: 'May I call you about it?' });
    await story.settle();
    expect(await seen(ana)).toContain('Sam Reed answered you');
    expect(await seen(ana)).toContain('May I call you about it?');

    await ben.presses('Answer without my name');
    await story.settle();
    expect(await seen(ben)).toContain('Nobody in the office sees that this answer is yours.');
    await ben.presses('Don’t ask me anymore');
    await story.settle();
    expect(await seen(ben)).toContain('We won’t ask you how we did anymore.');
    await story.at('2026-08-17T10:00');
    expect(await seen(ben)).not.toContain('Would you tell us');
    const [result] = await story.store.transaction((tx) => tx.relationships.results(1, '2026-07-01', '2026-08-01'));
    expect(result?.counts).toMatchObject({ served: 3, invited: 3, answered: 1, declined: 1 });
    const asked = result?.channels.find((each) => each.chat === chat.toLowerCase());
    expect(asked).toMatchObject({ invited: 2, answered: 1, elsewhere: 0, declined: 1 });
    expect(story.failures).toEqual([]);
  },
);
