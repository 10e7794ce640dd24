import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { askPlatforms } from '../../src/run/catchUp.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { ANA, LEE, openSlack } from '../support/slack/open.ts';
import { slackSeat } from '../support/slack/seat.ts';
import { uploadTo } from '../support/slack/upload.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/** Each of these goes over several servers, on a machine that does much else at the same time. */
const LONG = 30_000;

let close = async () => {};
afterEach(() => close());

const LEES_PICTURE = 'https://avatars.example/lee_72.png';

/** Ana and Lee are on Slack; the others of the office stay where stories always have them. */
async function openOnSlack(mode: 'http' | 'socket') {
  let stand: Awaited<ReturnType<typeof openSlack>> | undefined;
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example', 'devon@state.example'] })],
    ports: async (now) => {
      stand = await openSlack(mode, {}, now);
      stand.workspace.describe(LEE, { profile: { email: LEE, image_72: LEES_PICTURE } });
      return [stand.port];
    },
  });
  if (!stand) throw new Error('a story opens its chats');
  const slack = stand;
  close = () => slack.close();
  const { workspace, drive } = slack;
  const seat = (email: string) => slackSeat(workspace, drive, workspace.person(email), () => story.settle());
  return { story, slack, ana: seat(ANA), lee: seat(LEE) };
}

test.each(['http', 'socket'] as const)(
  'a promise that is kept, all of it in Slack (%s)',
  { timeout: LONG },
  async (mode) => {
    const { ana, lee, slack, story } = await openOnSlack(mode);

    await ana.says('Do I need <three> quotes & more for $40k?');
    expect(await ana.last()).toContain('Lee Park');
    expect(await ana.last()).toContain('Mon, Jun 1, 2:00 PM EDT');
    expect(await lee.last()).toContain('Do I need <three> quotes & more for $40k?');

    await story.at('2026-06-01T10:30');
    expect(await lee.presses('Reply')).toContain('Reply to Ana Ruiz');
    expect(await lee.presses('Reply', { text: '  ' })).toContain('Please write something.');
    expect(await lee.presses('Reply', { text: '*Three* quotes, <!channel> yes.' })).toContain(
      'On its way to Ana Ruiz.',
    );
    expect((await ana.sees()).join('\n')).toContain('*Three* quotes, <!channel> yes.');

    expect(await lee.presses('Resolve', { outcome: 'answered' })).toContain('is resolved');
    expect((await lee.sees())[0]).toContain('resolved');
    expect(await ana.presses('That answered it')).toContain('Good to hear');

    await story.at('2026-06-02T10:31');
    expect(await ana.last()).toContain('How did we do?');
    expect(await ana.presses('4 – Satisfied', { comment: 'Quick.' })).toContain('Thank you');
    expect(await slack.drive.home(ana.person)).toContain('My requests');
    const { body } = slack.workspace.calls.findLast(({ method }) => method === 'views.publish') ?? {};
    expect(JSON.stringify(body), 'the picture of her liaison').toContain(LEES_PICTURE);
    expect(story.failures).toEqual([]);
    expect(slack.reports).toEqual([]);
  },
);

test('every way in leads to the liaison: a mention, the command, the form, a message of somebody else', {
  timeout: LONG,
}, async () => {
  const { ana, lee, slack, story } = await openOnSlack('http');
  const { drive } = slack;
  await drive.mention(ana.person, 'C000000001', 'may I renew a contract?');
  await story.settle();
  expect(await lee.last()).toContain('may I renew a contract?');
  expect(await ana.last()).toContain('Lee Park');

  await drive.command(ana.person, '');
  await drive.submit(ana.person, { question: 'Which form for a sole source?', urgent: 'The bid closes at noon' });
  await story.settle();
  expect(await lee.last()).toContain('Which form for a sole source?');

  await drive.askAbout(ana.person, {
    type: 'message',
    user: lee.person.id,
    ts: '1780322000.000123',
    text: 'Vendors must <register>.',
  });
  await drive.submit(ana.person, { question: 'Does that hold for us?' });
  await story.settle();
  expect(await lee.last()).toContain('Does that hold for us?');
});

test('what comes ten times, while answers get lost, is one question and one receipt', { timeout: LONG }, async () => {
  const { ana, lee, slack, story } = await openOnSlack('http');
  const { drive, workspace } = slack;
  workspace.failNext('chat.postMessage', 'lost', { status: 429, retryAfter: '1' }, { before: 'reset' }, 'html');
  const message = drive.message(ana.person, 'Do I need three quotes?');
  await Promise.all(Array.from({ length: 10 }, () => drive.event(message)));
  await story.settle();
  // Whatever is in doubt is looked at again once it has settled, by the time of the database.
  for (let round = 0; round < 4; round++) {
    await data.database.db.execute(sql`update deliveries set run_at = now() where state in ('pending', 'doubtful')`);
    await story.at('2026-06-01T10:05');
  }
  expect((await ana.sees()).filter((text) => text.includes('Lee Park'))).toHaveLength(1);
  expect((await lee.sees()).filter((text) => text.includes('three quotes?'))).toHaveLength(1);
});

test('lines that come in the wrong order, and again, are one question', { timeout: LONG }, async () => {
  const { ana, lee, slack, story } = await openOnSlack('http');
  const { drive } = slack;
  const [first, second] = ['Do I need three quotes', 'for $40k?'].map((text) => drive.message(ana.person, text));
  if (!first || !second) throw new Error('two lines');
  for (const line of [second, first, second, first]) await drive.event(line);
  await story.settle();
  const shown = (await lee.sees()).join('\n');
  for (const words of ['Do I need three quotes', 'for $40k?']) expect(shown).toContain(words);
  const counted = sql`select (select count(*) from requests)::int as requests, (select count(*) from messages)::int as lines`;
  expect(await rows(data.database.db, counted)).toEqual([{ requests: 1, lines: 2 }]);
  expect(story.failures).toEqual([]);
});

test('what is changed, taken back, reacted to and enclosed travels to the other side', { timeout: LONG }, async () => {
  const { ana, lee, slack, story } = await openOnSlack('http');
  const { drive, workspace } = slack;
  const begun = await uploadTo(workspace, 'three-quotes.pdf', Buffer.from('%PDF of Ana'));
  const message = drive.message(ana.person, 'Do I need three quotes?');
  await drive.event({ ...message, subtype: 'file_share', files: [begun] });
  await story.settle();
  expect((await lee.sees()).join('\n')).toContain('three-quotes.pdf');
  const { files } = (await workspace.api('files.list', { channel: lee.person.dm })) as { files: { name: string }[] };
  expect(files.map(({ name }) => name)).toEqual(['three-quotes.pdf']);

  await drive.edit(ana.person, message.ts, 'Do I need three quotes?', 'Do I need four quotes?');
  await story.settle();
  expect((await lee.sees()).join('\n')).toContain('Do I need four quotes?');

  const [receipt] = await workspace.seen(ana.person.dm);
  await ana.says('It is for the new depot.', { thread_ts: receipt?.sentId ?? '' });
  expect(await lee.last()).toContain('It is for the new depot.');
  await drive.react(lee.person, (await workspace.seen(lee.person.dm)).at(-1)?.ts ?? '', 'eyes');
  await story.settle();
  await drive.remove(ana.person, message.ts, 'Do I need four quotes?');
  await story.settle();
  expect((await lee.sees()).join('\n')).toContain('deleted');
  expect(story.failures).toEqual([]);
});

test('what was written while the desk was away is found in Slack, and answered as of then', {
  timeout: LONG,
}, async () => {
  const { ana, lee, slack, story } = await openOnSlack('socket');
  const { workspace, drive } = slack;
  const written = drive.message(ana.person, 'Do I need three quotes?');
  workspace.wrote({ ...written, channel: ana.person.dm, ts: written.ts });
  await story.at('2026-06-01T13:00');
  const log = {
    info() {},
    warn() {},
    failure: (message: string, error: unknown) => story.failures.push(`${message} ${error}`),
  };
  const look = () =>
    askPlatforms({ heardStrangers: new Set(), ...story, ports: story.sending.ports, log }, story.now(), () => false);
  await look();
  await story.settle();
  expect(await ana.last()).toContain('reply by Mon, Jun 1, 2:00 PM EDT');
  expect(await lee.last()).toContain('Do I need three quotes?');
  // Slack brings it after all.
  await drive.event(written);
  await story.settle();
  expect((await lee.sees()).filter((text) => text.includes('three quotes?'))).toHaveLength(1);
  expect(story.failures).toEqual([]);
});
