import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const { policy } = storyOffice();
const { normal, urgent } = policy.targets;

const open = async (update?: number) => {
  const targets = { normal: { ...normal, ...(update && { update }) }, urgent };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { policy: { ...policy, targets } } });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  return { story, ana, lee, sam };
};
const newsOf = async (story: Story) =>
  (await story.store.transaction((tx) => tx.clocks.of([1001]))).filter(({ kind }) => kind === 'update');

test('whoever waits hears something as often as the office promises: from the last reply on', async () => {
  const { story, ana, lee, sam } = await open(480);
  expect(await newsOf(story)).toEqual([]);
  await story.at('2026-06-01T11:00');
  await lee.presses('Reply', { text: 'The lawyers look at it.' });
  expect(ana.sees()[0]).toContain('You will hear from us again by Tue, Jun 2, 11:00 AM EDT, within 1 business day.');
  expect(ana.sees()[0]).toContain('We expect to finish by Mon, Jun 8, 10:00 AM EDT');
  expect(lee.sees().join()).toContain('News by (promised): Tue, Jun 2, 11:00 AM EDT');
  await story.at('2026-06-01T15:01');
  expect(lee.sees().join()).toContain('News for Ana Ruiz is due by Tue, Jun 2, 11:00 AM EDT; 50% of the time is used.');
  await story.at('2026-06-02T10:00');
  await lee.presses('Reply', { text: 'They still do.' });
  expect(ana.sees()[0]).toContain('You will hear from us again by Wed, Jun 3, 10:00 AM EDT');
  await story.at('2026-06-03T10:03');
  expect(ana.sees().join()).toContain('we promised that you would hear from us again by Wed, Jun 3, 10:00 AM EDT');
  expect(sam.sees().join()).toContain('Late: R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-05T10:00');
  expect((await newsOf(story)).map(({ met }) => met)).toEqual([true, false]);
});

test('not while the office waits for the agency, and a question that is owed a reply comes first', async () => {
  const { story, ana, lee } = await open(480);
  await story.at('2026-06-01T11:00');
  await lee.presses('Ask the agency', { text: 'Which one?' });
  expect((await newsOf(story)).map(({ dueAt }) => dueAt)).toEqual([null]);
  await story.at('2026-06-04T09:00');
  await ana.says('The small one.');
  expect(ana.sees()[0]).toContain('You will have a reply by Thu, Jun 4, 1:00 PM EDT');
  expect((await newsOf(story)).map(({ dueAt }) => dueAt?.toISOString())).toEqual(['2026-06-04T21:00:00.000Z']);
});

test('an office that promises no news has no such clock; a supervisor may promise it in chat', async () => {
  const { story, ana, lee, sam } = await open();
  await lee.presses('Reply', { text: 'The lawyers look at it.' });
  await story.at('2026-06-04T10:00');
  expect(await newsOf(story)).toEqual([]);
  expect(ana.sees().join()).not.toContain('hear from us again');
  await sam.says('promises');
  expect(await sam.presses('Change Normal', { update: '2 business days' })).toContain(
    'normal, news at least every: 2 business days (16 business hours)',
  );
  await sam.presses('Publish, open ones too').catch(() => sam.presses('Publish for new requests'));
  await ana.asks('May I buy two?');
  await lee.presses('Reply', { text: 'Soon.' });
  expect(ana.sees().join()).toContain('You will hear from us again by Mon, Jun 8, 10:00 AM EDT');
});
