import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('somebody tells the supervisor without a name, is answered, and answers back: nobody sees who', async () => {
  const story = await openStory(data.database);
  const [ana, sam, lee] = [story.person('ana'), story.person('sam'), story.person('lee')];
  await ana.says('help');
  const said = await ana.presses('Tell the supervisor', { text: 'I wait too long.', name: 'nameless' });
  expect(said).toContain('without your name');
  expect(sam.last()).toContain('Somebody wrote to the supervisors of Procurement Office');
  expect(sam.last()).toContain('Without a name: I wait too long.');
  expect(await sam.presses('Answer', { text: 'For what?' })).toContain('on its way');
  expect(sam.last(), 'the message grows').toContain('Sam Reed: For what?');
  expect(ana.last()).toContain('Sam Reed, Procurement Office: For what?');
  expect(await ana.presses('Answer', { text: 'For quotes.' })).toContain('The supervisors have it.');
  expect(sam.last()).toContain('Without a name: For quotes.');
  await sam.presses('Answer', { text: 'We will see to it.' });
  expect(sam.last()).toContain('Sam Reed: We will see to it.');
  expect(ana.last()).toContain('We will see to it.');
  expect(sam.sees().join()).not.toMatch(/Ana|Transportation/u);
  expect(lee.sees()).toEqual([]);
});

test('who told it stands in one sealed column, and on no record', async () => {
  const story = await openStory(data.database);
  const ana = story.person('ana');
  await ana.says('tell the supervisor');
  await ana.presses('Tell the supervisor', { text: 'I wait too long.', name: 'nameless' });
  const events = await rows<{ kind: string; actor: number | null }>(
    data.database.db,
    sql`select kind, actor_id as actor from events where kind = 'supervisor told'`,
  );
  expect(events).toEqual([{ kind: 'supervisor told', actor: null }]);
  const named = sql`select 1 from deliveries where message::text like '%I wait too long.%' and message::text like '%Ana%'`;
  expect(await rows(data.database.db, named)).toEqual([]);
});

test('with a name it says whose it is; what is not theirs does not exist', async () => {
  const story = await openStory(data.database);
  const [ben, sam, lee] = [story.person('ben'), story.person('sam'), story.person('lee')];
  await ben.says('feedback');
  await ben.presses('Tell the supervisor', { text: 'Maria is great.', name: 'named' });
  expect(sam.last()).toContain('Ben Osei (Agriculture) wrote to the supervisors of Procurement Office');
  const press = { name: 'answer voice', about: 'v2 voice=1' };
  for (const other of ['ana', 'lee', 'ada'])
    expect(await story.chat.hand(`${other}@state.example`, { kind: 'press', press })).toMatchObject({
      kind: 'notice',
      text: ['There is no such request among yours.'],
    });
  expect(lee.sees()).toEqual([]);
});

test('a liaison has the same open door, and the form says what is missing', async () => {
  const story = await openStory(data.database);
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  await lee.says('tell the supervisor');
  expect(await lee.presses('Tell the supervisor', { name: 'nameless' })).toBe(
    'text: Write what you would like to tell.',
  );
  expect(await lee.presses('Tell the supervisor', { text: 'Too much.' })).toContain('whether your name may be seen');
  await lee.presses('Tell the supervisor', { text: 'Too much at once.', name: 'nameless' });
  expect(sam.last()).toContain('Without a name: Too much at once.');
});

test('ten things a day are heard, and then no more until tomorrow', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('help');
  for (let n = 0; n < 10; n++) await ana.presses('Tell the supervisor', { text: `No. ${n}`, name: 'named' });
  expect(await ana.presses('Tell the supervisor', { text: 'More.', name: 'named' })).toContain('come back tomorrow');
  expect(sam.sees().join()).not.toContain('More.');
  await story.at('2026-06-02T10:05');
  expect(await ana.presses('Tell the supervisor', { text: 'More.', name: 'named' })).toContain(
    'The supervisors have it',
  );
});

test('an answer that does not reach a nameless person says nowhere who that is', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('help');
  for (const name of ['nameless', 'named']) {
    await ana.presses('Tell the supervisor', { text: `I wait too long, ${name}.`, name });
    story.chat.failNext('ana@state.example', 'rejected', 'rejected', 'rejected');
    await sam.presses('Answer', { text: 'For what?' });
    await story.at(name === 'nameless' ? '2026-06-02T09:01' : '2026-06-03T09:01');
    const digest = sam.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
    expect(digest.includes('Not delivered to Ana Ruiz'), name).toBe(name === 'named');
    if (name === 'nameless') expect(sam.sees().join()).not.toMatch(/Ana|Not delivered/u);
  }
});

test('whoever answered somebody without a name reads that it has not reached them, and nothing tells who that is', async () => {
  const story = await openStory(data.database);
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  await lee.says('help');
  await lee.presses('Tell the supervisor', { text: 'I have too much.', name: 'nameless' });
  story.chat.failNext('lee@state.example', 'gone');
  await sam.presses('Answer', { text: 'Since when?' });
  expect(sam.last()).toContain('Your answer has not reached them');
  expect(sam.last()).toContain('You wrote: Since when?');
  expect(sam.last()).not.toContain('gone');
  const exchange = sam.sees().find((text) => text.startsWith('Somebody wrote to the supervisors'));
  expect(exchange).toContain('Sam Reed: Since when?\nThis has not reached them.');
  // Lee would stand there as somebody who is not reached, on the morning after this answer and never before.
  await story.at('2026-06-02T09:01');
  expect(sam.sees().join()).not.toMatch(/Lee Park|cannot be written to|Not delivered/u);
  const unreached = await story.store.transaction((tx) => tx.people.unreached({ roles: ['liaison'] }));
  expect(unreached.map(({ person }) => person.name)).not.toContain('Lee Park');
  expect(await sam.presses('Answer again', { text: 'I ask once more: since when?' })).toContain('on its way');
  expect(lee.last()).toContain('I ask once more: since when?');
});

test('whoever answered somebody with a name reads whom it has not reached, and why', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('help');
  await ana.presses('Tell the supervisor', { text: `I wait. ${'And wait. '.repeat(400)}`, name: 'named' });
  story.chat.failNext('ana@state.example', 'rejected');
  await sam.presses('Answer', { text: 'For what?' });
  expect(sam.last()).toMatch(/^Your answer has not reached Ana Ruiz\n.*\nIt could not be delivered: /u);
  await sam.presses('Answer again', { text: 'For what, please?' });
  expect(ana.last()).toContain('Sam Reed, Procurement Office: For what, please?');
  // Enough of their own words to know which they were.
  expect(ana.last().length).toBeLessThan(500);
});
