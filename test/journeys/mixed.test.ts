import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { beside, rosterPerson } from '../support/beside.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openSlack } from '../support/slack/open.ts';
import { slackSeat } from '../support/slack/seat.ts';
import { uploadTo } from '../support/slack/upload.ts';
import { openStory, type Story } from '../support/story.ts';
import type { TeamsPerson } from '../support/teams/connector.ts';
import { filesIn, offersIn } from '../support/teams/read-card.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { activitiesAt, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();

/** Each of these goes over several servers, on a machine that does much else at the same time. */
const LONG = 60_000;

const teamsPerson = (name: string, id: string): TeamsPerson => ({
  ...LEE,
  id: `29:${id}`,
  aadObjectId: `aad-${id}`,
  name,
  email: `${id}@state.example`,
});
const BEN = teamsPerson('Ben Osei', 'ben');
const SAM = teamsPerson('Sam Reed', 'sam');

let close: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of close.splice(0)) await end();
  close = [];
});

/** Ana and Maria are on Slack, Ben and Lee in Teams, Sam in both, under one e-mail. */
async function begin() {
  let slack: Awaited<ReturnType<typeof openSlack>> | undefined;
  let teams: TeamsStand | undefined;
  const story: Story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    chats: (now) => [fakeChat({ now, emails: ['devon@state.example'] })],
    ports: async (now) => {
      const people = [
        ['Ana Ruiz', 'ana'],
        ['Maria Lopez', 'maria'],
        ['Sam Reed', 'sam'],
        ['Kim Bell', 'kim'],
      ].map(([name = '', id]) => ({ name, email: `${id}@state.example` }));
      slack = await openSlack('http', { people }, now);
      teams = await openTeams({ now });
      for (const person of [BEN, SAM]) teams.connector.people.set(person.id, person);
      return [slack.port, teams.port];
    },
  });
  if (!slack || !teams) throw new Error('a story opens its chats');
  const { workspace, drive } = slack;
  const stand: TeamsStand = teams;
  close.push(slack.close, teams.close);
  const inSlack = (id: string) =>
    slackSeat(workspace, drive, workspace.person(`${id}@state.example`), () => story.settle());
  const inTeams = (person: TeamsPerson) => teamsSeat(story, stand, person);
  const lee = inTeams(LEE);
  await lee.installs();
  return { story, slack, teams, lee, ana: inSlack('ana'), maria: inSlack('maria'), inSlack, inTeams };
}

test('Ana asks in Slack, Lee answers in Teams, and a bad rating reaches Sam once', { timeout: LONG }, async () => {
  const { story, slack, lee, ana, inSlack, inTeams } = await begin();
  const sam = { slack: inSlack('sam'), teams: inTeams(SAM) };
  await sam.slack.says('help');
  await story.at('2026-06-01T10:01');
  await sam.teams.installs();

  await ana.says('Do I need <three> quotes & more for $40k?');
  expect(await ana.last()).toContain('Lee Park has your question');
  expect(await ana.last()).toContain('Mon, Jun 1, 2:01 PM EDT');
  expect(lee.last()).toContain('R-1001 · Transportation: Do I need <three> quotes & more for $40k?');

  await story.at('2026-06-01T10:30');
  expect(await lee.presses('Reply', { text: '*Three*, <!channel>. See [the rule](https://evil.example).' })).toBe(
    'On its way to Ana Ruiz.',
  );
  expect((await ana.sees()).join('\n')).toContain('*Three*, <!channel>. See [the rule](https://evil.example).');
  expect(await lee.presses('Resolve', { outcome: 'answered' })).toBe('R-1001 is resolved; Ana Ruiz is told.');
  expect(lee.sees()[1]).toContain('State: resolved (answered)');

  await story.at('2026-06-02T10:31');
  expect(await ana.last()).toContain('How did we do?');
  await ana.presses('2 – Dissatisfied', { comment: 'Nobody told me which form.' });
  const everywhere = async () => [...(await sam.slack.sees()), ...sam.teams.sees()];
  expect((await everywhere()).filter((text) => text.includes('2 of 5 for R-1001'))).toHaveLength(1);
  expect(sam.teams.last()).toContain('Nobody told me which form.');
  expect(await sam.teams.presses('Reply', { text: 'I am sorry. It is form 12.' })).toContain('On its way');
  expect((await ana.sees()).join('\n')).toContain('Sam Reed, Procurement Office:\nI am sorry. It is form 12.');
  expect(story.failures).toEqual([]);
  expect(slack.reports).toEqual([]);
});

test('Sam has removed the bot in Teams: word comes in Slack instead, once', { timeout: LONG }, async () => {
  const { story, teams, lee, ana, inSlack, inTeams } = await begin();
  const sam = { slack: inSlack('sam'), teams: inTeams(SAM) };
  await sam.slack.says('help');
  await story.at('2026-06-01T10:01');
  await sam.teams.installs();
  await ana.says('Do I need three quotes?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T10:31');
  teams.connector.blocked.add(`personal-${SAM.id}`);
  await ana.presses('1 – Very dissatisfied', { comment: '' });
  expect((await sam.slack.sees()).filter((text) => text.includes('1 of 5 for R-1001'))).toHaveLength(1);
  expect(sam.teams.sees().join()).not.toContain('1 of 5');
  expect(await sam.slack.presses('Reply', { text: 'I call you today.' })).toContain('On its way');
  expect(await ana.last()).toContain('I call you today.');
});

test('a file goes from Slack to Teams when it is allowed there, and to nobody else', { timeout: LONG }, async () => {
  const { story, slack, teams, lee, ana, inTeams } = await begin();
  const ben = inTeams(BEN);
  await ben.installs();
  const bytes = Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 255, 10]);
  const file = await uploadTo(slack.workspace, 'quotes.pdf', bytes);
  const message = slack.drive.message(ana.person, 'Are these three quotes enough?');
  await slack.drive.event({ ...message, subtype: 'file_share', files: [file] });
  await story.settle();
  expect(lee.sees().join('\n')).toContain('Ana Ruiz sent the file quotes.pdf with R-1001·1.');

  // Ben has got hold of what Lee was sent.
  const offer = activitiesAt(teams, teams.account(LEE).address).flatMap(({ activity }) => offersIn(activity))[0];
  const place = teams.connector.driveUrl('stolen');
  await teams.invoke(BEN, 'fileConsent/invoke', {
    action: 'accept',
    context: offer?.content.acceptContext,
    uploadInfo: { uploadUrl: place, contentUrl: place, name: 'x', uniqueId: 'x', fileType: 'pdf' },
  });
  expect(teams.connector.drive).toEqual([]);
  expect(ben.last()).toContain('There is no such file for you here.');

  await lee.declinesFile();
  expect(lee.last()).toContain('“quotes.pdf” was not put into your OneDrive');
  expect(await lee.presses('Ask for the file again')).toContain('Here it is again');
  await lee.allowsFile();
  expect(teams.connector.drive.map((each) => each.bytes)).toEqual([bytes]);
  const shown = activitiesAt(teams, teams.account(LEE).address).flatMap(({ activity }) => filesIn(activity));
  expect(shown).toHaveLength(1);
  const [kept] = await rows<{ sha256: string }>(data.database.db, sql`select sha256 from files`);
  expect(kept?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(story.failures).toEqual([]);
});

test('a file goes from Teams to Slack', { timeout: LONG }, async () => {
  const { story, slack, teams, maria, inTeams } = await begin();
  const ben = inTeams(BEN);
  await ben.installs();
  teams.connector.files.set('/seed', Buffer.from('three quotes for seed'));
  const content = { downloadUrl: new URL('/seed', teams.connector.serviceUrl).href, uniqueId: '1', fileType: 'pdf' };
  const attachments = [
    { contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'seed.pdf', content },
  ];
  await ben.says('Are these quotes enough?', { attachments });
  expect((await maria.sees()).join('\n')).toContain('Are these quotes enough?');
  const { files } = (await slack.workspace.api('files.list', { channel: maria.person.dm })) as {
    files: { name: string; size: number }[];
  };
  expect(files).toMatchObject([{ name: 'seed.pdf', size: 21 }]);
  await maria.presses('Reply', { text: 'They are.' });
  expect(ben.last()).toContain('They are.');
  expect(story.failures).toEqual([]);
});

test('what is edited, deleted and reacted to in one chat is so in the other', { timeout: LONG }, async () => {
  const { story, slack, teams, lee, ana, maria, inTeams } = await begin();
  const message = slack.drive.message(ana.person, 'Do I need three quotes?');
  await slack.drive.event(message);
  await story.settle();
  await slack.drive.edit(ana.person, message.ts, 'Do I need three quotes?', 'Do I need four quotes?');
  await story.settle();
  expect(lee.last()).toContain('Do I need four quotes?');
  await slack.drive.remove(ana.person, message.ts, 'Do I need four quotes?');
  await story.settle();
  expect(lee.last()).toContain('deleted the message R-1001·1');

  const ben = inTeams(BEN);
  await ben.installs();
  await ben.says('Where do I buy seed?', { id: 't1' });
  expect((await maria.sees()).join('\n')).toContain('Where do I buy seed?');
  const changed = (eventType: string) => ({
    id: 't1',
    timestamp: new Date(story.now().getTime() + 60_000).toISOString(),
    channelData: { eventType, tenant: { id: teams.account(BEN).workspace } },
  });
  await ben.says('Where do I buy oats?', { ...changed('editMessage'), type: 'messageUpdate' });
  expect(await maria.last()).toContain('Where do I buy oats?');
  await ben.says('', { ...changed('softDeleteMessage'), type: 'messageDelete' });
  expect(await maria.last()).toContain('deleted the message R-1002·1');

  await maria.presses('Reply', { text: 'At the co-op.' });
  const relayed = activitiesAt(teams, teams.account(BEN).address).at(-1)?.id;
  await ben.says('', { type: 'messageReaction', replyToId: relayed, reactionsAdded: [{ type: 'heart' }] });
  expect(await maria.last()).toContain('reacted with ❤️');
  expect(story.failures).toEqual([]);
});

test('Maria goes on leave in Slack, Lee covers in Teams, and each hears of it once', { timeout: LONG }, async () => {
  const { story, lee, maria, inTeams } = await begin();
  const ben = inTeams(BEN);
  await ben.installs();
  await ben.says('Where do I buy seed?');
  expect((await maria.sees()).join('\n')).toContain('Where do I buy seed?');
  await maria.says('my absences');
  expect(await maria.presses("I'm away", { from: '2026-06-02', until: '2026-06-03', cover: 'backup' })).toContain(
    'You',
  );
  expect(await maria.last()).toContain('You hold 1 open request: hand it to Lee Park, or keep it?');
  const heard = { lee: lee.sees().length, ben: ben.sees().length };
  await story.at('2026-06-02T09:00');
  expect(await maria.last()).toContain('Lee Park has your open request meanwhile.');
  const since = (seat: typeof lee, before: number) =>
    seat
      .sees()
      .slice(before)
      .filter((text) => text.includes('Maria Lopez is out through Wednesday, June 3'));
  expect(since(lee, heard.lee)).toHaveLength(1);
  expect(since(ben, heard.ben)).toHaveLength(1);
  expect(await lee.presses('Reply', { text: 'At the co-op.' })).toContain('On its way to Ben Osei');
  await story.at('2026-06-04T09:00');
  expect(await maria.last()).toContain('Take it back?');
  await maria.presses('Take it back');
  expect(ben.last()).toContain('Maria Lopez is back and has your question again.');
  expect(story.failures).toEqual([]);
});

test('a request moves to another office: told on both chats, and on the record of both', {
  timeout: LONG,
}, async () => {
  const { story, lee, ana, inSlack, inTeams } = await begin();
  const [ben, kim] = [inTeams(BEN), inSlack('kim')];
  await ben.installs();
  const hr = beside('hr', 'Human Resources', 'America/Los_Angeles', 'benefits', [
    rosterPerson('kim', 'Kim Bell', 'liaison'),
    rosterPerson('ben', 'Ben Osei', 'supervisor'),
  ]);
  await story.store.transaction((tx) => importOffice(tx, hr, story.now()));
  await ana.says('Do I need three quotes for a trainer?');
  expect(await ana.last()).toContain('Mon, Jun 1, 2:00 PM EDT');
  const before = { ana: (await ana.sees()).length, kim: (await kim.sees()).length };
  const offices = await story.store.transaction((tx) => tx.offices.all());
  const [from, to] = ['procurement', 'hr'].map((code) => offices.find((office) => office.code === code));
  await story.at('2026-06-01T11:30');
  const reason = 'Trainers are hired by HR';
  await ana.presses('Another office', { line: String(to?.lines[0]?.id), reason });

  const told = (await ana.sees()).slice(before.ana).join('\n---\n');
  // Asked at 7 AM in Los Angeles: that office's four hours begin as it opens, whenever it moved. One message says all.
  expect(told).toBe(
    'R-1001: Kim Bell has your question. The time you were promised has changed. You will now have a reply by Mon, Jun 1, 4:00 PM EDT, within 4 business hours. Reason: Trainers are hired by HR.\nR-1001 · Benefits · Human Resources',
  );
  expect(lee.sees().join('\n')).toContain(
    'Ana Ruiz moved it to Human Resources. Kim Bell has it now. Reason: Trainers are hired by HR.',
  );
  const given = (await kim.sees()).slice(before.kim).join('\n---\n');
  expect(given).toContain(`Ana Ruiz moved it here from Procurement Office. Reason: ${reason}.`);
  expect(given).toContain('Do I need three quotes for a trainer?');
  expect(await kim.presses('Reply', { text: 'HR hires them for you.' })).toContain('On its way to Ana Ruiz');
  expect(await ana.last()).toContain('HR hires them for you.');

  const record = (id = 0) => story.store.transaction((tx) => tx.records.of({ kind: 'office', id }));
  expect(await record(from?.id)).toContainEqual(
    expect.objectContaining({ kind: 'request left', data: { request: 1001, to: to?.id, reason } }),
  );
  expect(await record(to?.id)).toContainEqual(
    expect.objectContaining({ kind: 'request came', data: { request: 1001, from: from?.id, reason } }),
  );
  expect(story.failures).toEqual([]);
});

test('a card reads the same on both: whose turn, last words, buttons in reach', { timeout: LONG }, async () => {
  const { story, slack, lee, ana, maria } = await begin();
  await ana.says(`${'We want to buy salt spreaders before winter comes. '.repeat(98)}And who signs it?`);
  expect(lee.last()).toContain('Your turn: Ana is waiting for your reply.');
  expect(lee.last()).not.toContain('And who signs it?');
  expect([lee.button('Resolve'), lee.button('Show all')]).not.toContain(undefined);
  await lee.presses('Ask the agency', { text: 'For which roads?' });
  await ana.says('For all of them.');
  expect(lee.sees()[1]).toContain('Lee Park (a question, delivered)');
  const people = await story.store.transaction((tx) => tx.people.everybody(100));
  const person = String(people.find((each) => each.person.name === 'Maria Lopez')?.person.id);
  await lee.presses('Hand over', { person, reason: 'She knows salt' });
  expect((await maria.sees()).find((text) => text.includes('gave it to you'))).toContain('For which roads?');
  const posts = (await slack.workspace.seen(maria.person.dm)).filter(({ text }) => text.includes('R-1001 · Transp'));
  expect(posts).toEqual([expect.objectContaining({ text: expect.stringContaining('For all of them.') })]);
  expect(posts[0]?.buttons, 'all in one post').toHaveLength(6);
});
