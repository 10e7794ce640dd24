import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** Somebody said *I have this*, and is not there to see to it. */

const data = useDatabase();
const office = storyOffice();
const second = {
  ...{ email: 'maria@state.example', name: 'Maria Lopez', zone: null },
  roles: [
    { role: 'liaison' as const, agency: null },
    { role: 'supervisor' as const, agency: null },
  ],
};
const thursday = '2026-06-04T13:00:00.000Z';

/** Maria supervises, too. Ana's request is late on Monday, and Sam says that he has it until Thursday morning. */
async function begin(change: Partial<OfficeSetup> = {}): Promise<Story> {
  const people = office.people.map((one) => (one.email === second.email ? second : one));
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { people, ...change } });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T14:02');
  await story.person('sam').says('R-1001');
  const answer = await story.person('sam').presses('I have this', { until: thursday, reason: 'I am calling Lee.' });
  expect(answer).toContain('until Thu, Jun 4, 9:00 AM EDT');
  return story;
}

/** How often it was said to somebody that it is late still. */
const again = (story: Story, who: string): string[] =>
  story.chat
    .seen(`${who}@state.example`)
    .filter(({ text }) => /^(?:Late: R-1001|R-1001: .* still late)/u.test(text))
    .map(({ at }) => at.toISOString().slice(5, 16))
    .filter((at) => at > '06-01T18:02');

const goesOut = async (story: Story, from: string, until: string) => {
  await story.person('sam').says("I'm away");
  await story.person('sam').presses("I'm away", { from, until });
};

const events = async (story: Story) =>
  (await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }))).filter(({ kind }) =>
    kind.startsWith('seen to'),
  );

test('while they are there the desk is quiet; once they are out it is everybody’s again', async () => {
  const story = await begin();
  const [ana, lee, devon] = ['ana', 'lee', 'devon'].map((name) => story.person(name));
  await goesOut(story, '2026-06-03', '2026-06-09');
  await story.at('2026-06-02T09:02');
  expect(again(story, 'lee')).toEqual([]);
  expect(devon?.sees().join()).toContain('Sam Reed sees to it until Thu, Jun 4');
  for (const time of ['03T00:05', '03T09:02', '03T09:03', '03T16:00']) await story.at(`2026-06-${time}`);
  expect(again(story, 'lee')).toEqual(['06-03T13:02']);
  expect(again(story, 'maria')).toEqual([]);
  expect(again(story, 'sam'), 'who is out is not rung').toEqual([]);
  expect(devon?.sees().join()).toContain('Sam Reed was to see to it until Thu, Jun 4, 9:00 AM EDT, but is out');
  expect(ana?.sees().join()).toContain('We are sorry. Lee Park has your question.');
  expect(ana?.sees().join()).not.toContain('Sam Reed');
  expect((await events(story)).map(({ data: { ...said } }) => said)).toMatchObject([
    { until: thursday },
    { until: thursday, why: 'out', out: '2026-06-09' },
  ]);
  expect(await devon?.presses('I have this', { reason: 'I am on it.' })).toContain(
    'You see to R-1001 until Thu, Jun 4',
  );
  expect(lee?.sees().join()).toContain('Devon Clark sees to it');
  await lee?.says('R-1001');
  expect(lee?.last()).toContain('Sam Reed is out, so nobody sees to it any more');
});

test('a supervisor finds it in the digest again, with its button', async () => {
  const story = await begin();
  await goesOut(story, '2026-06-03', '2026-06-09');
  const digests = () =>
    story
      .person('maria')
      .sees()
      .filter((text) => /Daily digest/u.test(text));
  await story.at('2026-06-02T09:02');
  expect(digests().at(-1)).toContain('1 late, and somebody sees to it');
  await story.at('2026-06-03T09:02');
  expect(digests().at(-1)).toMatch(/Late: R-1001[\s\S]*I have R-1001/u);
});

test('when they come back nothing is rung for it, and they can say so again', async () => {
  const story = await begin();
  const [lee, sam] = ['lee', 'sam'].map((name) => story.person(name));
  await goesOut(story, '2026-06-03', '2026-06-03');
  await story.at('2026-06-03T09:02');
  const before = sam?.sees().filter((text) => text.includes('R-1001')).length;
  await story.at('2026-06-04T08:00');
  await story.at('2026-06-04T08:59');
  expect(sam?.sees().filter((text) => text.includes('R-1001'))).toHaveLength(before ?? 0);
  await story.at('2026-06-04T09:02');
  expect(again(story, 'lee')).toEqual(['06-03T13:02']);
  expect(await sam?.presses('I have this', { reason: 'I am on it.' })).toContain('You see to R-1001 until Fri, Jun 5');
  expect(lee?.sees().join()).toContain('Sam Reed sees to it until Fri, Jun 5');
  expect(lee?.sees().join()).not.toContain('but was out');
});

test('out from this very day on, after it was said today: nothing is said twice on one day', async () => {
  const story = await begin();
  await story.at('2026-06-01T15:00');
  await goesOut(story, '2026-06-01', '');
  for (const time of ['15:05', '15:06', '16:30']) await story.at(`2026-06-01T${time}`);
  expect(again(story, 'lee')).toEqual([]);
  expect(story.person('devon').sees().join()).toContain('but is out');
  await story.at('2026-06-02T09:02');
  expect(again(story, 'lee')).toEqual(['06-02T13:02']);
});

test('who has left sees to nothing', async () => {
  const story = await begin();
  const people = office.people
    .filter(({ email }) => !email.startsWith('sam'))
    .map((one) => (one.email === second.email ? second : one));
  await story.store.transaction((tx) => importOffice(tx, storyOffice({ people }), story.now()));
  for (const time of ['01T16:00', '02T09:02']) await story.at(`2026-06-${time}`);
  expect(story.person('devon').sees().join()).toContain('but has left');
  expect(again(story, 'lee')).toEqual(['06-02T13:02']);
  expect(await story.person('maria').presses('I have R-1001', { reason: 'I am on it.' })).toContain(
    'You see to R-1001',
  );
});

test('whoever is out and says so all the same is believed', async () => {
  const story = await begin({
    absences: [{ person: 'sam@state.example', from: '2026-06-01', until: null, cover: null }],
  });
  for (const time of ['01T14:05', '02T09:02']) await story.at(`2026-06-${time}`);
  expect(again(story, 'lee')).toEqual([]);
  expect(await events(story)).toHaveLength(1);
});

test.each(inChats)(
  'in %s: whoever had it is out, and a colleague takes it from the card of days before',
  { timeout: inChatsTimeout },
  async (_, open) => {
    const { story, seats } = await open(data.database, { at: '2026-06-01T10:00' }, ['ana', 'lee', 'devon', 'sam']);
    const { ana, lee, devon, sam } = seats;
    /** What waits for its turn has it now: the paces of platforms are measured elsewhere. */
    const at = async (time: string) => {
      await story.at(time);
      for (let turn = 0; turn < 3; turn += 1) {
        await data.database.db.execute('delete from chat_rates');
        await data.database.db.execute("update deliveries set run_at = now() where state = 'pending'");
        await story.settle();
      }
    };
    for (const each of [ana, lee, devon, sam]) await each.says('help');
    await ana.says('May I buy a drone?');
    await at('2026-06-01T14:02');
    await sam.presses('I have this', { until: thursday, reason: 'I am on it.' });
    await sam.says("I'm away");
    await sam.presses("I'm away", { from: '2026-06-02', until: '2026-06-03', cover: 'backup' });
    await at('2026-06-01T16:00');
    expect(await devon.seen()).toContain('Sam Reed sees to it until');
    await at('2026-06-02T09:02');
    expect(await devon.seen()).toContain('but is out');
    expect((await lee.seen()).match(/Late: R-1001/gu), 'a card of the new day').toHaveLength(2);
    expect(await ana.seen()).not.toContain('Sam Reed');
    await devon.presses('I have this', { until: '2026-06-03T13:00:00.000Z', reason: 'I am on it.' });
    await at('2026-06-02T09:03');
    expect(await lee.seen()).toContain('Devon Clark sees to it');
    expect(story.failures).toEqual([]);
  },
);
