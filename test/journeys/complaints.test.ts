import { expect, test } from 'vitest';
import type { ClockKind } from '../../src/sla/clockKinds.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** What users of other desks complain about most, each named after what went wrong there. Here it cannot happen. */

const data = useDatabase();

const clockOf = async (story: Story, id: number, kind: ClockKind) =>
  (await story.store.transaction((tx) => tx.clocks.of([id]))).find((clock) => clock.kind === kind);

test('"it escalates although the liaison answered last"', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'You may.' });
  await story.at('2026-06-03T16:00');
  expect(story.person('sam').sees().join()).not.toContain('Late');
  expect((await clockOf(story, 1001, 'first_reply'))?.met).toBe(true);
});

test('"a merged request escalates"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.asks('May I buy a drone?');
  await ana.asks('May I buy a drone, please?');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  await story.at('2026-06-01T16:00');
  expect(sam.sees().join()).toContain('R-1001');
  expect(sam.sees().join()).not.toContain('Late: R-1002');
  expect(await clockOf(story, 1002, 'first_reply')).toMatchObject({ breachedAt: null, met: null });
});

test('"a note stops the clock, or counts as a response"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Note', { text: 'As last year.' });
  expect((await clockOf(story, 1001, 'first_reply'))?.stoppedAt).toBeNull();
});

test('"deadlines are read in the viewer’s time zone, and shown as failed at once"', async () => {
  const people = storyOffice().people.map((one) =>
    one.email.startsWith('ana') ? { ...one, zone: 'Pacific/Honolulu' } : one,
  );
  const story = await openStory(data.database, { office: { people } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('by Mon, Jun 1, 8:00 AM HST');
  expect(lee.last()).toContain('Mon, Jun 1, 2:00 PM EDT');
  expect(lee.last()).not.toContain('Late');
  expect((await clockOf(story, 1001, 'first_reply'))?.dueAt?.toISOString()).toBe('2026-06-01T18:00:00.000Z');
});

test('"a new policy makes good what was broken, or leaves requests escalating by the old one"', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T15:00');
  await sam.says('promises');
  await sam.presses('Change Normal', { first: '2 business days', next: '4 hours', resolution: '10 business days' });
  await sam.presses('Publish, open ones too');
  await story.sweep();
  await story.settle();
  const reply = await clockOf(story, 1001, 'first_reply');
  expect(reply?.dueAt?.toISOString()).toBe('2026-06-01T18:00:00.000Z');
  expect(reply?.breachedAt).not.toBeNull();
  const finish = await clockOf(story, 1001, 'first_resolution');
  expect(finish?.dueAt?.toISOString()).toBe('2026-06-15T14:00:00.000Z');
});

test('"the pause is lost when the priority or the promises change"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await lee.presses('Ask the agency', { text: 'Which one?' });
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt).toBeNull();
  await sam.says('R-1001');
  await sam.presses('Change priority', { priority: 'urgent', reason: 'Storm' });
  await sam.says('promises');
  await sam.presses('Change Urgent', { first: '1 hour', next: '1 hour', resolution: '2 business days' });
  await sam.presses('Publish, open ones too');
  await story.sweep();
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt).toBeNull();
  await story.at('2026-06-03T10:00');
  await ana.says('The small one.');
  // Two business days from when it was made urgent, at once, and two that were paused.
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt?.toISOString()).toBe('2026-06-05T14:00:00.000Z');
});
