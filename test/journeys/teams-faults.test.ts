import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory, type Story } from '../support/story.ts';
import { type LoopbackConnector, openConnector } from '../support/teams/connector.ts';
import { wordsOfActivity } from '../support/teams/read-card.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, cardsOf, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
let teams: TeamsStand;
let elsewhere: LoopbackConnector | undefined;
afterEach(async () => {
  await teams.close();
  await elsewhere?.close();
  elsewhere = undefined;
});

async function begin() {
  const story = await openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails: ['sam@state.example', 'devon@state.example'] })],
    ports: async (now) => {
      teams = await openTeams({ now });
      return [teams.port];
    },
  });
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  return { story, ana, lee };
}

/** Whatever waits for its next try has it now, until nothing waits. */
async function tryAgain(story: Story): Promise<void> {
  for (let round = 0; round < 8; round++) {
    await data.database.db.execute(sql`update deliveries set run_at = now() where state in ('pending', 'doubtful')`);
    await story.settle();
  }
}

const requests = async () =>
  (await rows<{ n: number }>(data.database.db, sql`select count(*)::int as n from requests`))[0]?.n;

describe('what comes in', () => {
  test('ten times at once, while answers get lost, is one question, one receipt and one card', async () => {
    const { story, ana, lee } = await begin();
    const html = { status: 200, body: Buffer.from('<html>'), headers: { 'content-type': 'text/html' } };
    teams.connector.failNext(
      'post',
      { reply: { status: 429, headers: { 'retry-after': '1' } } },
      { reply: { status: 412 } },
      { reply: { status: 502 } },
      { reply: { status: 500 } },
      { reply: 'reset' },
      { reply: html },
    );
    const question = teams.activity(ANA, { text: 'Do I need three quotes?' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => teams.post(question)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    await tryAgain(story);
    expect(await requests()).toBe(1);
    expect(ana.sees().filter((text) => text.includes('Lee Park has your question'))).toHaveLength(1);
    expect(lee.sees().filter((text) => text.includes('three quotes?'))).toHaveLength(1);
  });

  test('in another order than it was written in loses nothing, and keeps its own time', async () => {
    const { story, ana, lee } = await begin();
    const line = (text: string, seconds: number) =>
      teams.activity(ANA, { text, timestamp: new Date(story.now().getTime() + seconds * 1_000).toISOString() });
    const [first, second] = [line('Do I need three quotes', 0), line('for $40k?', 20)];
    await teams.post(second);
    await teams.post(first);
    await story.settle();
    expect(await requests()).toBe(1);
    for (const text of ['Do I need three quotes', 'for $40k?']) expect(lee.sees().join('\n')).toContain(text);
    const kept = await rows<{ text: string }>(data.database.db, sql`select text from messages order by at`);
    expect(kept.map(({ text }) => text)).toEqual(['Do I need three quotes', 'for $40k?']);
    expect(ana.last()).toContain('R-1001');
  });

  test('a form that is sent ten times, also under other ids, is one reply', async () => {
    const { story, ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    const opened = await teams.invoke(LEE, 'task/fetch', { data: lee.button('Reply').data });
    const reply = { data: { ...cardsOf(opened.body)[0]?.actions?.[0]?.data, 'field.text': 'Yes, three.' } };
    await Promise.all(Array.from({ length: 10 }, () => teams.invoke(LEE, 'task/submit', reply)));
    await story.settle();
    expect(ana.sees().filter((text) => text.includes('Yes, three.'))).toHaveLength(1);
  });
});

describe('what goes out', () => {
  test('a survey that may have arrived is not sent again', async () => {
    const { story, ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    teams.connector.failNext('post', { reply: 'reset', accepted: true });
    await story.at('2026-06-02T10:31');
    await tryAgain(story);
    expect(ana.sees().filter((text) => text.includes('How did we do?'))).toHaveLength(1);
  });

  test('a relay that surely did not arrive goes again, after as long as Teams asked for', async () => {
    const { story, ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    teams.connector.failNext('post', { reply: { status: 429, headers: { 'retry-after': '90' } } });
    await lee.presses('Reply', { text: 'Yes, three.' });
    expect(ana.sees().join()).not.toContain('Yes, three.');
    const [waits] = await rows<{ s: number }>(
      data.database.db,
      sql`select extract(epoch from max(run_at) - now())::float8 as s from deliveries where state = 'pending'`,
    );
    expect(waits?.s).toBeGreaterThan(80);
    await tryAgain(story);
    expect(ana.sees().filter((text) => text.includes('Yes, three.'))).toHaveLength(1);
  });

  test('where Teams itself has moved to, everything follows with the next word from there', async () => {
    const { ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    elsewhere = await openConnector(teams.identity.isBotToken);
    elsewhere.people.set(ANA.id, ANA);
    const { serviceUrl } = elsewhere;
    const authorization = await teams.identity.bearer(serviceUrl);
    const moved = teams.activity(ANA, { text: 'my requests', serviceUrl });
    expect((await teams.post(moved, { authorization })).status).toBe(200);
    await lee.presses('Reply', { text: 'Yes, three.' });
    const words = elsewhere.posted.map(({ activity }) => wordsOfActivity(activity)).join('\n');
    expect(words).toContain('Yes, three.');
    expect(ana.sees().join()).not.toContain('Yes, three.');
  });

  test('to a requester who took the app away, the liaison and the supervisor learn that it did not arrive', async () => {
    const { story, ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    await ana.removes();
    teams.connector.blocked.add(`personal-${ANA.id}`);
    await lee.presses('Reply', { text: 'Yes, three.' });
    await tryAgain(story);
    const told = 'for Ana Ruiz could not be delivered: they took the app away; no other chat account is known';
    expect(lee.sees().join('\n')).toContain(told);
    expect(story.person('sam').sees().join('\n')).toContain(told);
    teams.connector.blocked.clear();
    await ana.installs();
    await lee.presses('Reply', { text: 'Once more: three.' });
    expect(ana.last()).toContain('Once more: three.');
  });
});

describe('what is changed', () => {
  const changed = (type: string, eventType: string) => ({
    type,
    id: 't1',
    channelData: { eventType, tenant: { id: teams.account(ANA).workspace } },
  });

  test('in Teams travels: an edit, a delete, and one that is taken back', async () => {
    const { story, ana, lee } = await begin();
    await ana.says('Do I need three quotes?', { id: 't1' });
    await story.at('2026-06-01T10:05');
    await ana.says('Do I need four quotes?', changed('messageUpdate', 'editMessage'));
    expect(lee.last()).toContain('Do I need four quotes?');
    await story.at('2026-06-01T10:06');
    await ana.says('', changed('messageDelete', 'softDeleteMessage'));
    expect(lee.last()).toContain('deleted the message R-1001·1');
    await story.at('2026-06-01T10:07');
    await ana.says('Do I need four quotes?', changed('messageUpdate', 'undeleteMessage'));
    expect(lee.last()).toContain('brought the message R-1001·1 back');
    const before = lee.sees().length;
    // A link that unfolds is an edit of nothing.
    await story.at('2026-06-01T10:08');
    await ana.says('Do I need four quotes?', changed('messageUpdate', 'editMessage'));
    expect(lee.sees()).toHaveLength(before);
  });
});

describe('every other way in', () => {
  test('a message somebody chose to ask about is a question with that message', async () => {
    const { story, ana, lee } = await begin();
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', {
      messagePayload: {
        from: { user: { displayName: 'Kim' } },
        body: { contentType: 'html', content: '<p>The salt is <b>out</b></p>' },
        linkToMessage: 'https://teams.microsoft.com/l/message/1',
      },
    });
    const [form] = cardsOf(body);
    const question = { ...form?.actions?.at(-1)?.data, 'field.question': 'May we buy it at once?' };
    await teams.invoke(ANA, 'composeExtension/submitAction', { data: question });
    await story.settle();
    for (const text of ['May we buy it at once?', 'About what Kim wrote: “The salt is out”'])
      expect(lee.last()).toContain(text);
    expect(ana.last()).toContain('Lee Park has your question');
  });

  test('the commands of the app show what they name', async () => {
    const { ana, lee } = await begin();
    await ana.says('Do I need three quotes?');
    await ana.says('my requests');
    expect(ana.last()).toContain('R-1001');
    await ana.says('my liaison');
    expect(ana.last()).toContain('Lee Park');
    await lee.says('queue');
    expect(lee.last()).toContain('R-1001');
    await ana.says('help');
    expect(ana.last()).toContain('My requests');
    expect(await requests()).toBe(1);
  });
});
