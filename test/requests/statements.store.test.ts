import { expect, test } from 'vitest';
import { deedsIn } from '../../bench/deeds.ts';
import { useDatabase } from '../support/database.ts';
import { countStatements } from '../support/statements.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/**
 * What a deed costs in statements, from the press to what everybody sees of it: the form, the decision, and each
 * delivery. These figures may only fall, unless people get something for it: a question asks what changes soon, what was
 * answered before, and who of the agency has asked the same.
 */
test('a question, a reply and a resolution cost no more statements than they did', async () => {
  const story = await openStory(data.database);
  const [ana, ben, lee] = [story.person('ana'), story.person('ben'), story.person('lee')];
  // Everybody is known to the chat, and what is read once is read.
  await ana.says('my requests');
  await lee.says('my queue');
  await ben.says('Where do I buy seed?');
  const cost = async (work: () => Promise<unknown>) => (await countStatements(data.database, work)).length;
  const question = await cost(() => ana.says('May I buy a drone?'));
  const form = await cost(() => lee.answer('Reply'));
  // With its form, opened once more.
  const reply = await cost(() => lee.presses('Reply', { text: 'Yes.' }));
  expect(form + reply, 'a reply: its form, the sending, the delivery, and the cards that change').toBeLessThanOrEqual(
    33,
  );
  const resolution = await cost(() => lee.presses('Resolve', { outcome: 'answered', text: 'All done.' }));
  expect({ question, form, reply, resolution }).toEqual({ question: 26, form: 3, reply: 30, resolution: 31 });
});

test('what `npm run bench -- --only deeds` measures can be done again and again', async () => {
  const story = await openStory(data.database);
  const deeds = await deedsIn(story);
  for (const _ of [1, 2, 3]) for (const [, work] of deeds) await work();
  expect(story.person('ana').last()).toContain('You need three.');
  expect(story.person('ana').sees().join('\n')).toContain('R-1003');
});
