import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { accounts } from '../../db/schema.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openTwo } from '../support/slack/open-several.ts';
import { slackSeat } from '../support/slack/seat.ts';
import type { Workspace } from '../support/slack/workspace.ts';
import { openStory } from '../support/story.ts';

const ANA = 'ana@state.example';
const LEE = 'lee@state.example';
const data = useDatabase();

/** Each of these goes over several servers, on a machine that does much else at the same time. */
const LONG = 30_000;

let close = async () => {};
afterEach(() => close());

/** Ana's agency has one workspace, the office another, in which Ana is known too. The app is installed in both. */
async function openApart() {
  let opened: Awaited<ReturnType<typeof openTwo>> | undefined;
  let desk: ReturnType<NonNullable<typeof opened>['desk']> | undefined;
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example', 'devon@state.example'] })],
    ports: async (now) => {
      const ana = { email: ANA, name: 'Ana Ruiz' };
      opened = await openTwo(data.database, { transport: [ana], office: [{ email: LEE, name: 'Lee Park' }, ana] }, now);
      desk = opened.desk();
      return [desk.port];
    },
  });
  if (!opened || !desk) throw new Error('a story opens its chats');
  const [stand, own] = [opened, desk];
  close = () => stand.close();
  await own.install(stand.transport, stand.office);
  const seat = (workspace: Workspace, email: string) =>
    slackSeat(workspace, own.drive(workspace), workspace.person(email), () => story.settle());
  return { story, stand, desk: own, seat };
}

test('a question goes from one workspace to the other, and the reply comes back', { timeout: LONG }, async () => {
  const { story, stand, desk, seat } = await openApart();
  const [ana, lee] = [seat(stand.transport, ANA), seat(stand.office, LEE)];

  await ana.says('Do I need <three> quotes for $40k?');
  expect(await ana.last()).toContain('Lee Park');
  expect(await lee.last()).toContain('Do I need <three> quotes for $40k?');

  await story.at('2026-06-01T10:30');
  expect(await lee.presses('Reply', { text: 'Three, yes.' })).toContain('On its way to Ana Ruiz.');
  expect((await ana.sees()).join('\n')).toContain('Three, yes.');
  expect(await lee.presses('Resolve', { outcome: 'answered' })).toContain('is resolved');
  expect(await ana.presses('That answered it')).toContain('Good to hear');
  expect(await seat(stand.office, ANA).sees(), 'where Ana has not written, nothing is said').toEqual([]);
  expect(story.failures).toEqual([]);
  expect(desk.reports.filter((words) => !words.includes('in no workspace yet'))).toEqual([]);
});

test('the same e-mail in two workspaces is one person with two accounts', { timeout: LONG }, async () => {
  const { story, stand, desk, seat } = await openApart();
  const [there, here, lee] = [seat(stand.transport, ANA), seat(stand.office, ANA), seat(stand.office, LEE)];

  await there.says('Do I need three quotes?');
  await story.at('2026-06-01T10:10');
  expect(await desk.drive(stand.office).home(here.person)).toContain('Do I need three quotes?');
  await here.says('status');
  expect(await here.last()).toContain('Do I need three quotes?');

  const rows = await data.database.db.select().from(accounts);
  const own = rows.filter(({ userId }) => [there.person.id, here.person.id].includes(userId));
  expect(own).toHaveLength(2);
  expect(new Set(own.map(({ personId }) => personId)).size).toBe(1);

  // What is new is said where Ana was seen last.
  await lee.presses('Reply', { text: 'Three, yes.' });
  expect((await here.sees()).join('\n')).toContain('Three, yes.');
  expect((await there.sees()).join('\n')).not.toContain('Three, yes.');
});

test('what is for a workspace without the app waits, and comes when it is installed again', {
  timeout: LONG,
}, async () => {
  const { story, stand, desk, seat } = await openApart();
  const [ana, lee] = [seat(stand.transport, ANA), seat(stand.office, LEE)];
  await ana.says('Do I need three quotes?');
  stand.slack.remove(stand.transport);
  const drive = desk.drive(stand.transport);
  await drive.event({ type: 'app_uninstalled', event_ts: drive.nextTs() });

  await lee.presses('Reply', { text: 'Three, yes.' });
  for (let round = 0; round < 3; round++) {
    await passMinutes();
    await story.settle();
  }
  expect((await ana.sees()).join('\n')).not.toContain('Three, yes.');
  expect((await lee.sees()).join('\n'), 'it is no failure yet').not.toContain('could not be delivered');

  await desk.install(stand.transport);
  await passMinutes();
  await story.settle();
  expect((await ana.sees()).filter((text) => text.includes('Three, yes.'))).toHaveLength(1);
  await ana.says('Thank you, and may I renew?');
  expect(story.failures).toEqual([]);
});

/** Whatever waits goes by the time of the database. */
async function passMinutes(): Promise<void> {
  await data.database.db.execute(sql`update paused_workspaces set try_at = now()`);
  await data.database.db.execute(sql`update deliveries set run_at = now() where state in ('pending', 'doubtful')`);
}
