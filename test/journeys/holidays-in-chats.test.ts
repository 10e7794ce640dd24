import { afterEach, expect, test } from 'vitest';
import { runHolidays } from '../../src/cli/holidays.ts';
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
const AT = '2027-12-31T15:00-05:00';

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
type Told = { story: Story; ana: Seat; ada: Seat };

async function inSlack(): Promise<Told> {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(data.database, {
    at: AT,
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
  const { workspace, drive } = slack;
  close.push(slack.close);
  const seat = (id: string) =>
    slackSeat(workspace, drive, workspace.person(`${id}@state.example`), () => story.settle());
  return { story, ana: seat('ana'), ada: seat('ada') };
}

async function inTeams(): Promise<Told> {
  let teams: TeamsStand | undefined;
  const person = (name: string, id: string) => ({
    ...{ ...LEE, id: `29:${id}`, aadObjectId: `aad-${id}`, name, email: `${id}@state.example` },
  });
  const [ana, ada] = [person('Ana Ruiz', 'ana'), person('Ada Wong', 'ada')];
  const story = await openStory(data.database, {
    at: AT,
    chats: (now) => [fakeChat({ now, emails: [] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      for (const each of [ana, ada]) teams.connector.people.set(each.id, each);
      return [teams.port];
    },
  });
  if (!teams) throw new Error('a story opens its chats');
  const stand = teams;
  close.push(stand.close);
  const seats = { ana: teamsSeat(story, stand, ana), ada: teamsSeat(story, stand, ada) };
  for (const each of Object.values(seats)) await each.installs();
  return { story, ...seats };
}

test.each([
  ['Slack', inSlack],
  ['Teams', inTeams],
])(
  'in %s: a request past the calendar’s end, the days as they are typed, a draft from a file, and *Confirm 2028*',
  {
    timeout: LONG,
  },
  async (_, begin) => {
    const { story, ana, ada } = await begin();
    const seen = async (seat: Seat) => (await seat.sees()).join('\n---\n');
    // Heard of, so that the desk can write to her.
    await ada.says('help');
    await ana.says('May I buy a drone?');
    await story.sweep();
    expect(await seen(ana)).toContain('We cannot promise a time yet');
    expect(await seen(ada)).toContain(
      'The calendar of Procurement Office ends on December 31, 2027. 1 request has a promise that cannot be dated: R-1001.',
    );

    expect(await ada.presses('Holidays of 2028', { days: '2028- Christmas Day' })).toContain('has no date yet');
    const looked = await ada.presses('Holidays of 2028', { days: 'December 25: Christmas Day' });
    expect(looked).toContain('Monday, December 25: Christmas Day');
    expect(looked).toContain('1 request without a time gets one (R-1001).');
    expect(await seen(ana)).not.toContain('we can give you a time');

    await runHolidays(['draft', 'offices/sample/holidays-2028.ics'], {
      ...{ out() {}, err() {}, now: story.now, ask: undefined, progress() {} },
      withStore: (work) => work(story.store),
    });
    await story.sweep();
    expect(await seen(ada)).toContain('This is a draft, from the file holidays-2028.ics');
    expect(await ada.presses('Confirm 2028')).toContain('The holidays of 2028 are confirmed for Procurement Office.');
    await story.sweep();
    await story.sweep();
    expect(await seen(ana)).toContain('R-1001: we can give you a time now.');
    expect(await seen(ana)).toContain('Jan 3, 2028');
    expect(await seen(ada)).toContain('The calendar of Procurement Office has 2028 now.');
    expect(await seen(ada)).not.toContain('Confirm 2028');
    expect(story.failures).toEqual([]);
  },
);
