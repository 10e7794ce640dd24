import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { asked, begin, openListening, pressed, seats, sends } from '../support/listening.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('a question goes to everybody in the morning, says who reads what, and takes answers until its day', async () => {
  const story = await openListening(data.database);
  const { ana, fay, sam } = seats(story);
  await sam.says('listening');
  const look = await sam.presses('Ask the agencies', { ...asked, shows: 'agency' });
  expect(look).toContain('It goes to 3 people at 3 agencies now.');
  expect(ana.sees(), 'nobody is asked before it is confirmed').toEqual([]);
  await sam.presses('Ask them');
  expect(ana.last()).toBe(
    [
      'Which contracts do you need?',
      'Sam Reed, Procurement Office: We plan the next year by it.',
      'Answers until: Friday, June 12',
      'Then the agencies vote, until: Friday, June 19',
      'Procurement Office reads your answer with your name and your agency’s. The other agencies read it with your agency’s name, without yours.',
      'Each agency chooses up to three needs, and every choice counts the same.',
      'Choose: Answer',
    ].join('\n'),
  );
  expect(await ana.presses('Answer', { text: '' })).toBe('text: Write your answer.');
  expect(await ana.presses('Answer', { text: 'Snow plows' })).toContain('until Friday, June 12');
  await ana.presses('Add another answer', { text: 'Road salt' });
  await ana.presses('Change', { text: 'Road salt, in bags' });
  expect(ana.sees(), 'it changes in its place').toHaveLength(1);
  await pressed(story, 'ana', 'take back listening answer', 'v2 answer=1');
  await story.settle();
  expect(ana.last()).toContain('Your answers\n- Road salt, in bags\n');
  expect(ana.last()).not.toContain('plows');
  expect(await pressed(story, 'fay', 'take back listening answer', 'v2 answer=2'), 'theirs alone').toMatchObject({
    text: ['This answer is not there any more.'],
  });
  const rung = sam.sees().length;
  await story.at('2026-06-01T10:20');
  expect(sam.sees(), 'an answer rings nobody').toHaveLength(rung);
  expect(sam.sees().join('\n')).toContain('1 answer from 1 agency so far');
  const [anas, fays] = [ana.sees().length, fay.sees().length];
  await story.at('2026-06-11T09:00');
  expect(fay.last()).toBe(
    'Sam Reed would like to hear from you by Friday, June 12: Which contracts do you need?\nChoose: Answer, Show it',
  );
  await story.at('2026-06-12T09:00');
  expect([ana.sees().length, fay.sees().length], 'once, and only who has not answered').toEqual([anas, fays + 1]);
  await story.at('2026-06-13T11:00');
  expect(await pressed(story, 'fay', 'answer listening', 'v2 round=1')).toMatchObject({
    text: [expect.stringContaining('Answers were taken until Friday, June 12.')],
  });
  expect(sam.last(), 'nobody is rung at the weekend').not.toContain('The answers are in');
  await story.at('2026-06-15T09:00');
  expect(sam.sees().some((text) => text.startsWith('The answers are in: Which contracts do you need?'))).toBe(true);
});

test('out of hours nobody is asked: what is confirmed in the afternoon goes out the next morning', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  const { ana, sam } = seats(story);
  await sam.says('listening');
  expect(await sam.presses('Ask the agencies', asked)).toContain('Tue, Jun 2, 9:00 AM EDT.');
  expect(await sam.presses('Plan it')).toBe('It goes out Tue, Jun 2, 9:00 AM EDT.');
  await story.at('2026-06-02T08:59');
  expect(ana.sees()).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(ana.last()).toContain('Which contracts do you need?');
});

test('people merge what says the same: moved, split, named, and nothing by itself', async () => {
  const story = await openListening(data.database);
  const { ana, ben, fay, sam } = seats(story);
  await begin(story);
  await ana.presses('Answer', { text: 'Road salt for the whole winter' });
  await fay.presses('Answer', { text: 'Drones' });
  await ben.presses('Answer', { text: 'Salt for roads in winter' });
  await story.at('2026-06-15T09:00');
  const list = (await sam.presses('Go on')) && (await sam.presses('Show the answers'));
  expect(list.indexOf('Salt for roads'), 'like ones stand together').toBeLessThan(list.indexOf('Drones'));
  const form = await pressed(story, 'sam', 'merge answers', 'v2 round=1 like=1');
  expect(form).toMatchObject({ form: { fields: [{ initial: '1,3' }, { name: 'name' }] } });
  expect(await sends(story, 'sam', 'merge answers', 'v2 round=1', { answers: '1,3' })).toMatchObject({
    errors: { name: 'Say in a few words what is needed.' },
  });
  await sends(story, 'sam', 'merge answers', 'v2 round=1', { answers: '1,2,3', name: 'Winter' });
  expect(await pressed(story, 'sam', 'merge answers', 'v2 round=1')).toMatchObject({
    text: [expect.stringContaining('Every answer is in a need.')],
  });
  await sends(story, 'sam', 'split need', 'v2 need=1', { answers: '2', name: 'Drones' });
  await sends(story, 'sam', 'rename need', 'v2 need=1', { name: 'Road salt' });
  await sends(story, 'sam', 'move listening answer', 'v2 answer=3', { need: '2' });
  expect(await sam.presses('Go on')).toContain('- Road salt, asked for once\n');
  await sends(story, 'sam', 'same need', 'v2 need=2', { same: '1' });
  expect(await sam.presses('Go on')).toContain('- Road salt, asked for 3 times, by 3 agencies\n');
  for (const [name, about] of [
    ['merge answers', 'v2 round=1'],
    ['listening answers', 'v2 round=1'],
    ['rename need', 'v2 need=1'],
    ['decide need', 'v2 need=1'],
    ['open listening vote', 'v2 round=1'],
  ] as const)
    expect(await pressed(story, 'ana', name, about), name).toMatchObject({
      text: ['There is no such request among yours.'],
    });
});

test('a change is recommended at any time: looked at by a day, decided, and told; a duplicate is put to it', async () => {
  const story = await openListening(data.database);
  const { ana, fay, sam } = seats(story);
  await fay.says('recommend a change');
  expect(await fay.presses('Recommend a change', { title: '' })).toBe('title: Say in a few words what should change.');
  await fay.presses('Recommend a change', { title: 'One form for all offices', text: 'We fill in three.' });
  expect(fay.last()).toBe(
    'You recommend: One form for all offices\nSam Reed looks at it by Monday, June 8. You hear here what becomes of it.',
  );
  await ana.says('recommend a change');
  await ana.presses('Recommend a change', { title: 'A single form' });
  await sends(story, 'sam', 'same need', 'v2 need=2', { same: '1' });
  await sam.says('priority list');
  expect(sam.last()).toContain('- One form for all offices · asked for twice, by 2 agencies: Not decided yet.');
  await sam.presses('Decide', { choice: 'later', effort: 'medium', again: '2026-09-01', because: 'After the move.' });
  for (const each of [ana, fay])
    expect(each.last()).toBe(
      'You asked for this: One form for all offices\nLater: we look at it again on Tuesday, September 1. After the move.',
    );
  await begin(story);
  await ana.says('recommend a change');
  await ana.presses('Recommend a change', { title: 'Road salt', round: '1' });
  expect(ana.sees().join('\n'), 'it is an answer to what is asked').toContain('Your answers\n- Road salt\n');
});

test('a round may be called off: everybody who answered reads why, and old buttons say so', async () => {
  const story = await openListening(data.database);
  const { ana, fay, sam } = seats(story);
  await begin(story);
  await ana.presses('Answer', { text: 'Road salt' });
  const before = fay.sees().length;
  await sam.presses('Call it off', { reason: 'The budget is gone.' });
  expect(ana.last()).toContain('called this off: Which contracts do you need?\nSam Reed: The budget is gone.');
  expect(fay.sees()).toHaveLength(before);
  expect(await pressed(story, 'fay', 'answer listening', 'v2 round=1')).toMatchObject({
    text: ['This was called off. Nobody answers any more.'],
  });
  expect(await pressed(story, 'sam', 'open listening vote', 'v2 round=1')).toMatchObject({
    text: ['This was called off.'],
  });
});
