import { afterEach, describe, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { openStory, type Story } from '../support/story.ts';
import { teamsSeat } from '../support/teams/seat.ts';
import { ANA, cardsOf, LEE, openTeams, type TeamsStand } from '../support/teams/stand.ts';

const data = useDatabase();
const OTHER = '19:abc@thread.tacv2;messageid=1700';
let teams: TeamsStand;
afterEach(() => teams.close());

/** A story with Teams, beside a chat in memory in which only these people are known. */
async function begin(...elsewhere: string[]): Promise<Story> {
  return openStory(data.database, {
    chats: (now) => [fakeChat({ now, emails: elsewhere.map((name) => `${name}@state.example`) })],
    ports: async (now) => {
      teams = await openTeams({ now });
      return [teams.port];
    },
  });
}

test('Ana asks in Teams, Lee answers there, and is asked how it went', async () => {
  const story = await begin('sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  await ana.installs();
  expect(ana.last()).toContain('Write your question here');

  await ana.says('Do I need three quotes for $40k?');
  expect(ana.last()).toContain('Lee Park has your question');
  expect(lee.last()).toContain('R-1001 · Transportation: Do I need three quotes for $40k?');

  await story.at('2026-06-01T10:30');
  expect(await lee.presses('Reply', { text: '  ' })).toContain('Please correct: Please write something.');
  expect(await lee.presses('Reply', { text: 'Three, *yes*. Send <them> to me.' })).toBe('On its way to Ana Ruiz.');
  expect(ana.last()).toContain('Three, *yes*. Send <them> to me.');

  expect(await lee.presses('Resolve', { outcome: 'answered' })).toBe('R-1001 is resolved; Ana Ruiz is told.');
  expect(await ana.presses('That answered it')).toContain('Good to hear');
  // The card changed in place: nothing is left to press on it.
  expect(lee.sees().find((text) => text.includes('R-1001 · Transportation'))).toContain('State: resolved (answered)');

  await story.at('2026-06-02T10:31');
  expect(ana.last()).toContain('How did we do?');
  expect(await ana.presses('4 – Satisfied')).toContain('Your rating of 4 of 5 is noted.');
  // Teams is written to at its pace; here nobody waits for that.
  await data.database.db.execute('delete from chat_rates');
  await data.database.db.execute("update deliveries set run_at = now() where state = 'pending'");
  await story.settle();
  // The card that thanks has taken the place of that form by now: the way to a comment stands in it.
  expect(ana.sees().join('\n')).toContain('You rated R-1001 with 4 of 5.');
  expect(await ana.presses('Say more', { comment: 'Quick, and to the point.' })).toBe('Thank you, that helps us.');
  const thanked = ana.sees().find((text) => text.includes('You rated R-1001'));
  expect(thanked).toContain('What you wrote is noted.');
  expect(thanked).not.toContain('Say more');
  expect(story.failures).toEqual([]);
});

test('Ana asks in one chat, Lee answers in Teams, and neither notices', async () => {
  const story = await begin('ana', 'sam');
  const ana = story.person('ana');
  const lee = teamsSeat(story, teams, LEE);
  await lee.installs();
  await ana.says('Is a purchase of $4,900 under the limit?');
  expect(lee.last()).toContain('Is a purchase of $4,900 under the limit?');
  expect(await lee.presses('Reply', { text: 'It is. [No quotes](https://evil.example) needed.' })).toContain(
    'On its way',
  );
  expect(ana.last()).toContain('It is. [No quotes](https://evil.example) needed.');
  await ana.says('And with freight?');
  expect(lee.sees().join('\n')).toContain('And with freight?');
});

describe('what goes wrong', () => {
  test('Teams sends everything again, and everything was done once', async () => {
    const story = await begin('sam');
    const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
    await lee.installs();
    const question = teams.activity(ANA, { text: 'Do I need three quotes?' });
    for (let time = 0; time < 3; time++) expect((await teams.post(question)).status).toBe(200);
    await story.settle();
    expect(ana.sees()).toHaveLength(1);
    expect(
      lee
        .sees()
        .join()
        .match(/R-10\d\d · /gu),
    ).toHaveLength(1);

    const opened = await teams.invoke(LEE, 'task/fetch', { data: lee.button('Reply').data });
    const reply = { data: { ...cardsOf(opened.body)[0]?.actions?.[0]?.data, 'field.text': 'Yes, three.' } };
    for (let time = 0; time < 3; time++) await teams.invoke(LEE, 'task/submit', reply);
    await story.settle();
    expect(ana.sees().filter((text) => text.includes('Yes, three.'))).toHaveLength(1);
  });

  test('a liaison who blocked the bot is no silence: the question is not lost', async () => {
    const story = await begin('devon', 'sam');
    const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
    await lee.installs();
    teams.connector.blocked.add(`personal-${LEE.id}`);
    await ana.says('Do I need three quotes?');
    const others = [...story.person('sam').sees(), ...story.person('devon').sees()].join('\n');
    expect(others).toContain('R-1001');
    expect(lee.sees().join()).not.toContain('R-1001');
    // Whatever they do in Teams next shows that they are back.
    teams.connector.blocked.clear();
    await lee.says('R-1001');
    expect(lee.last()).toMatch(/Do I need three quotes\?[\s\S]*with Devon Clark/u);
  });

  test('an answer that was lost on its way goes again, with its reference', async () => {
    const story = await begin('sam');
    const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
    await lee.installs();
    await ana.says('Do I need three quotes?');
    teams.connector.failNext('post', { reply: 'reset', accepted: true });
    await lee.presses('Reply', { text: 'Yes, three.' });
    await expect
      .poll(
        async () => {
          await story.settle();
          return ana.sees().filter((text) => text.includes('Yes, three.')).length;
        },
        { timeout: 10_000 },
      )
      .toBe(2);
    for (const text of ana.sees().filter((each) => each.includes('Yes, three.'))) expect(text).toContain('R-1001');
  });
});

test('what was asked in a channel is answered in private', async () => {
  const story = await begin('sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  const conversation = {
    id: OTHER,
    conversationType: 'channel',
    isGroup: true,
    tenantId: teams.account(ANA).workspace,
  };
  const entities = [{ type: 'mention', mentioned: teams.activity(ANA).recipient }];
  await ana.says('<at>Liaison Desk</at> Do I need three quotes?', { conversation, entities });
  expect(ana.last()).toContain('Lee Park has your question');
  expect(teams.connector.posted.every((each) => each.conversation.startsWith('personal-'))).toBe(true);
});

test('an old card in view shows its addressee what they may do now, and nobody else anything', async () => {
  const story = await begin('sam');
  const [ana, lee] = [teamsSeat(story, teams, ANA), teamsSeat(story, teams, LEE)];
  await lee.installs();
  await ana.says('Do I need three quotes?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  const card = ana.card('That answered it');
  expect(await ana.looksAt(card)).toContain('That answered it');
  await ana.presses('I still need help', { text: 'Even for salt?' });
  const before = teams.connector.posted.length;
  const now = await ana.looksAt(card);
  expect(now).toContain('Now: Lee Park has it.');
  expect(now).not.toContain('That answered it');
  expect(await lee.looksAt(card)).not.toContain('R-1001');
  expect(teams.connector.posted).toHaveLength(before);
});
